//! The capability list as far as it concerns logging in (RFC 2449, RFC 2595 section 4, RFC 5034 section 3).
use crate::{
    names::{self, Names},
    split,
};
use alloc::string::String;

/// What a client learns from the list. Read it anew after STLS.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// The mechanisms: the arguments of `SASL`.
    pub mechanisms: Names,
    /// `STLS`: TLS can begin.
    pub stls: bool,
    /// `USER`: a password can be sent with USER and PASS.
    pub user: bool,
}

impl Capabilities {
    /// Reads the lines between the `+OK` and the lone dot, each without its CRLF. A keyword counts whole, in any case;
    /// what is no mechanism's name is passed over.
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

/// A server's line of the list for these mechanisms, without its CRLF; `None` where there is no mechanism, so that
/// SASL is not announced. A name that is not well-formed (RFC 4422 section 3.1) is left out.
///
/// ```
/// use sasl_mail::pop3::capability::sasl_line;
/// assert_eq!(sasl_line(["SCRAM-SHA-256", "PLAIN"]).unwrap(), "SASL SCRAM-SHA-256 PLAIN");
/// assert_eq!(sasl_line([]), None);
/// ```
pub fn sasl_line<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    names::listed("SASL", names)
}
