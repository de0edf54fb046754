//! The client's ranking of mechanisms, and the reasons why a mechanism is not chosen.
use super::{connection::Connection, preference::Preference};
use crate::{
    mechanism::traits::Mechanism,
    name,
    properties::{Binds, Credential, Properties},
};
use core::fmt;

/// The reason why a mechanism was not chosen.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// The server does not list it.
    NotOffered,
    /// Another mechanism is pinned.
    NotPinned,
    /// The client has no credential for it.
    NoCredential,
    /// It is anonymous, and the client has credentials.
    Anonymous,
    /// It requires channel binding, and the connection has none.
    NoBinding,
    /// Channel binding is required, and the mechanism does not provide it.
    Unbound,
    /// It does not verify the server, and the line is not verified.
    LineNotTrusted,
    /// A stronger mechanism was chosen.
    Weaker,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOffered => "not offered by the server",
            Self::NotPinned => "another mechanism is pinned",
            Self::NoCredential => "no credential for it",
            Self::Anonymous => "it is anonymous, and there are credentials",
            Self::NoBinding => "this connection has no channel binding",
            Self::Unbound => "a channel binding is required",
            Self::LineNotTrusted => "the line is not verified",
            Self::Weaker => "a stronger mechanism was chosen",
        })
    }
}

/// The rank of a mechanism; larger is better. The identity of the connection comes first, then channel binding,
/// then strength. The name decides between equals, so that the order of the server's list has no effect.
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

/// Returns whether the mechanism can be used on this connection. On a line that is not verified, a mechanism has
/// to verify the server or have no secret to disclose.
fn is_safe(traits: Properties, connection: &Connection) -> bool {
    let secret = matches!(traits.credential, Credential::Password | Credential::Token);
    connection.security.is_trusted() || !secret || traits.proves_server && !traits.plaintext
}
