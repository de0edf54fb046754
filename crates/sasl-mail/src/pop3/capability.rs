//! The part of the capability list that concerns logins (RFC 2449, RFC 2595 section 4, RFC 5034 section 3).
use crate::{
    names::{self, Names},
    split,
};
use alloc::string::String;

/// The capabilities of a server that concern logins. Read them again after STLS.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// The mechanisms of `SASL`.
    pub mechanisms: Names,
    /// `STLS`: TLS can start (RFC 2595 section 4).
    pub stls: bool,
    /// `USER`: USER and PASS are supported (RFC 2449 section 6.2).
    pub user: bool,
}

impl Capabilities {
    /// Reads the lines between the `+OK` and the lone dot, without their CRLFs. Keywords are compared as a whole
    /// and without regard to case. Invalid mechanism names are skipped.
    ///
    /// ```
    /// use sasl_mail::pop3::capability::Capabilities;
    /// let lines = ["TOP", "STLS", "SASL SCRAM-SHA-256-PLUS plain"];
    /// let list = Capabilities::read(lines.map(str::as_bytes));
    /// assert!(list.stls && !list.user);
    /// assert!(list.mechanisms.contains("PLAIN") && !list.mechanisms.contains("SCRAM-SHA-256"));
    /// ```
    pub fn read<'a>(lines: impl IntoIterator<Item = &'a [u8], IntoIter: Clone>) -> Self {
        let lines = lines.into_iter();
        let has =
            |keyword: &[u8]| lines.clone().any(|line| split::word(line).0.eq_ignore_ascii_case(keyword));
        let arguments = |line| match split::word(line) {
            (keyword, names) if keyword.eq_ignore_ascii_case(b"SASL") => Some(names),
            _ => None,
        };
        let (stls, user) = (has(b"STLS"), has(b"USER"));
        let mechanisms = lines.filter_map(arguments).flat_map(|names| names.split(|octet| *octet == b' '));
        Self { mechanisms: mechanisms.collect(), stls, user }
    }
}

/// Returns a server's line of the list for these mechanisms, without its CRLF. Returns `None` if there are none,
/// so that SASL is not advertised. Invalid names (RFC 4422 section 3.1) are omitted.
///
/// ```
/// use sasl_mail::pop3::capability::sasl_line;
/// assert_eq!(sasl_line(["SCRAM-SHA-256", "PLAIN"]).unwrap(), "SASL SCRAM-SHA-256 PLAIN");
/// assert_eq!(sasl_line([]), None);
/// ```
pub fn sasl_line<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    names::listed("SASL", names)
}
