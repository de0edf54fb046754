//! SIGHUP: configuration and certificates are read anew. Connections stay.
use super::Args;
use crate::{
    exit::Failure,
    server::{Live, Service},
    tls::{Acceptor, Certificates, Identity},
};
use clap::FromArgMatches as _;
use std::{io, sync::Arc};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{error, info, warn};

/// What acts when it is read anew. All else needs a restart, and that is said.
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

/// From here on SIGHUP does not end the program.
pub(super) fn hangups() -> io::Result<Signal> {
    signal(SignalKind::hangup())
}

/// At every SIGHUP, for ever.
pub(super) async fn reload(mut in_force: Args, service: Arc<Service>, mut hangups: Signal) {
    while hangups.recv().await.is_some() {
        // Files are read, and keys are checked.
        let (was, now) = (in_force, Arc::clone(&service));
        let done = tokio::task::spawn_blocking(move || {
            let done = was.again(&now);
            (was, done)
        });
        let Ok((was, done)) = done.await else { return };
        in_force = match done {
            Ok((args, live, certificates)) => {
                service.certified.set(certificates);
                service.current.set(live);
                info!("reloaded");
                args
            }
            Err(error) => {
                error!("not reloaded, all stays as it was: {error}");
                was
            }
        };
    }
}

impl Args {
    /// What is to be in force, by what the files hold now; what cannot change is as it was.
    fn again(&self, service: &Service) -> Result<(Self, Live, Option<Certificates>), Failure> {
        let given = self.given.as_ref().ok_or_else(|| Failure::usage("there is no command line"))?;
        let now = given.again()?;
        let read = now.matches.subcommand_matches("serve").map(Self::from_arg_matches);
        let Some(Ok(mut args)) = read else { return Err(Failure::usage("there is no command line")) };
        let acceptor = args.acceptor_like(self, service)?;
        let changed = given.changed(&now);
        for key in changed.iter().filter(|key| !RELOADED.contains(&key.as_str())) {
            warn!("{}: this is another value now, which acts after a restart", now.place(key));
        }
        // What is offered by them was settled with the accounts.
        args.cram_md5 = self.cram_md5;
        args.tokens.clone_from(&self.tokens);
        let live = args.live(acceptor)?;
        let certificates = args.certificates.certificates()?;
        certificates.iter().flat_map(Certificates::warnings).for_each(|text| warn!("{text}"));
        args.given = Some(now);
        Ok((args, live, certificates))
    }

    fn acceptor_like(&self, before: &Self, service: &Service) -> Result<Acceptor, Failure> {
        match (&self.cert, &self.key) {
            (Some(cert), Some(key)) => {
                Acceptor::new(self.library.tls, Identity::load(cert, key)?, self.keys.sessions())
            }
            _ if before.cert.is_some() => {
                Err(Failure::usage("there is no certificate in the configuration any more"))
            }
            // The one that was made when the server started.
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
