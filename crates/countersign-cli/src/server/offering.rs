//! What is offered beyond what every account has records for, and what is withheld.
use super::protocol::Protocol;
use crate::{
    accounts::{NOBODY, Offered, Tokens},
    exit::Failure,
};
use countersign::{
    ServerRegistry,
    crammd5::{CramMd5Server, Host},
    oauth::{OAuthBearer, XOAuth2},
    plain::AnonymousServer,
};
use std::sync::{Arc, Mutex, PoisonError};

/// The switches of the command line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Switches {
    pub(crate) cram_md5: bool,
    pub(crate) anonymous: bool,
    pub(crate) tokens: Tokens,
    /// Where `-PLUS` names are withheld.
    pub(crate) no_plus: Vec<Protocol>,
    /// Names of mechanisms that are not there.
    pub(crate) without: Vec<String>,
    /// Nothing but EXTERNAL.
    pub(crate) keys_only: bool,
}

/// What each protocol offers, and the tokens that are valid.
pub(crate) struct Offering {
    switches: Switches,
    cram_md5: Option<CramMd5Server>,
    made: Mutex<Option<Made>>,
}

/// Of what the accounts offered when it was made.
#[derive(Clone)]
struct Made {
    of: Arc<Offered>,
    all: Arc<ServerRegistry>,
    without_plus: Arc<ServerRegistry>,
}

impl Offering {
    /// What the switches add to what accounts have records for.
    pub(crate) fn new(switches: &Switches) -> Result<Self, Failure> {
        let host = Host::new("localhost").map_err(|error| Failure::usage(error.to_string()))?;
        let cram_md5 = switches.cram_md5.then(|| CramMd5Server::new(host));
        Ok(Self { switches: switches.clone(), cram_md5, made: Mutex::default() })
    }

    /// Over this protocol, with accounts that offer this.
    pub(super) fn registry(&self, accounts: &Arc<Offered>, protocol: Protocol) -> Arc<ServerRegistry> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.take().filter(|made| Arc::ptr_eq(&made.of, accounts));
        let now = made.insert(known.unwrap_or_else(|| self.make(accounts)));
        let withholds_plus = self.switches.no_plus.contains(&protocol);
        Arc::clone(if withholds_plus { &now.without_plus } else { &now.all })
    }

    fn make(&self, accounts: &Arc<Offered>) -> Made {
        let Offered { registry, policy } = &**accounts;
        let mut all = if self.switches.keys_only { only_external(registry) } else { registry.clone() };
        if !self.switches.tokens.is_empty() {
            all = all.with(OAuthBearer).with(XOAuth2);
        }
        if let Some(cram_md5) = &self.cram_md5 {
            all = all.with(cram_md5.clone());
        }
        if self.switches.anonymous {
            all = all.with(AnonymousServer::new(NOBODY));
        }
        for name in &self.switches.without {
            all = all.without(name).without(&format!("{name}-PLUS"));
        }
        Made {
            of: Arc::clone(accounts),
            without_plus: Arc::new(all.clone().with_policy(policy.clone().without_plus())),
            all: Arc::new(all.with_policy(policy.clone())),
        }
    }

    pub(super) fn tokens(&self) -> &Tokens {
        &self.switches.tokens
    }
}

fn only_external(accounts: &ServerRegistry) -> ServerRegistry {
    let others: Vec<_> = accounts.names().filter(|name| *name != "EXTERNAL").collect();
    others.into_iter().fold(accounts.clone(), ServerRegistry::without)
}
