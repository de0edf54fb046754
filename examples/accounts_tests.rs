//! Logins at the server, by this project's client and by gsasl.
use super::serve;
use countersign::{
    Credentials, Recipe, Secret,
    account::{AccountName, SaltGroup},
    keys::{
        Claim,
        generate::{Generated, Request, generate},
    },
    mail::{Protocol, base64},
};
use countersign_accounts::{AttemptKind, Filter, Folder, LoginService, NewKey, Store};
use countersign_limits::{Connections, Figures, Limits, Rate};
use countersign_tokio::{
    net::{Line, Lines, Stream},
    tls::{Acceptor, Connector, Identity, Stack, Trust, credential},
};
use rustls::pki_types::CertificateDer;
use std::{
    net::SocketAddr,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    net::{TcpListener, TcpStream},
    task::spawn_blocking,
};

struct World {
    service: Arc<LoginService>,
    store: Store,
    _folder: TempDir,
}

/// An account `amy` with the password `pencil`.
async fn world() -> World {
    world_of(Limits::new(Figures::default()), Duration::from_secs(60)).await
}

async fn world_of(limits: Limits, login_timeout: Duration) -> World {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::new(home.path().join("data"));
    let store = Store::make(folder.clone()).await.unwrap();
    let name = AccountName::new("amy").unwrap();
    set_password(&store, &name, "pencil", true).await;
    let service = LoginService::open(folder, recipe(), limits).await.unwrap();
    let service = service.with_login_timeout(login_timeout);
    World { service: Arc::new(service), store, _folder: home }
}

fn recipe() -> Recipe {
    Recipe::default().with_iterations(4096)
}

async fn set_password(store: &Store, name: &AccountName, password: &str, is_new: bool) {
    let salts = store.secret().await.unwrap().salts(&SaltGroup::of(name, |_| true));
    let credentials = Credentials::derive(&Secret::new(password), &recipe(), salts).unwrap().run();
    let mut write = store.write().await.unwrap();
    let account =
        if is_new { write.add_account(name).await.unwrap() } else { write.account(name).await.unwrap() };
    write.set_credentials(&account, &credentials).await.unwrap();
    write.commit().await.unwrap();
}

/// Serves on loopback, in cleartext or over TLS. Returns the address and the certificate.
async fn listen(world: &World, is_tls: bool) -> (SocketAddr, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = Arc::clone(&world.service);
    let (identity, certificate) = Identity::make().unwrap();
    let acceptor = Acceptor::new(Stack::Rustls, identity, 0).unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, from) = listener.accept().await.unwrap();
            let (service, acceptor) = (Arc::clone(&service), acceptor.clone());
            tokio::spawn(async move {
                let stream = match is_tls {
                    true => Stream::Tls(acceptor.accept(Protocol::Imap, stream).await.unwrap()),
                    false => Stream::Plain(stream),
                };
                let Some(client) = service.connection("imap", from.ip()) else { return Ok(()) };
                serve(&service, &acceptor, client, stream).await
            });
        }
    });
    (address, certificate)
}

/// A client's lines.
struct Client(Lines<Stream>);

impl Client {
    /// Connects over TLS, with this key if there is one, and reads the greeting.
    async fn connect(at: &(SocketAddr, String), key: Option<&Generated>) -> (Self, String) {
        let presented = key.map(|key| {
            let chain = vec![CertificateDer::from(key.certificate_der().to_vec())];
            let private = key.private_key_der().to_vec().try_into().unwrap();
            Arc::new(credential(chain, private).unwrap())
        });
        let connector = Connector::new(Stack::Rustls, &Trust::Pem(at.1.clone()), presented).unwrap();
        let stream = TcpStream::connect(at.0).await.unwrap();
        let mut client = Self(Lines::new(Stream::Tls(connector.connect("127.0.0.1", stream).await.unwrap())));
        let greeting = client.line().await;
        (client, greeting)
    }

