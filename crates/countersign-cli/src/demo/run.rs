//! Carrying a case out, and asking both ends what became of it.
use super::{
    accounts::{self, DISABLED, PASSWORD, USER},
    case::{Act, Case, TLS_CERTIFICATE, TLS_KEY},
    clients::Clients,
    row::Row,
    villain,
};
use crate::{
    accounts::{NamedPassword, Tokens, recipe},
    client::{LoggedIn, LoginError, Protocol, Session, Target, Trace, Url, Wishes, log_in},
    exit::Failure,
    limits::Limits,
    server::{
        Addresses, Attempt, Current, Listeners, Live, Offering, Proxies, RefusedKeys, Service, Spool,
        Switches,
    },
    tls::{Acceptor, Identity, Stack, Trust},
};
use countersign::{Bindings, ChannelBinding, Secret, core::BindingKind, keys::Accepts};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;
use tokio::{sync::watch, task::JoinHandle};

/// The server, running in this process, and what a client needs to know of it.
pub(crate) struct Demo {
    addresses: Addresses,
    authority: String,
    villain: Acceptor,
    clients: Clients,
    attempts: Arc<Mutex<Vec<Attempt>>>,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    _folder: TempDir,
}

const TOKEN: &str = "t0ken.of.alice";

impl Demo {
    pub(crate) async fn start() -> Result<Self, Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::connection(error.to_string());
        let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
        let (identity, authority) = Identity::make().map_err(|error| failed(&error))?;
        let acceptor = Acceptor::new(Stack::default(), identity, 0)?;
        let token = NamedPassword { name: USER.into(), password: Secret::new(TOKEN) };
        let tokens = Tokens::new(vec![token]);
        let switches = Switches {
            cram_md5: true,
            anonymous: true,
            tokens,
            no_plus: vec![],
            without: vec![],
            keys_only: false,
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let mut clients = Clients::make(folder.path(), now)?;
        let recipe = recipe().with_cram_md5();
        let data = folder.path().join("accounts");
        let accounts = accounts::open(&data, &recipe, clients.registered()).await?;
        let attempts = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&attempts);
        let live = Live {
            acceptor: acceptor.clone(),
            certificates: clients.take_certificates(),
            offering: Offering::new(&switches)?,
            accepts: Accepts::Anything,
            registers_keys: false,
            patience: Duration::from_secs(10),
            proxies: Proxies::default(),
        };
        let service = Service {
            accounts,
            spool: Spool::new(folder.path().into()),
            report: Arc::new(move |attempt| {
                told.lock().unwrap_or_else(PoisonError::into_inner).push(attempt.clone());
            }),
            refused_keys: RefusedKeys::default(),
            limits: Limits::off(),
            current: Current::new(live),
        };
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let addresses = Addresses {
            imap: any,
            imaps: any,
            submission: any,
            submissions: any,
            pop3: any,
            pop3s: any,
            sieve: any,
        };
        let listeners = Listeners::bind(&addresses, service).await.map_err(|(_, error)| failed(&error))?;
        let addresses = listeners.addresses().map_err(|error| failed(&error))?;
        let (stop, stopped) = watch::channel(false);
        let serving = tokio::spawn(listeners.serve(stopped));
        Ok(Self {
            addresses,
            authority,
            villain: acceptor,
            clients,
            attempts,
            stop,
            serving,
            _folder: folder,
        })
    }

    pub(crate) async fn stop(self) {
        self.stop.send_replace(true);
        // The rows have been shown; how the server ends does not change them.
        let _ = self.serving.await;
    }

    /// Carry one case out. Its result stands only if both ends agree on it.
    pub(crate) async fn show(&self, case: &Case) -> Row {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let start = Instant::now();
        let (result, by_villain) = match case.act {
            Act::EarlySuccess => self.with_villain(case).await,
            _ => (self.log_in(case, self.address(case)).await, false),
        };
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        let attempt = self.attempts.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let binding = match &result {
            Ok(logged_in) => logged_in.binding.map(|binding| binding.name()),
            Err(_) => None,
        };
        let result = match (result, attempt) {
            // The villain keeps no record, and what it says is what is not to be believed.
            (Err(error), None) if by_villain => format!("rejected:{}", error.label()),
            // Nothing was sent, so there is nothing to record.
            (Err(error @ LoginError::NoMechanism(_)), None) => format!("rejected:{}", error.label()),
            (result, Some(attempt)) => agreed(case, &result, &attempt),
            (result, None) => format!("the server knows nothing of it ({})", client_word(&result)),
        };
        Row::new(case, binding, result, ms)
    }

    fn address(&self, case: &Case) -> SocketAddr {
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

    async fn log_in(&self, case: &Case, address: SocketAddr) -> Result<LoggedIn, LoginError> {
        let Case { protocol, implicit_tls, .. } = *case;
        let url = Url { protocol, implicit_tls, host: "localhost".into(), port: address.port() };
        let wishes = wishes(case, &url);
        let key = self.clients.credential(case)?;
        let trust = Trust::Pem(self.authority.clone());
        let stack = Stack::default();
        let target = Target { url, trust, stack, plaintext: false, key: key.map(Arc::new) };
        let mut session = Session::open(&target, Trace::Off).await?;
        match case.act {
            Act::TamperedBinding => session.bindings = somebody_elses_binding(),
            Act::StrippedPlus => session.mechanisms.retain(|name| !name.ends_with("-PLUS")),
            Act::OnlyAnonymous => session.mechanisms.retain(|name| name == "ANONYMOUS"),
            _ => {}
        }
        let logged_in = log_in(&mut session, &wishes).await?;
        session.close().await;
        Ok(logged_in)
    }

    /// Log in to a server that has the certificate, does not know the password, and claims success.
    async fn with_villain(&self, case: &Case) -> (Result<LoggedIn, LoginError>, bool) {
        match villain::start(case.protocol, case.implicit_tls, self.villain.clone()).await {
            Ok((address, serving)) => {
                let result = self.log_in(case, address).await;
                serving.abort();
                (result, true)
            }
            Err(error) => (Err(error.into()), false),
        }
    }
}

