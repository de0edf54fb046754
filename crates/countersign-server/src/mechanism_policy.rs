//! The mechanism policy: what is offered in addition to the accounts' records, and what is disabled.
use super::protocol::Protocol;
use countersign::{
    ServerRegistry,
    crammd5::{CramMd5Server, Host},
    oauth::{OAuthBearer, XOAuth2},
    plain::AnonymousServer,
};
use countersign_accounts::{ANONYMOUS, OfferedMechanisms, Tokens};
use countersign_tokio::ConfigError;
use std::sync::{Arc, Mutex, PoisonError};

/// The options of the command line.
#[derive(Clone, Debug, Default)]
pub struct Switches {
    /// CRAM-MD5 is offered.
    pub cram_md5: bool,
    /// ANONYMOUS is offered.
    pub anonymous: bool,
    /// Bearer tokens: OAUTHBEARER and XOAUTH2 are offered if there are any.
    pub tokens: Tokens,
    /// Protocols without `-PLUS` mechanisms.
    pub no_plus: Vec<Protocol>,
    /// Disabled mechanisms.
    pub without: Vec<String>,
    /// EXTERNAL only.
    pub keys_only: bool,
}

/// The mechanisms of each protocol, and the valid tokens.
pub struct MechanismPolicy {
    switches: Switches,
    cram_md5: Option<CramMd5Server>,
    made: Mutex<Option<Made>>,
}

/// A registry, and the accounts' mechanisms that it was made from.
#[derive(Clone)]
struct Made {
    of: Arc<OfferedMechanisms>,
    all: Arc<ServerRegistry>,
    without_plus: Arc<ServerRegistry>,
}

impl MechanismPolicy {
    /// Applies the options to the mechanisms of the accounts.
    pub fn new(switches: &Switches) -> Result<Self, ConfigError> {
        let host = Host::new("localhost").map_err(|error| ConfigError::new(error.to_string()))?;
        let cram_md5 = switches.cram_md5.then(|| CramMd5Server::new(host));
        Ok(Self { switches: switches.clone(), cram_md5, made: Mutex::default() })
    }

    /// Returns the registry of this protocol, with the mechanisms of the accounts.
    pub(super) fn registry(
        &self,
        accounts: &Arc<OfferedMechanisms>,
        protocol: Protocol,
    ) -> Arc<ServerRegistry> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.take().filter(|made| Arc::ptr_eq(&made.of, accounts));
        let now = made.insert(known.unwrap_or_else(|| self.make(accounts)));
        let withholds_plus = self.switches.no_plus.contains(&protocol);
        Arc::clone(if withholds_plus { &now.without_plus } else { &now.all })
    }

    fn make(&self, accounts: &Arc<OfferedMechanisms>) -> Made {
        let OfferedMechanisms { registry, policy } = &**accounts;
        let mut all = if self.switches.keys_only { only_external(registry) } else { registry.clone() };
        if !self.switches.tokens.is_empty() {
            all = all.with(OAuthBearer).with(XOAuth2);
        }
        if let Some(cram_md5) = &self.cram_md5 {
            all = all.with(cram_md5.clone());
        }
        if self.switches.anonymous {
            all = all.with(AnonymousServer::new(ANONYMOUS));
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
