//! How a client ranks the mechanisms that it has, and why it passes one over.
use super::{connection::Connection, preference::Preference};
use crate::{
    mechanism::traits::Mechanism,
    name,
    properties::{Binds, Credential, Properties},
};
use core::fmt;

/// Why a mechanism was not chosen.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// The server's list does not have it.
    NotOffered,
    /// Another one is pinned.
    NotPinned,
    /// There is nothing to log in with in this way.
    NoCredential,
    /// It logs nobody in, and there are credentials.
    Anonymous,
    /// It binds to the channel, and this connection has no binding.
    NoBinding,
    /// A binding is required, and it has none.
    Unbound,
    /// It proves nothing about the server, and this line may end at anybody.
    LineNotTrusted,
    /// It would do, and a better one was chosen.
    Weaker,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOffered => "not offered by the server",
            Self::NotPinned => "another mechanism is pinned",
            Self::NoCredential => "no credential of its kind",
            Self::Anonymous => "there are credentials to use instead",
            Self::NoBinding => "this connection has no channel binding",
            Self::Unbound => "a channel binding is required",
            Self::LineNotTrusted => "the line is not verified",
            Self::Weaker => "a stronger one was chosen",
        })
    }
}

/// The larger, the better: the channel's own identity, then what is bound, then strength; the name settles
/// the rest, so that the order of the server's list never matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    external: bool,
    bound: bool,
    strength: u8,
    name: &'static str,
}

impl Rank {
    pub(super) fn of(name: &'static str, traits: Properties) -> Self {
        let external = traits.credential == Credential::External;
        Self { external, bound: traits.binds == Binds::Always, strength: traits.strength, name }
    }
}

pub(super) fn rank(
    mechanism: &dyn Mechanism,
    offered: &[&str],
    connection: &Connection,
    preference: &Preference,
) -> Result<Rank, SkipReason> {
    let own = mechanism.name().as_str();
    let traits = mechanism.properties();
    if preference.pin.as_deref().is_some_and(|pin| !name::same(pin, own)) {
        return Err(SkipReason::NotPinned);
    }
    if !offered.iter().any(|offered| name::same(offered, own)) {
        return Err(SkipReason::NotOffered);
    }
    match traits.credential {
        Credential::Password if !preference.password => return Err(SkipReason::NoCredential),
        Credential::Token if !preference.token => return Err(SkipReason::NoCredential),
        Credential::External if !connection.external => return Err(SkipReason::NoCredential),
        Credential::None if has_credentials(connection, preference) => return Err(SkipReason::Anonymous),
        _ => {}
    }
    let rank = Rank::of(own, traits);
    if rank.bound && connection.bindings.is_empty() {
        return Err(SkipReason::NoBinding);
    }
    if preference.require_binding && !rank.bound {
        return Err(SkipReason::Unbound);
    }
    if !is_safe(traits, connection) && !preference.risk_accepted {
        return Err(SkipReason::LineNotTrusted);
    }
    Ok(rank)
}

fn has_credentials(connection: &Connection, preference: &Preference) -> bool {
    let named = preference.pin.is_some();
    !named && (preference.password || preference.token || connection.external)
}

/// Over a line that may end at anybody only a mechanism that makes the server prove itself is of use; what has
/// no secret to lose may be tried anywhere.
fn is_safe(traits: Properties, connection: &Connection) -> bool {
    let secret = matches!(traits.credential, Credential::Password | Credential::Token);
    connection.security.is_trusted() || !secret || traits.proves_server && !traits.plaintext
}
