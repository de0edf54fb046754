//! Both ends, and every message through the middle.
use super::{
    meddler::Meddler,
    scene::{ITERATIONS, Scene, find},
};
use sasl_core::{
    Entropy, Step,
    client::{self, Authenticated},
    server::{self, Accepted, Decision},
};

/// What came of it.
#[derive(Default)]
pub(super) struct Played {
    pub(super) client: Option<Authenticated>,
    pub(super) server: Option<Accepted>,
    /// The server has proved itself to whoever is there.
    pub(super) server_proved: bool,
    pub(super) plus_offered: bool,
    pub(super) client_sent: Vec<Vec<u8>>,
    pub(super) server_heard: Vec<Vec<u8>>,
    pub(super) server_sent: Vec<Vec<u8>>,
    pub(super) client_heard: Vec<Vec<u8>>,
}

/// Either end is through.
struct Over;

type AwaitingClient = sasl_core::Awaiting<sasl_core::Client>;
type AwaitingServer = sasl_core::Awaiting<sasl_core::Server>;

/// An exchange of SCRAM has four messages and an empty one; nobody needs more moves than this.
const MOVES: usize = 24;
/// What a server hears without its client before it is through: it may have sent a challenge, and a last one.
const ALONE: usize = 3;

pub(super) fn play(scene: &Scene, meddling: &[u8]) -> Played {
    let mut played = Played::default();
    let Some(choice) = scene.choice() else { return played };
    let offer = scene.offer();
    played.plus_offered = offer.names().any(|name| name.ends_with("-PLUS"));
    let name = scene.started(choice.name());
    let mut middle = Meddler::new(meddling);
    let Ok(mut client) = choice.start(Entropy::new([2; 32])) else { return played };
    let mut awaiting: Option<AwaitingServer> = None;
    for moves in 0.. {
        assert!(moves < MOVES, "steps: the exchange does not end");
        // The client until it waits.
        let (message, then) = match client_turn(scene, client) {
            Ok(Ok(sent)) => sent,
            Ok(Err(outcome)) => {
                played.client = Some(outcome);
                break;
            }
            Err(Over) => break,
        };
        played.client_sent.push(message.clone());
        let heard = middle.pass(&message);
        played.server_heard.push(heard.clone());
        // The server until it waits, or is through.
        let step = match awaiting.take() {
            Some(awaiting) => awaiting.receive(&heard),
            None => match offer.start(name, Some(&heard), Entropy::new([1; 32])) {
                Ok(step) => step,
                Err(_) => return played,
            },
        };
        match server_turn(step, &mut played) {
            Ok((message, waits)) => {
                awaiting = Some(waits);
                played.server_sent.push(message.clone());
                let heard = middle.pass(&message);
                played.client_heard.push(heard.clone());
                let told = middle.claims_success();
                match if told { then.success(Some(&heard)) } else { then.receive(&heard) } {
                    Ok(step) => client = step,
                    Err(_) => break,
                }
            }
            Err(data) => {
                last_words(then, data, &mut middle, &mut played);
                return played;
            }
        }
    }
    if let Some(awaiting) = awaiting {
        left_alone(awaiting, &mut middle, &mut played);
    }
    played
}

/// The server is through: the client hears so, or what the middle makes of it.
fn last_words(then: AwaitingClient, data: Option<Vec<u8>>, middle: &mut Meddler<'_>, played: &mut Played) {
    let data = data.map(|data| middle.pass(&data));
    let step = if played.server.is_some() {
        then.success(data.as_deref())
    } else if middle.claims_success() {
        then.success(Some(&middle.speaks()))
    } else {
        match then.receive(&middle.speaks()) {
            // It answers a verifier with an empty message, and waits for a yes.
            Ok(Step::Send { then, .. }) => then.success(None),
            other => other,
        }
    };
    if let Ok(Step::Done(outcome)) = step {
        played.client = Some(outcome);
    }
}

/// The client is through: the server hears the middle alone, and is soon through as well.
fn left_alone(mut awaiting: AwaitingServer, middle: &mut Meddler<'_>, played: &mut Played) {
    for words in 0.. {
        assert!(words < ALONE, "steps: the server waits for ever");
        let message = middle.speaks();
        played.server_heard.push(message.clone());
        match server_turn(awaiting.receive(&message), played) {
            Ok((_, waits)) => awaiting = waits,
            Err(_) => return,
        }
    }
}

type Said = (Vec<u8>, AwaitingClient);

fn client_turn(scene: &Scene, mut step: client::Step) -> Result<Result<Said, Authenticated>, Over> {
    loop {
        step = match step {
            Step::Send { message, then } => {
                bounded(&message);
                return Ok(Ok((message.to_vec(), then)));
            }
            Step::Ask(client::Ask::Credentials(asked)) => {
                asked.answer(scene.credentials()).map_err(|_| Over)?
            }
            Step::Work(work) => {
                assert!(work.cost().get() <= ITERATIONS, "work: more than the limits allow");
                work.run().map_err(|_| Over)?
            }
            Step::Done(outcome) => return Ok(Err(outcome)),
            Step::Receive(_) | Step::Ask(_) => return Err(Over),
        }
    }
}

type Waits = (Vec<u8>, AwaitingServer);

/// What the server sends and waits for, or the data of its end.
fn server_turn(mut step: server::Step, played: &mut Played) -> Result<Waits, Option<Vec<u8>>> {
    loop {
        step = match step {
            Step::Send { message, then } => {
                bounded(&message);
                return Ok((message.to_vec(), then));
            }
            Step::Ask(server::Ask::Lookup(asked)) => asked.answer_with(|asked| find(asked.user())),
            // A directory that lets everybody act as everybody, so that what is asked for matters.
            Step::Ask(server::Ask::Authorize(asked)) => {
                played.server_proved = true;
                asked.answer_with(|asked| Decision::Grant {
                    account: asked.requested().unwrap_or(asked.authenticated()).into(),
                })
            }
            Step::Ask(other) => other.decline(),
            Step::Work(_) => panic!("work: a SCRAM server has none"),
            Step::Receive(never) => match never {},
            Step::Done(verdict) => {
                let accepted = verdict.accepted();
                let data = accepted.as_ref().and_then(|accepted| accepted.success_data().map(<[u8]>::to_vec));
                played.server = accepted;
                return Err(data);
            }
        }
    }
}

/// Nothing that is sent can be made long by the peer.
fn bounded(message: &[u8]) {
    assert!(message.len() <= 1100, "memory: a message of {} octets", message.len());
}
