//! The versions of the protocol.
use super::{
    fields::{Fields, number},
    line::Writer,
    violation::Violation,
};

/// The supported version: 1.4, Dovecot's since 2.4.4.
const MAJOR: u32 = 1;
const MINOR: u32 = 4;

/// The peer's minor version. All minor versions are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Minor(pub(crate) u32);

impl Minor {
    /// The first version in which an empty `resp=` is an empty response, and not an absent one.
    pub(crate) const EMPTY_RESPONSE: Self = Self(2);
    /// The first version with channel bindings and failure codes.
    pub(crate) const CHANNEL_BINDING: Self = Self(3);
    /// The first version in which the server confirms a cancellation.
    pub(crate) const CANCELLED: Self = Self(4);
}

pub(crate) fn write(writer: Writer) -> Writer {
    writer.command("VERSION").number(MAJOR).number(MINOR).end()
}

/// Reads a line that must be `VERSION`.
pub(crate) fn read(line: &[u8]) -> Result<Minor, Violation> {
    let mut fields = Fields::of(line);
    if fields.next() != Some(b"VERSION") {
        return Err(Violation::NoVersion);
    }
    let mut part = || fields.next().and_then(number).ok_or(Violation::Version);
    let (major, minor) = (part()?, part()?);
    if major == MAJOR { Ok(Minor(minor)) } else { Err(Violation::Version) }
}
