//! ID (RFC 2971).
use crate::client_name::ClientName;
use imap_codec::imap_types::core::{IString, NString};

/// Returns name and version from the client's ID.
pub(super) fn client_name(words: &[(IString<'_>, NString<'_>)]) -> Option<ClientName> {
    let value = |key: &str| {
        let (_, value) = words.iter().find(|(word, _)| word.as_ref().eq_ignore_ascii_case(key.as_bytes()))?;
        value.0.as_ref().map(|value| value.as_ref())
    };
    ClientName::new(["name", "version"].into_iter().filter_map(value))
}
