//! What is offered beyond what every account has records for, and what is withheld.
use super::protocol::Protocol;
use crate::{
    accounts::{NOBODY, Tokens},
    exit::Failure,
};
use countersign::{
    Registry,
    core::server::Policy,
    crammd5::{CramMd5, Host},
    oauth::{OAuthBearer, XOAuth2},
    plain::Anonymous,
};

/// The switches of the command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switches {
    pub(crate) cram_md5: bool,
    pub(crate) anonymous: bool,
    pub(crate) tokens: Tokens,
    /// Where `-PLUS` names are withheld.
    pub(crate) no_plus: Vec<Protocol>,
    /// Nothing but EXTERNAL.
    pub(crate) keys_only: bool,
}

/// What each protocol offers, and the tokens that are valid.
pub(crate) struct Offering {
    all: Registry,
    without_plus: Registry,
    no_plus: Vec<Protocol>,
    tokens: Tokens,
}

impl Offering {
    /// What accounts have records for, and what the switches add.
    pub(crate) fn new(accounts: &Registry, switches: &Switches) -> Result<Self, Failure> {
        let mut all = if switches.keys_only { only_external(accounts) } else { accounts.clone() };
        if !switches.tokens.is_empty() {
            all = all.with(OAuthBearer).with(XOAuth2);
        }
        if switches.cram_md5 {
            let host = Host::new("localhost").map_err(|error| Failure::usage(error.to_string()))?;
            all = all.with(CramMd5::server(host));
        }
        if switches.anonymous {
            all = all.with(Anonymous::server(NOBODY));
        }
        let without_plus = all.clone().with_policy(Policy::new().without_plus());
        let (no_plus, tokens) = (switches.no_plus.clone(), switches.tokens.clone());
        Ok(Self { all, without_plus, no_plus, tokens })
    }

    pub(super) fn registry(&self, protocol: Protocol) -> &Registry {
        if self.no_plus.contains(&protocol) { &self.without_plus } else { &self.all }
    }

    pub(super) fn tokens(&self) -> &Tokens {
        &self.tokens
    }
}

fn only_external(accounts: &Registry) -> Registry {
    let others: Vec<_> = accounts.names().filter(|name| *name != "EXTERNAL").collect();
    others.into_iter().fold(accounts.clone(), Registry::without)
}
