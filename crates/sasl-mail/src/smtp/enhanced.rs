//! Enhanced status codes (RFC 3463).
use crate::split;
use core::fmt;

/// An enhanced status code (RFC 3463), `class.subject.detail`: `Enhanced(5, 7, 8)` is 5.7.8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Enhanced(pub u8, pub u16, pub u16);

impl Enhanced {
    /// Parses `status-code = class "." subject "." detail`, the latter two `1*3digit` (RFC 3463 section 2).
    pub(super) fn read(word: &[u8]) -> Option<Self> {
        let mut parts = word.split(|octet| *octet == b'.');
        let (class, subject, detail) = (parts.next()?, parts.next()?, parts.next()?);
        match (class, parts.next()) {
            ([class @ (b'2' | b'4' | b'5')], None) => {
                Some(Self(class.wrapping_sub(b'0'), split::number(subject)?, split::number(detail)?))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Enhanced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(class, subject, detail) = self;
        write!(f, "{class}.{subject}.{detail}")
    }
}
