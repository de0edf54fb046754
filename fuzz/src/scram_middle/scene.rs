//! The ends and their settings.
use crate::middle::{Ends, has};
use sasl_core::{
    BindingKind, Bindings, ChannelBinding, ClientRegistry, Entropy, Profile, Records, Secret, Security,
    ServerRegistry,
    client::{self, Choice, Credentials, Preference},
    mechanism::Record,
    server::{self, Found, Offer},
};
use sasl_scram::{
    ClientSettings, Decoys, Hash, Limits, ScramClient, ScramRecord, ScramServer, ServerSettings, Sha1,
    Sha3_512, Sha256, Sha512, Stored,
};
use std::sync::{Arc, OnceLock};

/// Few, for a fast fuzzer.
const ITERATIONS: u32 = 4;
/// amy and bob have the same record, so that only the signed text distinguishes them.
pub(super) const PASSWORD: &str = "pencil";

/// The scene of an input: an octet for the mechanism, one for the client, one for the server.
pub(super) struct Scene {
    hash: u8,
    /// Whether the client has received `-PLUS` names.
    hears_plus: bool,
    /// Whether there is data with success, or a last challenge.
    profile: Profile,
    pub(super) user: &'static str,
    pub(super) password: &'static str,
    pub(super) authzid: Option<&'static str>,
    /// The channel binding of the client's end.
    pub(super) client_binding: Option<ChannelBinding>,
    pub(super) server_binding: Option<ChannelBinding>,
    /// Whether the server is started with the other variant of the name.
    other_flavour: bool,
    withholds: bool,
}

/// Relevant texts and their replacements.
const SWAPS: [(&str, &str); 18] = [
    ("n=amy", "n=bob"),
    ("n=bob", "n=amy"),
    ("a=amy", "a=bob"),
    (",,n=", ",a=bob,n="),
    ("a=bob,", ","),
    ("y,", "n,"),
    ("n,", "y,"),
    ("p=tls-exporter", "y"),
    ("p=tls-exporter", "n"),
    ("p=tls-exporter", "p=tls-unique"),
    ("y,,", "p=tls-exporter,,"),
    ("i=4", "i=5"),
    ("i=4", "i=999999"),
    ("c=biws", "c=eSws"),
    ("c=eSws", "c=biws"),
    (",p=", ",x=1,p="),
    ("v=", "e=other-error,v="),
    ("r=", "r=r"),
];

fn binding(which: u8) -> Option<ChannelBinding> {
    let (kind, data) = match which & 3 {
        0 => return None,
        1 => (BindingKind::TlsExporter, [7; 32]),
        2 => (BindingKind::TlsExporter, [8; 32]),
        _ => (BindingKind::TlsUnique, [7; 32]),
    };
    ChannelBinding::new(kind, &data).ok()
}

impl Scene {
    pub(super) fn new([mechanism, client, server]: [u8; 3]) -> Self {
        Self {
            hash: mechanism & 3,
            hears_plus: !has(mechanism, 2),
            profile: if has(mechanism, 3) { Profile::XMPP } else { Profile::MAIL },
            user: if has(client, 0) { "bob" } else { "amy" },
            password: if has(client, 1) { "stylus" } else { PASSWORD },
            authzid: [None, Some("amy"), Some("bob"), Some("a,b=c")][usize::from(client >> 2 & 3)],
            client_binding: binding(client >> 4),
            server_binding: binding(server),
            other_flavour: has(server, 2),
            withholds: has(server, 3),
        }
    }

    fn names(&self) -> [&'static str; 2] {
        match self.hash {
            0 => [Sha256::PLUS, Sha256::NAME],
            1 => [Sha1::PLUS, Sha1::NAME],
            2 => [Sha512::PLUS, Sha512::NAME],
            _ => [Sha3_512::PLUS, Sha3_512::NAME],
        }
    }
}

/// Every hash, under both of its names.
macro_rules! all {
    ($registry:ident, $mechanism:ident, $settings:expr) => {
        $registry::new()
            .with($mechanism::<Sha1>::plus($settings))
            .with($mechanism::<Sha1>::bare($settings))
            .with($mechanism::<Sha256>::plus($settings))
            .with($mechanism::<Sha256>::bare($settings))
            .with($mechanism::<Sha512>::plus($settings))
            .with($mechanism::<Sha512>::bare($settings))
            .with($mechanism::<Sha3_512>::plus($settings))
            .with($mechanism::<Sha3_512>::bare($settings))
    };
}

impl Ends for Scene {
    fn offer(&self) -> Offer {
        static REGISTRY: OnceLock<ServerRegistry> = OnceLock::new();
        let registry = REGISTRY.get_or_init(|| {
            let settings = ServerSettings::new(Decoys::new([4; 32], ITERATIONS));
            all!(ServerRegistry, ScramServer, &settings)
        });
        let line = server::Connection::new(self.profile, Security::Verified);
        registry.offer(&line.with_bindings(self.server_binding.clone().into_iter().collect()))
    }

    fn choice(&self) -> Option<Choice> {
        static REGISTRY: OnceLock<ClientRegistry> = OnceLock::new();
        let registry = REGISTRY.get_or_init(|| {
            let limits = Limits::default().with_iterations(ITERATIONS..=ITERATIONS);
            let settings = ClientSettings::new().with_limits(limits);
            all!(ClientRegistry, ScramClient, &settings)
        });
        let line = client::Connection::new(self.profile, Security::Verified)
            .with_bindings(self.client_binding.clone().into_iter().collect::<Bindings>());
        let heard = self.names().into_iter().filter(|name| self.hears_plus || !name.ends_with("-PLUS"));
        registry.choose(heard, &line, &Preference::password()).ok()
    }

    fn started(&self, chosen: &'static str) -> &'static str {
        let [plus, bare] = self.names();
        match (self.other_flavour, chosen == plus) {
            (false, _) => chosen,
            (true, true) => bare,
            (true, false) => plus,
        }
    }

    fn credentials(&self) -> Credentials {
        let credentials = Credentials::new(self.user, Secret::new(self.password));
        match self.authzid {
            Some(authzid) => credentials.acting_as(authzid),
            None => credentials,
        }
    }

    fn withholds(&self) -> bool {
        self.withholds
    }

    fn find(&self, user: &str) -> Found {
        find(user)
    }

    fn may_cost(&self, work: u32) -> bool {
        work <= ITERATIONS
    }

    fn swaps(&self) -> &'static [(&'static str, &'static str)] {
        &SWAPS
    }
}

fn find(user: &str) -> Found {
    static RECORDS: OnceLock<Records> = OnceLock::new();
    fn record<H: Hash>() -> Arc<dyn Record> {
        let stored = Stored::<H>::derive(&Secret::new(PASSWORD), ITERATIONS, Entropy::new([3; 32]));
        Arc::new(ScramRecord::new(&stored.expect("a recipe").run()))
    }
    match user {
        "amy" | "bob" => Found::Account(
            RECORDS
                .get_or_init(|| {
                    Records::new([
                        record::<Sha1>(),
                        record::<Sha256>(),
                        record::<Sha512>(),
                        record::<Sha3_512>(),
                    ])
                })
                .clone(),
        ),
        _ => Found::Unknown { canonical: user.into() },
    }
}
