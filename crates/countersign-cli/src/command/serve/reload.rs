//! SIGHUP: reload of configuration and certificates. Connections continue.
use super::Args;
use crate::exit::Failure;
use clap::FromArgMatches as _;
use countersign_accounts::certificates::Certificates;
use countersign_server::{RuntimeConfig, Service};
use countersign_tokio::{tls::Acceptor, tls::Identity};
use std::{io, sync::Arc};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{error, info, warn};

/// Options that a reload applies. Changes of others need a restart, which is logged.
const RELOADED: [&str; 15] = [
    "anonymous",
    "cert",
    "cert-name",
    "client-ca",
    "client-crl",
    "key",
    "keys-only",
    "login-timeout",
    "no-plus",
    "proxy-from",
    "register-keys",
    "require-crl",
    "tls",
    "tls-sessions",
    "without",
];

/// Handles SIGHUP from now on.
pub(super) fn hangups() -> io::Result<Signal> {
    signal(SignalKind::hangup())
}

/// Reloads at every SIGHUP.
pub(super) async fn reload(mut in_force: Args, service: Arc<Service>, mut hangups: Signal) {
    while hangups.recv().await.is_some() {
        // Reads files and verifies keys, which blocks.
        let (was, now) = (in_force, Arc::clone(&service));
        let done = tokio::task::spawn_blocking(move || {
            let done = was.again(&now);
            (was, done)
        });
        let Ok((was, done)) = done.await else { return };
        in_force = match done {
            Ok((args, runtime_config, certificates)) => {
                service.certified.set(certificates);
                service.current.set(runtime_config);
                info!("reloaded");
                args
            }
            Err(error) => {
                error!("reload failed, nothing changed: {error}");
                was
            }
        };
    }
}

impl Args {
    /// Returns the new configuration, from the files as they are now; what needs a restart is unchanged.
    fn again(&self, service: &Service) -> Result<(Self, RuntimeConfig, Option<Certificates>), Failure> {
        let given =
            self.given.as_ref().ok_or_else(|| Failure::usage("cannot reload without a command line"))?;
        let now = given.again()?;
        let read = now.matches.subcommand_matches("serve").map(Self::from_arg_matches);
        let Some(Ok(mut args)) = read else {
            return Err(Failure::usage("cannot reload without a command line"));
        };
        let acceptor = args.acceptor_like(self, service)?;
        let changed = given.changed(&now);
        for key in changed.iter().filter(|key| !RELOADED.contains(&key.as_str())) {
            warn!("{}: the change takes effect after a restart", now.place(key));
        }
        // Records for it are derived at startup only.
        args.cram_md5 = self.cram_md5;
        args.tokens.clone_from(&self.tokens);
        let runtime_config = args.runtime_config(acceptor)?;
        let certificates = args.certificates.certificates()?;
        certificates.iter().flat_map(Certificates::warnings).for_each(|text| warn!("{text}"));
        args.given = Some(now);
        Ok((args, runtime_config, certificates))
    }

    fn acceptor_like(&self, before: &Self, service: &Service) -> Result<Acceptor, Failure> {
        match (&self.cert, &self.key) {
            (Some(cert), Some(key)) => {
                Ok(Acceptor::new(self.library.tls, Identity::load(cert, key)?, self.keys.sessions())?)
            }
            _ if before.cert.is_some() => {
                Err(Failure::usage("the configuration no longer has a certificate"))
            }
            // The test certificate made at startup.
            _ => Ok(service.current.get().acceptor.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Args, RELOADED};
    use clap::Args as _;

    #[test]
    fn what_is_reloaded_is_an_option() {
        let serve = Args::augment_args(clap::Command::new("serve"));
        for key in RELOADED {
            assert!(serve.get_arguments().any(|arg| arg.get_long() == Some(key)), "{key}");
        }
    }
}
