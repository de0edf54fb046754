//! The scene: amy, whose password is `pencil`, and a server that knows her. Everything is fixed, so that an input
//! is a whole exchange.
use sasl_core::{
    BindingKind, Bindings, ChannelBinding, ClientRegistry, Entropy, Profile, Records, Secret, Security,
    ServerRegistry,
    client::{self, Choice, Preference},
    mechanism::Record,
    server::{self, Offer},
};
use sasl_crammd5::{CramMd5Client, CramMd5Record, CramMd5Server, Host, Stored as CramMd5Stored};
use sasl_oauth::{OAuthBearer, XOAuth2};
use sasl_plain::{AnonymousClient, AnonymousServer, LoginClient, LoginServer, PlainClient, PlainServer};
use sasl_scram::{
    ClientSettings, Decoys, Limits, ScramClient, ScramRecord, ScramServer, ServerSettings, Sha256, Stored,
};
use std::sync::{Arc, OnceLock};

pub const USER: &str = "amy";
pub const PASSWORD: &str = "pencil";
pub const TOKEN: &str = "t0ken";
/// The account of anonymous clients, and their trace.
pub const GUEST: &str = "guest";
pub const TRACE: &str = "a trace";
/// Few, for a fast fuzzer.
pub const ITERATIONS: u32 = 4;
/// An octet that no message contains, so that it can separate two.
pub const SEPARATOR: u8 = 0xff;

/// The mechanisms, by the first octet of an input.
pub const NAMES: [&str; 8] = [
    "SCRAM-SHA-256",
    "SCRAM-SHA-256-PLUS",
    "PLAIN",
    "CRAM-MD5",
    "LOGIN",
    "ANONYMOUS",
    "OAUTHBEARER",
    "XOAUTH2",
];

pub fn name(selector: u8) -> &'static str {
    NAMES[usize::from(selector) % NAMES.len()]
}

/// Returns whether the server sends the first message, so that no message is an initial response.
pub fn is_server_first(name: &str) -> bool {
    matches!(name, "CRAM-MD5" | "LOGIN")
}

pub fn server_entropy() -> Entropy {
    Entropy::new([1; 32])
}

pub fn client_entropy() -> Entropy {
    Entropy::new([2; 32])
}

fn bindings() -> Bindings {
    Bindings::from_iter(ChannelBinding::new(BindingKind::TlsExporter, &[7; 32]).ok())
}

pub fn records() -> Records {
    static RECORDS: OnceLock<Records> = OnceLock::new();
    let derive = || {
        let stored = Stored::<Sha256>::derive(&Secret::new(PASSWORD), ITERATIONS, Entropy::new([3; 32]));
        let crammd5 = CramMd5Stored::derive(&Secret::new(PASSWORD)).expect("a password");
        Records::new([
            Arc::new(ScramRecord::new(&stored.expect("a recipe").run())) as Arc<dyn Record>,
            Arc::new(CramMd5Record::new(&crammd5)),
        ])
    };
    RECORDS.get_or_init(derive).clone()
}

pub fn offer() -> &'static Offer {
    static OFFER: OnceLock<Offer> = OnceLock::new();
    OFFER.get_or_init(|| {
        let decoys = Decoys::new([4; 32], ITERATIONS);
        let settings = ServerSettings::new(decoys.clone());
        let registry = ServerRegistry::new()
            .with(ScramServer::<Sha256>::bare(&settings))
            .with(ScramServer::<Sha256>::plus(&settings))
            .with(PlainServer::new(Arc::new(decoys.record::<Sha256>())))
            .with(LoginServer::new(Arc::new(decoys.record::<Sha256>())))
            .with(AnonymousServer::new(GUEST))
            .with(OAuthBearer)
            .with(XOAuth2)
            .with(CramMd5Server::new(Host::new("mail.example.org").expect("a host")));
        registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings()))
    })
}

pub fn choice(name: &str) -> Choice {
    static REGISTRY: OnceLock<ClientRegistry> = OnceLock::new();
    let registry = REGISTRY.get_or_init(|| {
        let settings =
            ClientSettings::new().with_limits(Limits::default().with_iterations(ITERATIONS..=ITERATIONS));
        ClientRegistry::new()
            .with(ScramClient::<Sha256>::bare(&settings))
            .with(ScramClient::<Sha256>::plus(&settings))
            .with(PlainClient::new())
            .with(CramMd5Client::new())
            .with(LoginClient::new())
            .with(OAuthBearer)
            .with(XOAuth2)
            .with(AnonymousClient::new().tracing(TRACE).expect("a trace"))
    });
    let line = client::Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings());
    registry
        .choose(NAMES, &line, &Preference::password().and_token().pin(name))
        .expect("a mechanism of the list")
}
