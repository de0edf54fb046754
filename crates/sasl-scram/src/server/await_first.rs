//! The state before the client-first-message.
use super::{await_keys::AwaitKeys, requested::Requested};
use crate::{
    error::Fault,
    hash::Hash,
    message::{client_first::ClientFirst, gs2::Flag},
    nonce::Nonce,
    prepare,
    protection::Protection,
    settings::Shared,
    transcript::Transcript,
};
use alloc::{borrow::Cow, boxed::Box, string::String};
use sasl_core::{Bindings, ChannelBinding, server::Lookup};

/// The data that only the first message needs.
pub(super) struct AwaitFirst {
    /// The server's part of the nonce.
    pub(super) nonce: Nonce,
    pub(super) plus: bool,
    pub(super) available: Bindings,
    /// Whether `-PLUS` is offered on this connection.
    pub(super) offered: bool,
    /// The digest of the advertised lists, until it is sent.
    pub(super) protection: Option<Protection>,
}

impl AwaitFirst {
    /// Reads the message. The lookup of the user is next.
    pub(super) fn read<H: Hash>(
        self,
        shared: &Shared<H>,
        transcript: &mut Transcript,
        message: &[u8],
    ) -> Result<(AwaitKeys, Lookup), Fault> {
        let ClientFirst { flag, authzid, header, user, nonce, extensions } = ClientFirst::read(message)?;
        if shared.strict && !self.plus && matches!(flag, Flag::P(_)) {
            return Err(Fault::BareBound);
        }
        let requested = Requested {
            binding: choose_binding(self.plus, flag, &self.available)?,
            downgraded: flag == Flag::Y && self.offered,
            header: u32::try_from(header).map_err(|_| Fault::Grammar)?,
            // Prepared like login names, with which it is compared.
            authzid: authzid.map(|name| Ok(Box::from(prepared(&name)?.unwrap_or(name)))).transpose()?,
            extensions: extensions.clone(),
        };
        let user = match &shared.user {
            Some(named) => String::from(&**named),
            None if user.is_empty() => return Err(Fault::Name),
            None => user,
        };
        let prepared = prepared(&user)?;
        transcript.push(message);
        let next = AwaitKeys {
            nonce: self.nonce,
            client_nonce: nonce.into(),
            requested,
            protection: self.protection,
        };
        let lookup = Lookup::new(user, prepared, if self.plus { H::PLUS } else { H::NAME });
        Ok((next, lookup.with_extensions(extensions)))
    }
}

/// Returns a login name as prepared, if that changes it.
fn prepared(name: &str) -> Result<Option<String>, Fault> {
    Ok(match prepare::login_name(name)? {
        Cow::Borrowed(_) => None,
        Cow::Owned(prepared) => Some(prepared),
    })
}

/// Decides from name, flag and connection, before the user is looked up (RFC 5802 section 6):
///
/// | | `n` | `y` | `p=` |
/// |---|---|---|---|
/// | without `-PLUS`, no binding here | unbound | unbound | rejected |
/// | without `-PLUS`, bindings here | unbound | unbound; a downgrade if `-PLUS` is offered | as under `-PLUS` |
/// | `-PLUS` | rejected | rejected | bound, if the type is available |
///
/// A server that forbids channel binding without `-PLUS` has already rejected `p=` in that case.
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
