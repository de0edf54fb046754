//! The part of the capability list that concerns logins (RFC 5804 section 1.7).
use super::words::{Word, Words};
use crate::names::{self, Names};
use alloc::{format, string::String};

/// The capabilities of a server that concern logins. The server sends them again after STARTTLS; discard the
/// earlier ones.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// The mechanisms of `SASL`.
    pub mechanisms: Names,
    /// `STARTTLS`: TLS can start.
    pub starttls: bool,
}

impl Capabilities {
    /// Reads the lines before the `OK`, each with its literals and without its CRLF. Names are compared as a whole
    /// and without regard to case. Malformed lines and invalid mechanism names are skipped.
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

/// Parses `string [SP string]`.
fn capability(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut words = Words::of(line);
    match (words.next()?.ok()?, words.next().transpose().ok()?, words.next()) {
        (Word::Text(name), None, None) => Some((name.octets(), b"")),
        (Word::Text(name), Some(Word::Text(value)), None) => Some((name.octets(), value.octets())),
        _ => None,
    }
}

/// Returns a server's line of the list for these mechanisms, without its CRLF. The line is present even if there
/// are none (RFC 5804 section 1.7). Invalid names (RFC 4422 section 3.1) are omitted.
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
