//! Running a case, and comparing the results of client and server.
use super::{
    accounts::{DISABLED, PASSWORD, TOKEN, USER},
    agreed::{agreed, client_word},
    case::{Act, Case, TLS_CERTIFICATE, TLS_KEY},
    clients::Clients,
    rogue_server,
    row::Row,
    server::Server,
};
use crate::exit::Failure;
use countersign::{Bindings, ChannelBinding, Secret, sasl::BindingKind};
use countersign_accounts::private;
use countersign_tokio::{
    client::LoggedIn, client::LoginError, client::LoginOptions, client::Session, client::Target,
    client::Trace, client::Url, client::log_in, tls::Stack, tls::Trust,
};
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Instant, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;

/// The server and its clients.
pub(crate) struct Demo {
    server: Server,
    clients: Clients,
    _folder: TempDir,
}

impl Demo {
    pub(crate) async fn start() -> Result<Self, Failure> {
        let folder = private::temporary_folder().map_err(|error| Failure::connection(error.to_string()))?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let mut clients = Clients::make(folder.path(), now)?;
        let server = Server::start(folder.path(), &mut clients).await?;
        Ok(Self { server, clients, _folder: folder })
    }

    pub(crate) async fn stop(self) {
        self.server.stop().await;
    }

    /// Runs a case. Its result counts only if client and server agree on it.
    pub(crate) async fn show(&self, case: &Case) -> Row {
        self.server.forget();
        let start = Instant::now();
        let (result, by_rogue_server) = match case.act {
            Act::EarlySuccess => self.with_rogue_server(case).await,
            _ => (self.log_in(case, self.server.address(case)).await, false),
        };
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        let attempt = self.server.last_attempt();
        let binding = match &result {
            Ok(logged_in) => logged_in.binding.map(|binding| binding.name()),
            Err(_) => None,
        };
        let result = match (result, attempt) {
            // The rogue server keeps no audit record, and its claim must not be believed.
            (Err(error), None) if by_rogue_server => format!("rejected:{}", error.label()),
            // Nothing was sent, so there is nothing to record.
            (Err(error @ LoginError::NoMechanism(_)), None) => format!("rejected:{}", error.label()),
            (result, Some(attempt)) => agreed(case, &result, &attempt),
            (result, None) => format!("no attempt on the server ({})", client_word(&result)),
        };
        Row::new(case, binding, result, ms)
    }

    async fn log_in(&self, case: &Case, address: SocketAddr) -> Result<LoggedIn, LoginError> {
        let Case { protocol, implicit_tls, .. } = *case;
        let url = Url { protocol, implicit_tls, host: "localhost".into(), port: address.port() };
        let options = options(case, &url);
        let key = self.clients.credential(case)?;
        let trust = Trust::Pem(self.server.authority.clone());
        let stack = Stack::default();
        let target = Target { url, trust, stack, plaintext: false, key: key.map(Arc::new) };
        let mut session = Session::open(&target, Trace::Off).await?;
        match case.act {
            Act::TamperedBinding => session.bindings = other_binding(),
            Act::StrippedPlus => session.mechanisms.retain(|name| !name.ends_with("-PLUS")),
            Act::OnlyAnonymous => session.mechanisms.retain(|name| name == "ANONYMOUS"),
            _ => {}
        }
        let logged_in = log_in(&mut session, &options).await?;
        session.close().await;
        Ok(logged_in)
    }

    /// Logs in to a server that has the certificate, does not know the password, and claims success.
    async fn with_rogue_server(&self, case: &Case) -> (Result<LoggedIn, LoginError>, bool) {
        match rogue_server::start(case.protocol, case.implicit_tls, self.server.acceptor.clone()).await {
            Ok((address, serving)) => {
                let result = self.log_in(case, address).await;
                serving.abort();
                (result, true)
            }
            Err(error) => (Err(error.into()), false),
        }
    }
}

/// Returns the client's credentials, with exactly this mechanism.
fn options(case: &Case, url: &Url) -> LoginOptions {
    let user = match case.act {
        Act::UnknownUser => "mallory",
        Act::DisabledAccount => DISABLED,
        _ => USER,
    };
    let mut options = LoginOptions::new(url, user);
    let secret =
        |right| Some(Secret::new(if case.act == Act::WrongPassword { "looking-glass" } else { right }));
    match case.mechanism {
        "OAUTHBEARER" | "XOAUTH2" => options.token = secret(TOKEN),
        "ANONYMOUS" if case.act == Act::LogIn => {}
        _ if matches!(case.mechanism, "EXTERNAL" | TLS_KEY | TLS_CERTIFICATE) => {}
        _ => options.password = secret(PASSWORD),
    }
    let is_named = case.act != Act::OnlyAnonymous && ![TLS_KEY, TLS_CERTIFICATE].contains(&case.mechanism);
    options.mechanism = is_named.then(|| case.mechanism.into());
    options
}

fn other_binding() -> Bindings {
    Bindings::from_iter(ChannelBinding::new(BindingKind::TlsExporter, &[0x5a; 32]).ok())
}
