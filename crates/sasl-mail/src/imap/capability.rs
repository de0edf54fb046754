//! The part of the capability list that concerns logins (RFC 9051 section 7.2.2).
use crate::{names::Names, split};
use alloc::string::String;

const AUTH: &[u8] = b"AUTH";

/// The capabilities of a server that concern logins. Read them again after STARTTLS and after the login.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// The mechanisms of the `AUTH=` words.
    pub mechanisms: Names,
    /// `SASL-IR`: the command can carry an initial response (RFC 4959).
    pub sasl_ir: bool,
    /// `LOGINDISABLED`: the LOGIN command is rejected (RFC 9051 section 6.2.3).
    pub login_disabled: bool,
}

impl Capabilities {
    /// Reads the words of the list, with or without the preceding `* CAPABILITY`. Words are compared as a whole
    /// and without regard to case. Invalid mechanism names are skipped.
    ///
    /// ```
    /// use sasl_mail::imap::capability::Capabilities;
    /// let list = Capabilities::read(b"* CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-1-PLUS AUTH=plain");
    /// assert!(list.sasl_ir && !list.login_disabled);
    /// assert!(list.mechanisms.contains("PLAIN") && !list.mechanisms.contains("SCRAM-SHA-1"));
    /// ```
    pub fn read(words: &[u8]) -> Self {
        let words = || words.split(|octet| *octet == b' ');
        let mechanism = |word| match split::once(word, b'=') {
            Some((key, name)) if key.eq_ignore_ascii_case(AUTH) => Some(name),
            _ => None,
        };
        Self {
            mechanisms: words().filter_map(mechanism).collect(),
            sasl_ir: words().any(|word| word.eq_ignore_ascii_case(b"SASL-IR")),
            login_disabled: words().any(|word| word.eq_ignore_ascii_case(b"LOGINDISABLED")),
        }
    }
}

/// Returns a server's `AUTH=` words for these mechanisms, separated by spaces. The caller adds `SASL-IR`,
/// `LOGINDISABLED` and the rest of the list. Invalid names (RFC 4422 section 3.1) are omitted.
///
/// ```
/// use sasl_mail::imap::capability::auth_words;
/// assert_eq!(auth_words(["SCRAM-SHA-256", "PLAIN"]), "AUTH=SCRAM-SHA-256 AUTH=PLAIN");
/// ```
pub fn auth_words<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = String::new();
    for name in names.into_iter().filter(|name| sasl_core::mechanism::is_mechanism_name(name)) {
        words.push_str(if words.is_empty() { "AUTH=" } else { " AUTH=" });
        words.push_str(name);
    }
    words
}
