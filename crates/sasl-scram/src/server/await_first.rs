//! The client-first-message is to come.
use super::exchange::{Exchange, First, Phase};
use crate::{
    error::Fault,
    hash::Hash,
    message::{client_first::ClientFirst, gs2::Flag},
    prepare,
};
use alloc::{borrow::Cow, boxed::Box, string::String};
use sasl_core::{Bindings, ChannelBinding, Next, Server, server::Lookup};

impl<H: Hash> Exchange<H> {
    pub(super) fn read_first(mut self: Box<Self>, first: First, message: &[u8]) -> Next<Server> {
        match self.take_first(first, message) {
            Ok(lookup) => Next::ask_state(lookup, self),
            Err(fault) => self.refuse(fault),
        }
    }

    fn take_first(&mut self, first: First, message: &[u8]) -> Result<Lookup, Fault> {
        let ClientFirst { flag, authzid, header, user, nonce, extensions } = ClientFirst::read(message)?;
        let First { nonce: own_nonce, plus, available, offered } = first;
        self.phase = Phase::Keys(own_nonce);
        if self.shared.strict && !plus && matches!(flag, Flag::P(_)) {
            return Err(Fault::BareBound);
        }
        self.binding = choose_binding(plus, flag, &available)?;
        self.downgraded = flag == Flag::Y && offered;
        self.transcript.push(message);
        self.header = u32::try_from(header).map_err(|_| Fault::Grammar)?;
        self.nonce = nonce.into();
        // Compared with login names, and so prepared like them.
        self.authzid = authzid.map(|name| Ok(Box::from(prepared(&name)?.unwrap_or(name)))).transpose()?;
        let user = match &self.shared.user {
            Some(named) => String::from(&**named),
            None if user.is_empty() => return Err(Fault::Name),
            None => user,
        };
        let prepared = prepared(&user)?;
        self.extensions = extensions.clone();
        let lookup = Lookup::new(user, prepared, if plus { H::PLUS } else { H::NAME });
        Ok(lookup.with_extensions(extensions))
    }
}

/// A login name prepared, if that changes it.
fn prepared(name: &str) -> Result<Option<String>, Fault> {
    Ok(match prepare::login_name(name)? {
        Cow::Borrowed(_) => None,
        Cow::Owned(prepared) => Some(prepared),
    })
}

/// What name, flag and connection decide at once, before anybody is looked up (RFC 5802 section 6):
///
/// | | `n` | `y` | `p=` |
/// |---|---|---|---|
/// | bare, no binding here | unbound | unbound | refused |
/// | bare, bindings here | unbound | unbound; a downgrade if `-PLUS` is offered | as under `-PLUS` |
/// | `-PLUS` | refused | refused | bound, if the type is here |
///
/// A server that is strict about bare names has refused a `p=` under one before this.
fn choose_binding(plus: bool, flag: Flag, available: &Bindings) -> Result<Option<ChannelBinding>, Fault> {
    match flag {
        Flag::N | Flag::Y if plus => Err(Fault::PlusUnbound),
        Flag::N | Flag::Y => Ok(None),
        Flag::P(_) if available.is_empty() => Err(Fault::NoBindingHere),
        Flag::P(kind) => {
            let binding = kind.and_then(|kind| available.get(kind)).ok_or(Fault::BindingType)?;
            Ok(Some(binding.clone()))
        }
    }
}
