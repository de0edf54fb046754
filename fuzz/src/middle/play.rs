//! The run of both ends, with every message through the attacker.
use super::{
    ends::Ends,
    meddler::{Meddler, Whim},
    played::Played,
    server::{self, Said, State},
};
use sasl_core::{
    Awaiting, Client, Entropy, Error, Step,
    client::{self, Authenticated},
    server::Offer,
};

/// No exchange has more than four messages and an empty one, so this number of moves suffices.
const MOVES: usize = 24;
/// The messages that a server reads without its client before it ends: an empty challenge, one more, and a last
/// one.
const ALONE: usize = 4;

/// Runs an exchange with the attacker's changes.
pub fn play<E: Ends>(ends: &E, meddling: &[u8]) -> Played {
    let mut played = Played::default();
    let Some(choice) = ends.choice() else { return played };
    let offer = ends.offer();
    played.plus_offered = offer.names().any(|name| name.ends_with("-PLUS"));
    played.chosen = Some(choice.name());
    let name = ends.started(choice.name());
    let middle = Meddler::new(meddling, ends.swaps(), ends.recorded());
    let mut stage = Stage { ends, offer: &offer, name, state: State::Idle, middle, played: &mut played };
    if let Ok(step) = choice.start(Entropy::new([2; 32])) {
        stage.exchange(step);
    }
    stage.left_alone();
    played
}

struct Stage<'a, E> {
    ends: &'a E,
    offer: &'a Offer,
    name: &'static str,
    state: State,
    middle: Meddler<'a>,
    played: &'a mut Played,
}

/// The client's action before it waits.
enum Turn {
    Sends(Vec<u8>, Awaiting<Client>),
    /// The server sends the first message.
    Opens(Awaiting<Client>),
    Done(Authenticated),
    Over,
}

impl<E: Ends> Stage<'_, E> {
    fn exchange(&mut self, step: client::Step) {
        let mut turn = self.client(Ok(step));
        if self.ends.withholds() && matches!(turn, Turn::Sends(..)) {
            // The client does not get the server's answer to that.
            if let Said::End(_) = self.server(None) {
                return;
            }
        }
        for moves in 0.. {
            assert!(moves < MOVES, "steps: the exchange does not end");
            let (said, then) = match turn {
                Turn::Over => return,
                Turn::Done(outcome) => {
                    self.played.client = Some(outcome);
                    return;
                }
                Turn::Opens(then) => (self.server(None), then),
                Turn::Sends(message, then) => (self.carry(&message), then),
            };
            match said {
                Said::Challenge(message) => turn = self.carry_back(&message, then),
                Said::Words(words) => turn = self.arrives(words, then),
                Said::End(data) => return self.last_words(then, data),
            }
        }
    }

    fn server(&mut self, message: Option<&[u8]>) -> Said {
        server::hears(&mut self.state, self.ends, (self.offer, self.name), message, self.played)
    }

    /// Delivers a message of the client and returns the answer.
    fn carry(&mut self, message: &[u8]) -> Said {
        self.played.client_sent.push(message.to_vec());
        let heard = self.middle.pass(message);
        match self.middle.whim() {
            Whim::Insert => {
                let words = self.middle.speaks();
                match self.server(Some(&words)) {
                    Said::Challenge(_) => self.server(Some(&heard)),
                    end => end,
                }
            }
            Whim::Drop => Said::Words(self.middle.speaks()),
            _ => self.server(Some(&heard)),
        }
    }

    /// Delivers a message of the server.
    fn carry_back(&mut self, message: &[u8], then: Awaiting<Client>) -> Turn {
        self.played.server_sent.push(message.to_vec());
        let heard = self.middle.pass(message);
        match self.middle.whim() {
            Whim::Success => return self.told(then, Some(&heard)),
            Whim::Drop => return self.told(then, None),
            Whim::Insert => {
                let words = self.middle.speaks();
                match self.arrives(words, then) {
                    // The answer to that is not delivered.
                    Turn::Sends(message, next) => {
                        self.played.client_sent.push(message);
                        return self.arrives(heard, next);
                    }
                    other => return other,
                }
            }
            Whim::Nothing => {}
        }
        self.arrives(heard, then)
    }

    fn arrives(&mut self, message: Vec<u8>, then: Awaiting<Client>) -> Turn {
        let step = then.receive(&message);
        self.played.client_heard.push(message);
        self.client(step)
    }

    /// Delivers a success to the client.
    fn told(&mut self, then: Awaiting<Client>, data: Option<&[u8]>) -> Turn {
        self.played.client_heard.extend(data.map(<[u8]>::to_vec));
        self.client(then.success(data))
    }

    /// The server has ended: the client gets its result or the attacker's version of it.
    fn last_words(&mut self, then: Awaiting<Client>, data: Option<Vec<u8>>) {
        let data = data.map(|data| self.middle.pass(&data));
        let turn = if self.played.server.is_some() {
            self.told(then, data.as_deref())
        } else if self.middle.whim() == Whim::Success {
            let words = self.middle.speaks();
            self.told(then, Some(&words).filter(|words| !words.is_empty()).map(Vec::as_slice))
        } else {
            let words = self.middle.speaks();
            match self.arrives(words, then) {
                // The client answers a verifier with an empty message and waits for success.
                Turn::Sends(message, then) => {
                    self.played.client_sent.push(message);
                    self.told(then, None)
                }
                other => other,
            }
        };
        if let Turn::Done(outcome) = turn {
            self.played.client = Some(outcome);
        }
    }

    /// The client has ended: the server gets only the attacker's messages and soon ends too.
    fn left_alone(&mut self) {
        for words in 0.. {
            if !matches!(self.state, State::Waits(_)) {
                return;
            }
            assert!(words < ALONE, "steps: the server waits for ever");
            let message = self.middle.speaks();
            self.server(Some(&message));
        }
    }

    fn client(&self, mut step: Result<client::Step, Error>) -> Turn {
        loop {
            step = match step {
                Err(_) => return Turn::Over,
                Ok(Step::Send { message, then }) => {
                    assert!(
                        message.len() <= self.ends.longest(),
                        "memory: a message of {} octets",
                        message.len()
                    );
                    return Turn::Sends(message.to_vec(), then);
                }
                Ok(Step::Receive(then)) => return Turn::Opens(then),
                Ok(Step::Ask(client::Ask::Credentials(asked))) => asked.answer(self.ends.credentials()),
                Ok(Step::Ask(client::Ask::Token(asked))) => asked.answer(self.ends.token()),
                Ok(Step::Ask(other)) => Err(other.decline()),
                Ok(Step::Work(work)) => {
                    let cost = work.cost().get();
                    assert!(self.ends.may_cost(cost), "work: it costs {cost}");
                    work.run()
                }
                Ok(Step::Done(outcome)) => return Turn::Done(outcome),
            }
        }
    }
}
