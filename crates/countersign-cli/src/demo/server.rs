//! The server in this process, and what a client needs to know about it.
use super::{
    accounts::{self, TOKEN, USER},
    case::Case,
    clients::Clients,
};
use crate::exit::Failure;
use countersign::{Secret, mail::ListenerPolicy};
use countersign_accounts::{Certified, NamedPassword, Tokens, recipe, work::Pool};
use countersign_limits::{Limits, Quota};
use countersign_server::{
    Addresses, Attempt, Current, Listeners, MechanismPolicy, Proxies, RefusedKeys, RuntimeConfig, Service,
    Spool, Switches,
};
use countersign_tokio::{client::Protocol, tls::Acceptor, tls::Identity, tls::Stack};
use std::{
    fmt::Display,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{sync::watch, task::JoinHandle};

pub(super) struct Server {
    addresses: Addresses,
    /// The authority of its certificate.
    pub(super) authority: String,
    /// The server side of TLS.
    pub(super) acceptor: Acceptor,
    attempts: Arc<Mutex<Vec<Attempt>>>,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Server {
    pub(super) async fn start(folder: &Path, clients: &mut Clients) -> Result<Self, Failure> {
        let (identity, authority) = Identity::make().map_err(failed)?;
        let acceptor = Acceptor::new(Stack::default(), identity, 0)?;
        let recipe = recipe().with_cram_md5();
        let accounts = accounts::open(&folder.join("accounts"), &recipe, clients.registered()).await?;
        let attempts = Arc::new(Mutex::new(Vec::new()));
        let last_attempt = Arc::clone(&attempts);
        let service = Service {
            accounts,
            certified: Certified::new(clients.take_certificates()),
            spool: Spool::new(folder.into(), 1 << 20),
            report: Arc::new(move |attempt| {
                last_attempt.lock().unwrap_or_else(PoisonError::into_inner).push(attempt.clone());
            }),
            refused_keys: RefusedKeys::default(),
            limits: Limits::off(),
            pool: Pool::default(),
            data: Quota::new(1 << 20),
            current: Current::new(runtime_config(acceptor.clone())?),
        };
        let listeners = Listeners::bind(&anywhere(), service).await.map_err(|(_, error)| failed(error))?;
        let addresses = listeners.addresses().map_err(failed)?;
        let (stop, stopped) = watch::channel(false);
        let serving = tokio::spawn(listeners.serve(stopped));
        Ok(Self { addresses, authority, acceptor, attempts, stop, serving })
    }

    pub(super) async fn stop(self) {
        self.stop.send_replace(true);
        // The rows are complete; the outcome of the shutdown does not change them.
        let _ = self.serving.await;
    }

    /// Resets the last attempt before a case.
    pub(super) fn forget(&self) {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns the last attempt of the case.
    pub(super) fn last_attempt(&self) -> Option<Attempt> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    pub(super) fn address(&self, case: &Case) -> SocketAddr {
        let Addresses { imap, imaps, submission, submissions, pop3, pop3s, sieve } = self.addresses;
        match (case.protocol, case.implicit_tls) {
            (Protocol::Imap, false) => imap,
            (Protocol::Imap, true) => imaps,
            (Protocol::Smtp, false) => submission,
            (Protocol::Smtp, true) => submissions,
            (Protocol::Pop3, false) => pop3,
            (Protocol::Pop3, true) => pop3s,
            (Protocol::Sieve, _) => sieve,
        }
    }
}

/// Returns a configuration that offers everything.
fn runtime_config(acceptor: Acceptor) -> Result<RuntimeConfig, Failure> {
    let token = NamedPassword { name: USER.into(), password: Secret::new(TOKEN) };
    let switches = Switches {
        cram_md5: true,
        anonymous: true,
        tokens: Tokens::new(vec![token]),
        no_plus: vec![],
        without: vec![],
        keys_only: false,
    };
    Ok(RuntimeConfig {
        acceptor,
        mechanism_policy: MechanismPolicy::new(&switches)?,
        accepts: ListenerPolicy::Anything,
        registers_keys: false,
        idle_timeout: Duration::from_secs(10),
        proxies: Proxies::default(),
    })
}

/// Returns addresses with ports chosen by the system.
fn anywhere() -> Addresses {
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Addresses { imap: any, imaps: any, submission: any, submissions: any, pop3: any, pop3s: any, sieve: any }
}

fn failed(error: impl Display) -> Failure {
    Failure::connection(error.to_string())
}