    async fn line(&mut self) -> String {
        match self.0.read(4096).await.unwrap() {
            Some(Line::Text(text)) => String::from_utf8(text.to_vec()).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    async fn say(&mut self, command: &str) -> String {
        self.0.write(format!("{command}\r\n").as_bytes()).await.unwrap();
        self.line().await
    }

    async fn plain(&mut self, user: &str, password: &str) -> String {
        let message = base64::encode(format!("\0{user}\0{password}").as_bytes());
        self.say(&format!("a AUTHENTICATE PLAIN {}", &*message)).await
    }
}

#[tokio::test]
async fn a_password_logs_in_and_another_one_ends_the_session() {
    let world = world().await;
    let at = listen(&world, true).await;
    let (mut client, greeting) = Client::connect(&at, None).await;
    assert!(
        greeting.contains("AUTH=SCRAM-SHA-256-PLUS") && !greeting.contains("AUTH=EXTERNAL"),
        "{greeting}"
    );
    assert!(client.plain("amy", "eraser").await.starts_with("a NO [AUTHENTICATIONFAILED]"));
    assert!(client.plain("bob", "pencil").await.starts_with("a NO [AUTHENTICATIONFAILED]"));
    assert!(client.plain("amy", "pencil").await.starts_with("a OK"));
    assert!(client.plain("amy", "pencil").await.starts_with("a BAD"), "a second login");
    let name = AccountName::new("amy").unwrap();
    set_password(&world.store, &name, "stylus", false).await;
    assert_eq!(client.line().await, "* BYE The account has changed");
    let (account, network, mechanism, result) = Default::default();
    let everything = Filter { account, network, mechanism, result, since: 0, limit: 100 };
    world.service.close().await;
    let rows = world.store.attempts(&everything).await.unwrap().rows;
    let results: Vec<_> = rows.iter().map(|row| (row.kind.is_accepted, row.kind.name.as_str())).collect();
    assert!(results.contains(&(true, "amy")) && results.contains(&(false, "amy")), "{results:?}");
    assert!(
        !results.iter().any(|(_, name)| *name == "bob"),
        "a name without an account is not kept: {results:?}"
    );
}

/// Waits for the first row of the audit log.
async fn row(world: &World) -> AttemptKind {
    let (account, network, mechanism, result) = Default::default();
    let everything = Filter { account, network, mechanism, result, since: 0, limit: 100 };
    let first = async {
        loop {
            if let Some(row) = world.store.attempts(&everything).await.unwrap().rows.pop() {
                return row.kind;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), first).await.expect("a row of the audit log")
}

const FIRST: &[u8] = b"n,,n=amy,r=fyko+d2lbbFgONRv9qkxdawL";

#[tokio::test]
async fn a_client_that_hangs_up_in_an_exchange_is_in_the_audit_log() {
    let world = world().await;
    let at = listen(&world, true).await;
    let (mut client, _) = Client::connect(&at, None).await;
    assert!(
        client
            .say(&format!("a AUTHENTICATE SCRAM-SHA-256 {}", &*base64::encode(FIRST)))
            .await
            .starts_with("+ ")
    );
    drop(client);
    let row = row(&world).await;
    assert_eq!(
        (row.name.as_str(), row.mechanism.as_str(), row.result.as_str()),
        ("amy", "SCRAM-SHA-256", "rejected:cancelled")
    );
    assert!(row.tls.starts_with("implicit 1."), "{}", row.tls);
}

#[tokio::test]
async fn a_client_that_is_silent_in_an_exchange_counts_and_is_in_the_audit_log() {
    let challenges = Rate { minute: 3, day: 3 };
    let limits = Limits::new(Figures { challenges, ..Figures::default() });
    let world = world_of(limits, Duration::from_secs(1)).await;
    let at = listen(&world, true).await;
    let mut throttled = false;
    for _ in 0..6 {
        let (mut client, _) = Client::connect(&at, None).await;
        let first = format!("a AUTHENTICATE SCRAM-SHA-256 {}", &*base64::encode(FIRST));
        let reply = client.say(&first).await;
        if reply.starts_with("a NO [UNAVAILABLE]") {
            throttled = true;
            break;
        }
        assert!(client.0.read(4096).await.unwrap_or_default().is_none(), "the connection is closed");
    }
    assert!(throttled, "challenges without an answer are limited");
    assert_eq!(row(&world).await.name, "amy");
}

#[tokio::test]
async fn an_initial_response_that_is_no_base64_counts_and_is_in_the_audit_log() {
    let world = world().await;
    let at = listen(&world, true).await;
    let (mut client, _) = Client::connect(&at, None).await;
    assert!(client.say("a AUTHENTICATE PLAIN !!").await.starts_with("a BAD"));
    assert!(client.say("a AUTHENTICATE X-JUNK AA==").await.starts_with("a NO"));
    let row = row(&world).await;
    assert_eq!(row.name, "");
    assert!(["PLAIN", ""].contains(&row.mechanism.as_str()), "{row:?}");
}

#[tokio::test]
async fn a_connection_that_makes_room_for_another_is_closed() {
    let figures = Figures::default();
    let connections = Connections { total: 2, ..figures.connections };
    let world = world_of(Limits::new(Figures { connections, ..figures }), Duration::from_secs(60)).await;
    let at = listen(&world, true).await;
    let (mut first, _) = Client::connect(&at, None).await;
    let (_second, _) = Client::connect(&at, None).await;
    let (_third, greeting) = Client::connect(&at, None).await;
    assert!(greeting.starts_with("* OK"), "{greeting}");
    assert!(first.0.read(4096).await.unwrap_or_default().is_none(), "the one that was silent for longest");
}

#[tokio::test]
async fn a_registered_key_logs_in_by_external() {
    let world = world().await;
    let at = listen(&world, true).await;
    let key = generate(&Request::new("laptop", 1_795_000_000)).unwrap();
    let (_, greeting) = Client::connect(&at, Some(&key)).await;
    assert!(!greeting.contains("AUTH=EXTERNAL"), "{greeting}");
    let address = AccountName::new("amy").unwrap();
    let mut write = world.store.write().await.unwrap();
    let claim = Claim::trusted_by_administrator(key.spki().clone());
    let (name, certificate, while_it_lasts) = ("laptop", None, None);
    let new = NewKey { claim, address: &address, name, certificate, no_imap_preauth: false, while_it_lasts };
    write.register(new).await.unwrap();
    write.commit().await.unwrap();
    let (mut client, greeting) = Client::connect(&at, Some(&key)).await;
    assert!(greeting.contains("AUTH=EXTERNAL"), "{greeting}");
    assert!(client.say("a AUTHENTICATE EXTERNAL =").await.starts_with("a OK"));
}

#[tokio::test]
async fn guesses_are_throttled() {
    let world = world().await;
    let at = listen(&world, true).await;
    let mut throttled = false;
    for guess in 0..40 {
        let (mut client, _) = Client::connect(&at, None).await;
        throttled |= client.plain("amy", &format!("guess {guess}")).await.starts_with("a NO [UNAVAILABLE]");
    }
    assert!(throttled);
}

#[tokio::test]
#[ignore = "needs gsasl"]
async fn gsasl_logs_in() {
    let world = world().await;
    let (address, _) = listen(&world, false).await;
    for (password, expected) in [("pencil", true), ("eraser", false)] {
        let mut gsasl = Command::new("gsasl");
        gsasl.args([
            "--client",
            "--imap",
            "--no-starttls",
            "--mechanism",
            "SCRAM-SHA-256",
            "--authentication-id",
            "amy",
        ]);
        gsasl.args(["--password", password, "--quiet", "--no-client-first", "--connect"]);
        gsasl.arg(address.to_string()).stdin(Stdio::null());
        let output = spawn_blocking(move || gsasl.output()).await.unwrap().unwrap();
        assert_eq!(output.status.success(), expected, "{output:?}");
    }
}
