//! The part of the server's configuration that can change while it runs.
use super::Args;
use crate::exit::Failure;
use countersign_accounts::Tokens;
use countersign_server::{MechanismPolicy, Proxies, RuntimeConfig, Switches};
use countersign_tokio::tls::Acceptor;
use std::time::Duration;

impl Args {
    /// Returns the configuration of these arguments with this certificate.
    pub(super) fn runtime_config(&self, acceptor: Acceptor) -> Result<RuntimeConfig, Failure> {
        Ok(RuntimeConfig {
            acceptor,
            mechanism_policy: MechanismPolicy::new(&self.switches())?,
            accepts: self.keys.accepts(),
            registers_keys: self.keys.register_keys,
            idle_timeout: Duration::from_secs(self.login_timeout),
            proxies: Proxies::new(self.proxy_from.clone()),
        })
    }

    pub(super) fn switches(&self) -> Switches {
        Switches {
            cram_md5: self.cram_md5,
            anonymous: self.anonymous,
            tokens: Tokens::new(self.tokens.clone()),
            no_plus: self.no_plus.clone(),
            without: self.without.clone(),
            keys_only: self.keys.keys_only,
        }
    }
}
