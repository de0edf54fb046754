//! The mechanisms and channel binding types that a server advertises.
use crate::{
    binding::{BindingKind, Bindings},
    mechanism::traits::ServerMechanism,
};
use alloc::{sync::Arc, vec::Vec};
use core::fmt;

/// The server's list of mechanisms, with its list of channel binding types (XEP-0440) where the protocol has one.
///
/// An attacker on the line can change both lists. A mechanism whose ends share a secret can detect the change
/// (XEP-0474).
#[derive(Clone, Default)]
pub struct Advertised {
    mechanisms: Names,
    bindings: Option<Names>,
}

#[derive(Clone, Default)]
enum Names {
    #[default]
    None,
    /// The lists as a server sends them.
    Mechanisms(Arc<[Arc<dyn ServerMechanism>]>),
    Bindings(Bindings),
    /// The lists as a client received them: each name is followed by [`END`].
    Heard(Vec<u8>),
}

impl Advertised {
    /// Creates the lists of this server. The binding types are listed only if its protocol advertises them.
    pub(crate) fn own(mechanisms: &Arc<[Arc<dyn ServerMechanism>]>, bindings: Option<&Bindings>) -> Self {
        Self {
            mechanisms: Names::Mechanisms(Arc::clone(mechanisms)),
            bindings: bindings.map(|bindings| Names::Bindings(bindings.clone())),
        }
    }

    /// Creates the list that a client received.
    pub fn heard<'a>(mechanisms: impl IntoIterator<Item = &'a str>) -> Self {
        Self { mechanisms: Names::heard(mechanisms), bindings: None }
    }

    /// Adds the channel binding types that the client received (XEP-0440).
    #[must_use]
    pub fn with_bindings<'a>(self, types: impl IntoIterator<Item = &'a str>) -> Self {
        Self { bindings: Some(Names::heard(types)), ..self }
    }

    pub(crate) fn with_same_bindings(self, other: &Self) -> Self {
        Self { bindings: other.bindings.clone(), ..self }
    }

    /// Returns the names of the mechanisms.
    pub fn mechanisms(&self) -> impl Iterator<Item = &str> {
        self.mechanisms.iter()
    }

    /// Returns the names of the channel binding types, or `None` if the protocol does not advertise them.
    pub fn bindings(&self) -> Option<impl Iterator<Item = &str>> {
        self.bindings.as_ref().map(Names::iter)
    }
}

/// Ends a name. This octet never occurs in UTF-8.
const END: u8 = 0xff;
/// The capacity in octets, which holds the list of most mail servers.
const ROOM: usize = 128;

impl Names {
    fn heard<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut heard = Vec::with_capacity(ROOM);
        for name in names {
            heard.extend_from_slice(name.as_bytes());
            heard.push(END);
        }
        Self::Heard(heard)
    }

    fn iter<'a>(&'a self) -> impl Iterator<Item = &'a str> {
        let (own, bindings, heard) = match self {
            Self::None => (None, None, None),
            Self::Mechanisms(own) => (Some(own), None, None),
            Self::Bindings(bindings) => (None, Some(bindings), None),
            Self::Heard(heard) => (None, None, Some(&**heard)),
        };
        let own = own.into_iter().flat_map(|own| own.iter().map(|mechanism| mechanism.name().as_str()));
        let kinds = BindingKind::ALL.into_iter();
        let bindings = bindings.into_iter().flat_map(move |bindings| {
            let had = kinds.clone().filter(|kind| bindings.get(*kind).is_some());
            had.map(|kind| -> &'a str { kind.name() })
        });
        let names = heard.unwrap_or_default().split_inclusive(|octet| *octet == END);
        // The names were valid UTF-8 when they were received.
        let heard = names.filter_map(|name| core::str::from_utf8(name.strip_suffix(&[END])?).ok());
        own.chain(bindings).chain(heard)
    }
}

impl fmt::Debug for Advertised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Advertised(..)")
    }
}
