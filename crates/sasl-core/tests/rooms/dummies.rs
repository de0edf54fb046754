//! What the rooms share: exchanges begun with moves that a test states, and dummies with the family's traits.
use sasl_core::{
    BindingKind, Bindings, ChannelBinding, Client, ClientRegistry, Error, Profile, Security, Server,
    ServerRegistry, Step,
    client::{self, Choice, Preference},
    mechanism::{Binds, Credential, Next, Properties},
    server::{self, Ask, Decision, Offer, Rejection, Verdict},
};
use sasl_testkit::{Dummy, entropy};

/// An offer of `X-TEST` alone, whose server begins with this move.
pub(crate) fn offer(
    profile: Profile,
    begin: impl Fn() -> Result<Next<Server>, Error> + Send + Sync + 'static,
) -> Offer {
    let registry = ServerRegistry::new().with(Dummy::new("X-TEST").server(move |_| begin()));
    registry.offer(&server::Connection::new(profile, Security::Verified))
}

/// A server's exchange that begins with this move, without an initial response.
pub(crate) fn serve(
    profile: Profile,
    begin: impl Fn() -> Next<Server> + Send + Sync + 'static,
) -> server::Step {
    offer(profile, move || Ok(begin())).start("X-TEST", None, entropy(1)).unwrap()
}

/// A client's exchange that begins with this move.
pub(crate) fn dial(
    profile: Profile,
    begin: impl Fn() -> Result<Next<Client>, Error> + Send + Sync + 'static,
) -> Result<client::Step, Error> {
    choice(profile, Dummy::new("X-TEST").client(move |_| begin())).start(entropy(1))
}

/// This dummy, chosen by a client that has a password.
pub(crate) fn choice(profile: Profile, dummy: Dummy) -> Choice {
    let line = client::Connection::new(profile, Security::Verified);
    let preference = Preference::password().pin("X-TEST");
    ClientRegistry::new().with(dummy).choose(["X-TEST"], &line, &preference).unwrap()
}

/// The step's message and what follows it.
pub(crate) fn sent<S: sasl_core::Side + std::fmt::Debug>(step: Step<S>) -> (Vec<u8>, sasl_core::Awaiting<S>) {
    match step {
        Step::Send { message, then } => (message.to_vec(), then),
        other => panic!("not a message: {other:?}"),
    }
}

/// The end of a server's exchange.
pub(crate) fn verdict(step: server::Step) -> Verdict {
    match step {
        Step::Done(verdict) => verdict,
        other => panic!("not the end: {other:?}"),
    }
}

/// Why the verdict is a rejection.
pub(crate) fn reason(verdict: &Verdict) -> Rejection {
    match verdict {
        Verdict::Rejected(rejected) => rejected.reason(),
        Verdict::Accepted(_) => panic!("accepted"),
    }
}

/// Why the exchange has ended in rejection.
pub(crate) fn rejected(step: server::Step) -> Rejection {
    reason(&verdict(step))
}

/// Answer the authorization that is asked now.
pub(crate) fn authorize(step: server::Step, decision: Decision) -> server::Step {
    match step {
        Step::Ask(Ask::Authorize(asked)) => asked.answer(decision),
        other => panic!("not the question for authorization: {other:?}"),
    }
}

/// A binding of this kind, with these data.
pub(crate) fn binding(kind: BindingKind) -> ChannelBinding {
    ChannelBinding::new(kind, b"\x01\x02").unwrap()
}

/// A connection's bindings of these kinds.
pub(crate) fn bindings<const N: usize>(kinds: [BindingKind; N]) -> Bindings {
    kinds.into_iter().map(binding).collect()
}

/// A client's registry of dummies with the names and traits of the family's mechanisms.
pub(crate) fn client_family() -> ClientRegistry {
    family().fold(ClientRegistry::new(), ClientRegistry::with)
}

/// The same for a server.
pub(crate) fn server_family() -> ServerRegistry {
    family().fold(ServerRegistry::new(), ServerRegistry::with)
}

fn family() -> impl Iterator<Item = Dummy> {
    let password = |strength| Properties::new(Credential::Password, strength);
    let scram = |strength| password(strength).proves_server();
    let dummies = [
        ("SCRAM-SHA-1", scram(40).binds(Binds::Bare)),
        ("SCRAM-SHA-1-PLUS", scram(40).binds(Binds::Always)),
        ("SCRAM-SHA-256", scram(50).binds(Binds::Bare)),
        ("SCRAM-SHA-256-PLUS", scram(50).binds(Binds::Always)),
        ("OAUTHBEARER", Properties::new(Credential::Token, 30).plaintext()),
        ("PLAIN", password(20).plaintext()),
        ("LOGIN", password(18).plaintext().server_first()),
        ("CRAM-MD5", password(10).confidential().server_first()),
        ("EXTERNAL", Properties::new(Credential::External, 100)),
        ("ANONYMOUS", Properties::new(Credential::None, 0)),
    ];
    dummies.into_iter().map(|(name, traits)| Dummy::new(name).properties(traits))
}
