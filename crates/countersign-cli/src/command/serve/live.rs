//! The part of the server's configuration that can change while it runs.
use super::Args;
use crate::{
    accounts::Tokens,
    exit::Failure,
    server::{Live, Offering, Proxies, Switches},
    tls::Acceptor,
};
use std::time::Duration;

impl Args {
    /// Returns the configuration of these arguments with this certificate.
    pub(super) fn live(&self, acceptor: Acceptor) -> Result<Live, Failure> {
        Ok(Live {
            acceptor,
            offering: Offering::new(&self.switches())?,
            accepts: self.keys.accepts(),
            registers_keys: self.keys.register_keys,
            patience: Duration::from_secs(self.login_timeout),
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
