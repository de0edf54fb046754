//! What a server has told of itself before an exchange.
use crate::{
    binding::{BindingKind, Bindings},
    mechanism::traits::ServerMechanism,
};
use alloc::{sync::Arc, vec::Vec};
use core::fmt;

/// The list of mechanisms and, in protocols that have one, of channel binding types, as one end has said it and the
/// other has heard it. Somebody between the two can have changed them; a mechanism whose ends share a secret can make
/// sure that nobody has (XEP-0474).
#[derive(Clone, Default)]
pub struct Advertised {
    mechanisms: Names,
    bindings: Option<Names>,
}

#[derive(Clone, Default)]
enum Names {
    #[default]
    None,
    /// A server's own.
    Mechanisms(Arc<[Arc<dyn ServerMechanism>]>),
    Bindings(Bindings),
    /// What a client has heard: each name, and an octet behind it that no text has.
    Heard(Vec<u8>),
}

impl Advertised {
    /// By this server; of bindings only if its protocol announces them.
    pub(crate) fn own(mechanisms: &Arc<[Arc<dyn ServerMechanism>]>, bindings: Option<&Bindings>) -> Self {
        Self {
            mechanisms: Names::Mechanisms(Arc::clone(mechanisms)),
            bindings: bindings.map(|bindings| Names::Bindings(bindings.clone())),
        }
    }

    /// These names, as a client has heard them.
    pub fn heard<'a>(mechanisms: impl IntoIterator<Item = &'a str>) -> Self {
        Self { mechanisms: Names::heard(mechanisms), bindings: None }
    }

    /// .. and these types of channel bindings (XEP-0440).
    #[must_use]
    pub fn with_bindings<'a>(self, types: impl IntoIterator<Item = &'a str>) -> Self {
        Self { bindings: Some(Names::heard(types)), ..self }
    }

    pub(crate) fn with_same_bindings(self, other: &Self) -> Self {
        Self { bindings: other.bindings.clone(), ..self }
    }

    /// The mechanisms' names.
    pub fn mechanisms(&self) -> impl Iterator<Item = &str> {
        self.mechanisms.iter()
    }

    /// The binding types' names; `None` where the protocol does not announce them.
    pub fn bindings(&self) -> Option<impl Iterator<Item = &str>> {
        self.bindings.as_ref().map(Names::iter)
    }
}

/// Never part of UTF-8.
const END: u8 = 0xff;
/// The names that a mail server lists fit as a rule.
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
        // They were texts when they were heard.
        let heard = names.filter_map(|name| core::str::from_utf8(name.strip_suffix(&[END])?).ok());
        own.chain(bindings).chain(heard)
    }
}

impl fmt::Debug for Advertised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Advertised(..)")
    }
}
