//! A digest of what the server has announced, in its first message and so under both proofs (XEP-0474 version 0.5.0).
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

/// The digest, in base64; empty where a name cannot be told from two.
pub(crate) struct Protection(Box<str>);

/// The attribute.
const NAME: char = 'h';

impl Protection {
    /// Section "Server Sends Downgrade Protection Hash": the names sorted by octet and joined with %x1E; the types of
    /// channel bindings, if any are announced, likewise behind a %x1F; the mechanism's own hash.
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

    /// What a server adds to its first message.
    pub(crate) fn as_str(&self) -> Option<&str> {
        Some(&*self.0).filter(|digest| !digest.is_empty())
    }

    /// A server that says nothing of it has nothing to say; one that does must have announced what the client has heard.
    pub(crate) fn agrees(&self, extensions: &Extensions) -> bool {
        extensions.get(NAME).is_none_or(|said| self.as_str() == Some(said))
    }
}

/// A name with a delimiter in it would pass for two, of which the client has seen neither; protocols on top of XML cannot
/// carry one, others can.
#[cfg(feature = "downgrade-protection")]
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let unambiguous = !names.iter().any(|name| name.contains(['\x1e', '\x1f']));
    unambiguous.then(|| names.join("\x1e"))
}
