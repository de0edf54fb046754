//! A client and a server that run against each other in memory.
use crate::{
    application::Application,
    entropy::entropy,
    talking::Talking,
    tamper::{Fate, From, Middle},
};
use sasl_core::{
    Entropy, Error, Step,
    client::{Authenticated, Choice},
    server::{Offer, Verdict},
};

/// Both ends of one exchange before its start. The protocol is that of the offer's connection.
pub struct Pair<'a> {
    offer: Offer,
    choice: Choice,
    application: Application<'a>,
    middle: Middle<'a>,
    entropy: (Entropy, Entropy),
    held_back: bool,
}

/// The outcome of an exchange at both ends.
#[derive(Debug)]
pub struct Ended {
    /// The client's outcome.
    pub client: Result<Authenticated, Error>,
    /// The server's verdict.
    pub server: Verdict,
    /// Every message as sent. Data with the protocol's success or failure counts as a message.
    pub transcript: Vec<(From, Vec<u8>)>,
}

impl<'a> Pair<'a> {
    /// Creates a pair from the client's choice and the server's offer.
    pub fn new(offer: &Offer, choice: Choice, application: Application<'a>) -> Self {
        let middle = Middle::default();
        let entropy = (entropy(1), entropy(2));
        Self { offer: offer.clone(), choice, application, middle, entropy, held_back: false }
    }

    /// Sets the entropy of both ends. The default is `entropy(1)` and `entropy(2)`.
    #[must_use]
    pub fn entropy(self, client: Entropy, server: Entropy) -> Self {
        Self { entropy: (client, server), ..self }
    }

    /// Uses a protocol without initial responses: the client's first message waits for a challenge.
    #[must_use]
    pub fn without_initial_response(self) -> Self {
        Self { held_back: true, ..self }
    }

    /// Sets the function with which the attacker changes messages. Its arguments are the sender and the message's
    /// number, counted from 0 for each sender.
    #[must_use]
    pub fn tamper(mut self, hook: impl FnMut(From, usize, &mut Vec<u8>) + 'a) -> Self {
        self.middle.hook = Some(Box::new(hook));
        self
    }

    /// Sets what happens to the sender's `nth` message, counted from 0.
    #[must_use]
    pub fn at(mut self, from: From, nth: usize, fate: Fate) -> Self {
        self.middle.fates.insert((from, nth), fate);
        self
    }

    /// Runs the exchange to its end.
    ///
    /// # Panics
    /// If the offer does not contain the choice, or if the exchange does not end within 64 messages.
    pub fn drive(self) -> Ended {
        self.drive_bounded(64).expect("the exchange ends within 64 messages")
    }

    /// Runs the exchange. Returns `None` if it takes more than `messages` messages.
    ///
    /// # Panics
    /// If the offer does not contain the choice.
    pub fn drive_bounded(self, messages: usize) -> Option<Ended> {
        let Self { offer, choice, mut application, mut middle, entropy, held_back } = self;
        let name = choice.name();
        let (mut client, initial) = match Talking::after(choice.start(entropy.0), &mut application) {
            (Talking::Awaits(then), Some(message)) if held_back => (Talking::Deferred(message, then), None),
            says => Talking::carry(says, &mut application, &mut middle),
        };
        let mut server =
            offer.start(name, initial.as_deref(), entropy.1).expect("the offer holds what was chosen");
        loop {
            if middle.transcript.len() > messages {
                return None;
            }
            server = match server {
                Step::Receive(never) => match never {},
                Step::Ask(ask) => application.answer_server(ask),
                Step::Work(work) => work.run(),
                Step::Send { message, then } => {
                    let response;
                    (client, response) = client.answer(&message, &mut application, &mut middle);
                    match response {
                        Some(response) => then.receive(&response),
                        None => Step::Done(then.cancel()),
                    }
                }
                Step::Done(verdict) => {
                    let client = client.told(&verdict, &mut application, &mut middle).outcome();
                    return Some(Ended { client, server: verdict, transcript: middle.transcript });
                }
            };
        }
    }
}
