//! What the rooms share: one account, the offers of its server, and how an exchange ends there.
use sasl_core::{
    BindingKind, Bindings, ChannelBinding, ClientRegistry, Profile, Records, Secret, Security,
    ServerRegistry, Step,
    server::{self, Offer, Verdict},
};
use sasl_scram::{
    ClientSettings, Decoys, Limits, ScramClient, ScramRecord, ScramServer, ServerSettings, Sha256, Stored,
};
use sasl_testkit::{Application, entropy};
use std::sync::Arc;

/// The count of every account, so that no test waits for PBKDF2 that is not about it.
pub(crate) const COUNT: u32 = 3;
pub(crate) const BARE: &str = "SCRAM-SHA-256";
pub(crate) const PLUS: &str = "SCRAM-SHA-256-PLUS";

pub(crate) fn client_settings() -> ClientSettings {
    ClientSettings::new().with_limits(Limits::default().with_iterations(1..=1_000_000))
}

pub(crate) fn server_settings() -> ServerSettings {
    ServerSettings::new(Decoys::new([7; 32], COUNT))
}

/// Both names.
pub(crate) fn client_registry() -> ClientRegistry {
    let settings = client_settings();
    ClientRegistry::new()
        .with(ScramClient::<Sha256>::plus(&settings))
        .with(ScramClient::<Sha256>::bare(&settings))
}

pub(crate) fn server_registry() -> ServerRegistry {
    server_registry_of(&server_settings())
}

/// Both names.
pub(crate) fn server_registry_of(settings: &ServerSettings) -> ServerRegistry {
    ServerRegistry::new()
        .with(ScramServer::<Sha256>::plus(settings))
        .with(ScramServer::<Sha256>::bare(settings))
}

pub(crate) fn stored(password: &str) -> Stored<Sha256> {
    Stored::derive(&Secret::new(password), COUNT, entropy(9)).unwrap().run()
}

pub(crate) fn records(password: &str) -> Records {
    Records::new([Arc::new(ScramRecord::new(&stored(password))) as _])
}

/// A directory in which amy's password is `pencil`.
pub(crate) fn directory() -> Application<'static> {
    Application::new().account("amy", records("pencil"))
}

pub(crate) fn bindings(kinds: &[BindingKind]) -> Bindings {
    kinds.iter().map(|kind| ChannelBinding::new(*kind, kind.name().as_bytes()).unwrap()).collect()
}

pub(crate) fn offer(profile: Profile, kinds: &[BindingKind]) -> Offer {
    let line = server::Connection::new(profile, Security::Verified).with_bindings(bindings(kinds));
    server_registry().offer(&line)
}

/// The log's word for how it ended, and the data with the protocol's success or failure.
pub(crate) type End = (&'static str, String);

/// Let a server's step run to its verdict.
pub(crate) fn end(mut step: server::Step, directory: &mut Application<'_>) -> End {
    loop {
        step = match step {
            Step::Receive(never) => match never {},
            Step::Ask(ask) => directory.answer_server(ask),
            Step::Work(work) => work.run(),
            Step::Send { message, then } => {
                assert!(message.starts_with(b"v="), "the server goes on");
                then.receive(b"")
            }
            Step::Done(verdict) => return ended(&verdict),
        }
    }
}

pub(crate) fn ended(verdict: &Verdict) -> End {
    let (word, data) = match verdict {
        Verdict::Accepted(accepted) => ("accepted", accepted.success_data()),
        Verdict::Rejected(rejected) => (rejected.reason().label(), rejected.failure_data()),
    };
    (word, String::from_utf8(data.unwrap_or_default().to_vec()).unwrap())
}

/// The value of an attribute of a server-first-message.
pub(crate) fn value<'a>(message: &'a str, name: &str) -> &'a str {
    message.split(',').find_map(|part| part.strip_prefix(name)).unwrap()
}