/// What the client has, and that it wants this mechanism and no other.
fn wishes(case: &Case, url: &Url) -> Wishes {
    let user = match case.act {
        Act::UnknownUser => "mallory",
        Act::DisabledAccount => DISABLED,
        _ => USER,
    };
    let mut wishes = Wishes::new(url, user);
    let secret =
        |right| Some(Secret::new(if case.act == Act::WrongPassword { "looking-glass" } else { right }));
    match case.mechanism {
        "OAUTHBEARER" | "XOAUTH2" => wishes.token = secret(TOKEN),
        "ANONYMOUS" if case.act == Act::LogIn => {}
        _ if matches!(case.mechanism, "EXTERNAL" | TLS_KEY | TLS_CERTIFICATE) => {}
        _ => wishes.password = secret(PASSWORD),
    }
    let is_named = case.act != Act::OnlyAnonymous && ![TLS_KEY, TLS_CERTIFICATE].contains(&case.mechanism);
    wishes.mechanism = is_named.then(|| case.mechanism.into());
    wishes
}

fn somebody_elses_binding() -> Bindings {
    Bindings::from_iter(ChannelBinding::new(BindingKind::TlsExporter, &[0x5a; 32]).ok())
}

/// What both ends say, if it is the same: the client's reply tells less than the server's record does.
fn agreed(case: &Case, result: &Result<LoggedIn, LoginError>, attempt: &Attempt) -> String {
    let client = client_word(result);
    let why_not = match case.act {
        Act::UnknownKey => "unknown-authority",
        Act::RevokedCertificate => "revoked",
        _ => "",
    };
    if (attempt.event, attempt.result.as_str(), client.as_str()) == ("key", why_not, "rejected:no-mechanism")
    {
        // No attempt: EXTERNAL is not offered, and the connection goes on without it.
        return client;
    }
    let told = match (case.protocol, attempt.result.as_str()) {
        // ManageSieve has no code for a login that failed: a client learns that it did.
        (Protocol::Sieve, result) if result != "accepted" => "rejected:other",
        (_, "rejected:binding-mismatch" | "rejected:downgrade") => "rejected:bad-credentials",
        (_, other) => other,
    };
    let same_mechanism = attempt.mechanism == Some(case.mechanism);
    let same_binding = result
        .as_ref()
        .map_or(true, |logged_in| logged_in.binding.map(|binding| binding.name()) == attempt.binding);
    if client == told && same_mechanism && same_binding {
        attempt.result.clone()
    } else {
        format!("the client says {client}, the server {}", attempt.result)
    }
}

fn client_word(result: &Result<LoggedIn, LoginError>) -> String {
    match result {
        Ok(_) => "accepted".into(),
        Err(error) => format!("rejected:{}", error.label()),
    }
}
