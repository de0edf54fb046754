//! The ends of this workspace, with the public step API as applications use it.

use super::{
    account::{ITERATIONS, PASSWORD, Script, USER},
    ends::{ClientEnd, ServerEnd},
};
use rand::Rng;
use sasl_core::{
    Awaiting, Client, ClientRegistry, Entropy, Profile, Records, Secret, Security, Server, ServerRegistry,
    Step, client,
    mechanism::Message,
    server::{self, Ask, Decision, Found, Offer, Verdict},
};
use sasl_scram::{
    ClientKeys, ClientSettings, Decoys, Forms, ScramClient, ScramRecord, ScramServer, ServerSettings, Sha256,
    Stored,
};
use std::sync::Arc;

const NAME: &str = "SCRAM-SHA-256";

/// Returns 32 octets of a generator that programs use; the peers use generators of the same kind.
fn entropy() -> Entropy {
    let mut octets = [0; 32];
    rand::rng().fill_bytes(&mut octets);
    Entropy::new(octets)
}

/// A mail server.
pub struct OurServer {
    offer: Offer,
    records: Records,
}

impl OurServer {
    /// Creates a server that checks this number of password forms.
    pub fn new(script: &Script, forms: Forms) -> Self {
        let stored = Stored::<Sha256>::parse(&script.record()).expect("a record");
        let settings = ServerSettings::new(Decoys::new([7; 32], ITERATIONS).with_forms(forms));
        let line = server::Connection::new(Profile::MAIL, Security::Verified);
        Self {
            offer: ServerRegistry::new().with(ScramServer::<Sha256>::bare(&settings)).offer(&line),
            records: Records::new([Arc::new(ScramRecord::with_forms(&stored, forms)) as _]),
        }
    }
}

impl ServerEnd for OurServer {
    type Waiting = Awaiting<Server>;

    fn first(&self, client_first: &[u8], reply: &mut Vec<u8>) -> Self::Waiting {
        let Ok(Step::Ask(Ask::Lookup(asked))) = self.offer.start(NAME, Some(client_first), entropy()) else {
            panic!("no question");
        };
        assert_eq!(asked.user(), USER);
        let Step::Send { message, then } = asked.answer(Found::Account(self.records.clone())) else {
            panic!("no challenge");
        };
        reply.extend_from_slice(&message);
        then
    }

    fn last(&self, waiting: Self::Waiting, client_final: &[u8], reply: &mut Vec<u8>) -> bool {
        let Step::Ask(Ask::Authorize(asked)) = waiting.receive(client_final) else { return false };
        let Step::Send { message, then } = asked.answer(Decision::GrantAuthenticated) else { return false };
        reply.extend_from_slice(&message);
        // Mail protocols have no data with success: the client's empty answer is the last message.
        matches!(then.receive(b""), Step::Done(Verdict::Accepted(accepted)) if accepted.account() == USER)
    }
}

/// A mail client.
pub struct OurClient {
    registry: ClientRegistry,
    line: client::Connection,
    preference: client::Preference,
    /// The keys of an earlier login.
    keys: Option<Records>,
}

impl OurClient {
    /// Creates a client that derives its keys each time.
    pub fn deriving() -> Self {
        Self {
            registry: ClientRegistry::new().with(ScramClient::<Sha256>::bare(&ClientSettings::new())),
            line: client::Connection::new(Profile::MAIL, Security::Verified),
            preference: client::Preference::password(),
            keys: None,
        }
    }

    /// Creates a client with the keys of its last login.
    pub fn with_keys(script: &Script) -> Self {
        use base64ct::{Base64, Encoding};
        let encode = Base64::encode_string;
        let [salt, client, server, user] =
            [&super::account::SALT[..], &script.client_key, &script.server_key, USER.as_bytes()].map(encode);
        let text = format!("{NAME}${ITERATIONS}:{salt}${client}:{server}${user}");
        let keys = ClientKeys::<Sha256>::import(&text).expect("keys");
        Self { keys: Some(Records::new([Arc::new(keys) as _])), ..Self::deriving() }
    }
}

fn send(step: Step<Client>) -> Option<(Message, Awaiting<Client>)> {
    match step {
        Step::Send { message, then } => Some((message, then)),
        _ => None,
    }
}

impl ClientEnd for OurClient {
    type Waiting = Option<Awaiting<Client>>;

    fn begin(&self, message: &mut Vec<u8>) -> Self::Waiting {
        let choice = self.registry.choose([NAME], &self.line, &self.preference).ok()?;
        let Ok(Step::Ask(client::Ask::Credentials(asked))) = choice.start(entropy()) else { return None };
        let credentials = match &self.keys {
            Some(keys) => client::Credentials::from_keys(USER, keys.clone()),
            None => client::Credentials::new(USER, Secret::new(PASSWORD)),
        };
        let (first, then) = send(asked.answer(credentials).ok()?)?;
        message.extend_from_slice(&first);
        Some(then)
    }

    fn answer(&self, waiting: Self::Waiting, server_first: &[u8], message: &mut Vec<u8>) -> Self::Waiting {
        let step = match waiting?.receive(server_first).ok()? {
            Step::Work(work) => work.run().ok()?,
            step => step,
        };
        let (last, then) = send(step)?;
        message.extend_from_slice(&last);
        Some(then)
    }

    fn finish(&self, waiting: Self::Waiting, server_final: &[u8]) -> bool {
        let Some(Ok(Step::Send { message, then })) = waiting.map(|waiting| waiting.receive(server_final))
        else {
            return false;
        };
        message.is_empty()
            && matches!(then.success(None), Ok(Step::Done(outcome)) if outcome.server_verified())
    }
}
