//! The digest of the server's advertised lists, in its first message and therefore covered by both proofs
//! (XEP-0474 version 0.5.0).
#[cfg(feature = "downgrade-protection")]
use crate::hash::Hash;
use alloc::boxed::Box;
use sasl_core::mechanism::Extensions;
#[cfg(feature = "downgrade-protection")]
use {
    alloc::{string::String, vec::Vec},
    base64ct::{Base64, Encoding},
    sasl_core::mechanism::Advertised,
};

/// The digest in base64; empty if a name contains a delimiter.
pub(crate) struct Protection(Box<str>);

/// The name of the attribute.
const NAME: char = 'h';

impl Protection {
    /// Computes the digest of section "Server Sends Downgrade Protection Hash". It covers the names of the
    /// mechanisms, sorted by octet and joined with %x1E. The types of channel bindings follow likewise after a
    /// %x1F if they are advertised. The hash is that of the mechanism.
    #[cfg(feature = "downgrade-protection")]
    pub(crate) fn new<H: Hash>(announced: &Advertised) -> Self {
        let mechanisms = joined(announced.mechanisms());
        let types = announced.bindings().map(joined);
        let text = match (mechanisms, types) {
            (Some(mechanisms), None) => Some(mechanisms),
            (Some(mechanisms), Some(Some(types))) => Some([mechanisms, types].join("\x1f")),
            _ => None,
        };
        let digest = text.map(|text| Base64::encode_string(H::digest(text.as_bytes()).as_ref()).into());
        Self(digest.unwrap_or_default())
    }

    /// Returns the digest for the server's first message.
    pub(crate) fn as_str(&self) -> Option<&str> {
        Some(&*self.0).filter(|digest| !digest.is_empty())
    }

    /// Checks the server's digest against the lists that the client received. A server that sends no digest
    /// passes.
    pub(crate) fn agrees(&self, extensions: &Extensions) -> bool {
        extensions.get(NAME).is_none_or(|said| self.as_str() == Some(said))
    }
}

/// Joins the names. Returns `None` if a name contains a delimiter, because it would pass for two names. XML-based
/// protocols cannot carry such a name, others can.
#[cfg(feature = "downgrade-protection")]
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let unambiguous = !names.iter().any(|name| name.contains(['\x1e', '\x1f']));
    unambiguous.then(|| names.join("\x1e"))
}
