//! The shared environment of all exchanges: a server with its accounts, and clients that have chosen a mechanism.
use crate::random::Random;
use countersign::{
    Bindings, ChannelBinding, ClientRegistry, Credentials, DirectorySecret, Recipe, Records, Secret,
    Security,
    crammd5::{CramMd5Client, CramMd5Server, Host},
    oauth::{OAuthBearer, XOAuth2},
    plain::{LoginClient, PlainClient},
    sasl::{
        BindingKind, Profile,
        client::{self, Choice, Preference},
        server::{self, Found, Offer, TokenAnswer, TokenFailure},
    },
    scram::{ClientSettings, Limits, ScramClient, Sha1, Sha3_512, Sha256, Sha512},
    server_registry,
};
use std::{collections::HashMap, error::Error};

pub const MECHANISMS: [&str; 13] = [
    "SCRAM-SHA-512-PLUS",
    "SCRAM-SHA3-512-PLUS",
    "SCRAM-SHA-256-PLUS",
    "SCRAM-SHA-1-PLUS",
    "SCRAM-SHA-512",
    "SCRAM-SHA3-512",
    "SCRAM-SHA-256",
    "SCRAM-SHA-1",
    "PLAIN",
    "LOGIN",
    "CRAM-MD5",
    "OAUTHBEARER",
    "XOAUTH2",
];
/// Profiles with and without data in success and failure.
pub const PROFILES: [Profile; 3] = [Profile::MAIL, Profile::XMPP, Profile::LDAP];
pub const ACCOUNTS: usize = 16;

/// The minimum for work in slices, because the order of events is tested and not the cost.
const ITERATIONS: u32 = 8;

pub struct World {
    accounts: HashMap<String, Records>,
    /// By profile.
    offers: Vec<Offer>,
    /// By profile and mechanism: on the server's connection and on another one.
    choices: Vec<Vec<[Choice; 2]>>,
}

/// Returns a name in one of three scripts, one of which has several forms.
pub fn name(account: usize) -> String {
    format!("{}{account}", ["amy", "jürgen", "зоя"][account % 3])
}

pub fn password(account: usize) -> String {
    format!("{}-{account}", ["pencil", "Bleistift ½ñ", "карандаш"][account % 3])
}

pub fn token(account: usize) -> String {
    format!("token.of.{account}")
}

impl World {
    pub fn new(seed: u64) -> Result<Self, Box<dyn Error>> {
        let mut random = Random::new(seed, u64::MAX);
        let recipe = Recipe::default().with_iterations(ITERATIONS).with_cram_md5();
        let mut accounts = HashMap::new();
        for account in 0..ACCOUNTS {
            let password = Secret::new(password(account));
            let credentials = Credentials::derive(&password, &recipe, random.entropy())?.run();
            accounts.insert(name(account), credentials.records());
        }
        let secret = DirectorySecret::new(random.entropy().into_octets());
        let host = Host::new("load.example")?;
        let registry =
            server_registry(&secret, &recipe).with(CramMd5Server::new(host)).with(OAuthBearer).with(XOAuth2);
        let clients = clients();
        let [here, elsewhere] = [binding(7)?, binding(8)?];
        let offer = |profile| {
            let line = server::Connection::new(profile, Security::Verified).with_bindings(here.clone());
            registry.offer(&line)
        };
        let offers: Vec<Offer> = PROFILES.map(offer).into();
        let choose = |profile, bindings: &Bindings, name: &str| {
            let line = client::Connection::new(profile, Security::Verified).with_bindings(bindings.clone());
            let preference = Preference::password().and_token().pin(name);
            clients.choose(MECHANISMS, &line, &preference)
        };
        let mut choices = Vec::new();
        for profile in PROFILES {
            let both = |name: &&str| Ok([choose(profile, &here, name)?, choose(profile, &elsewhere, name)?]);
            choices.push(MECHANISMS.iter().map(both).collect::<Result<_, client::NoUsableMechanism>>()?);
        }
        Ok(Self { accounts, offers, choices })
    }

    pub fn offer(&self, profile: usize) -> &Offer {
        &self.offers[profile]
    }

    pub fn choice(&self, profile: usize, mechanism: usize, elsewhere: bool) -> Choice {
        self.choices[profile][mechanism][usize::from(elsewhere)].clone()
    }

    pub fn find(&self, user: &str) -> Found {
        match self.accounts.get(user) {
            Some(records) => Found::Account(records.clone()),
            None => Found::Unknown { canonical: user.into() },
        }
    }

    pub fn whose(&self, shown: &Secret) -> TokenAnswer {
        let owner = (0..ACCOUNTS).find(|account| token(*account) == shown.expose());
        match owner {
            Some(account) => TokenAnswer::Valid { user: name(account) },
            None => TokenAnswer::Invalid(TokenFailure::default()),
        }
    }
}

fn binding(octet: u8) -> Result<Bindings, Box<dyn Error>> {
    Ok([ChannelBinding::new(BindingKind::TlsExporter, &[octet; 32])?].into_iter().collect())
}

/// Returns clients that accept few iterations, which no other client should.
fn clients() -> ClientRegistry {
    let settings = ClientSettings::new().with_limits(Limits::default().with_iterations(1..=ITERATIONS));
    ClientRegistry::new()
        .with(ScramClient::<Sha512>::plus(&settings))
        .with(ScramClient::<Sha3_512>::plus(&settings))
        .with(ScramClient::<Sha256>::plus(&settings))
        .with(ScramClient::<Sha1>::plus(&settings))
        .with(ScramClient::<Sha512>::bare(&settings))
        .with(ScramClient::<Sha3_512>::bare(&settings))
        .with(ScramClient::<Sha256>::bare(&settings))
        .with(ScramClient::<Sha1>::bare(&settings))
        .with(PlainClient::new())
        .with(LoginClient::new())
        .with(CramMd5Client::new())
        .with(OAuthBearer)
        .with(XOAuth2)
}
