//! The capability list as far as it concerns logging in (RFC 5804 section 1.7).
use super::words::{Word, Words};
use crate::names::{self, Names};
use alloc::{format, string::String};

/// What a client learns from the list. The server sends it anew after STARTTLS; what was listed before is forgotten.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// The mechanisms: the words of `SASL`.
    pub mechanisms: Names,
    /// `STARTTLS`: TLS can begin.
    pub starttls: bool,
}

impl Capabilities {
    /// Reads the lines before the `OK`, each with the literals in it and without its CRLF. A name counts whole, in any
    /// case; a line that is not well-formed, and what is no mechanism's name, is passed over.
    ///
    /// ```
    /// use sasl_mail::sieve::capability::Capabilities;
    /// let lines = ["\"IMPLEMENTATION\" \"x\"", "\"SASL\" \"SCRAM-SHA-256-PLUS plain\"", "\"STARTTLS\""];
    /// let list = Capabilities::read(lines.map(str::as_bytes));
    /// assert!(list.starttls && list.mechanisms.contains("PLAIN"));
    /// assert!(!list.mechanisms.contains("SCRAM-SHA-256"));
    /// ```
    pub fn read<'a>(lines: impl IntoIterator<Item = &'a [u8], IntoIter: Clone>) -> Self {
        let lines = lines.into_iter().filter_map(capability);
        let is = |name: &[u8], what: &str| name.eq_ignore_ascii_case(what.as_bytes());
        let starttls = lines.clone().any(|(name, _)| is(name, "STARTTLS"));
        let words = lines
            .filter(|(name, _)| is(name, "SASL"))
            .flat_map(|(_, words)| words.split(|octet| *octet == b' '));
        Self { mechanisms: words.collect(), starttls }
    }
}

/// `string [SP string]`
fn capability(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut words = Words::of(line);
    match (words.next()?.ok()?, words.next().transpose().ok()?, words.next()) {
        (Word::Text(name), None, None) => Some((name.octets(), b"")),
        (Word::Text(name), Some(Word::Text(value)), None) => Some((name.octets(), value.octets())),
        _ => None,
    }
}

/// A server's line of the list for these mechanisms, without its CRLF; it is there even where there is no mechanism
/// (RFC 5804 section 1.7). A name that is not well-formed (RFC 4422 section 3.1) is left out.
///
/// ```
/// use sasl_mail::sieve::capability::sasl_line;
/// assert_eq!(sasl_line(["SCRAM-SHA-256", "PLAIN"]), "\"SASL\" \"SCRAM-SHA-256 PLAIN\"");
/// assert_eq!(sasl_line([]), "\"SASL\" \"\"");
/// ```
pub fn sasl_line<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let listed = names::listed("", names).unwrap_or_default();
    format!("\"SASL\" \"{}\"", listed.trim_start())
}
