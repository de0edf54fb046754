//! A client process: it opens its connections, reports the results, and keeps them open until the next
//! instruction.
use super::{
    login::{self, Clients, MECHANISMS, Said},
    outlast,
    place::Place,
    server::USERS,
    stall::{self, Stall, Stalled},
    wire::{Trust, Wire},
};
use crate::random::Random;
use serde_json::json;
use std::{cell::RefCell, collections::BTreeMap, error::Error, io, rc::Rc, time::Duration};
use tokio::{
    sync::Semaphore,
    task::{JoinSet, LocalSet},
    time::timeout,
};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Number of connections
    #[arg(long)]
    count: u32,
    /// Log in on none of them
    #[arg(long)]
    stalling: bool,
    #[arg(long)]
    seed: u64,
}

/// The number of connections that are opened at a time.
const AT_A_TIME: usize = 64;
/// The number of failures that are reported in detail.
const TOLD: usize = 3;

/// The shared data of the tasks.
struct Shared {
    place: Place,
    trust: Trust,
    clients: Clients,
    turn: Semaphore,
    done: RefCell<Done>,
}

/// The results so far.
#[derive(Default)]
struct Done {
    stalled: Vec<(Stall, Stalled)>,
    /// The accepted correct logins and the rejected wrong ones, whose connections stay open.
    right: Vec<Wire>,
    wrong: Vec<Wire>,
    failures: Vec<String>,
}

pub fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments { place, count, stalling, seed } = arguments;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let trust = Trust::new(&place.authority)?;
    let (turn, done) = (Semaphore::new(AT_A_TIME), RefCell::default());
    let shared = Rc::new(Shared { place, trust, clients: Clients::new(), turn, done });
    LocalSet::new().block_on(&runtime, async {
        let mut tasks = JoinSet::new();
        for number in 0..count {
            tasks.spawn_local(one(Rc::clone(&shared), seed, number, stalling));
        }
        while tasks.join_next().await.is_some() {}
    });
    let done = shared.done.take();
    println!(
        "{}",
        json!({
            "stalled": done.stalled.len(), "right": done.right.len(), "wrong": done.wrong.len(),
            "failed": done.failures.len(), "failures": done.failures[..done.failures.len().min(TOLD)],
        })
    );
    let mut told = String::new();
    io::stdin().read_line(&mut told)?;
    if let Some(seconds) = told.trim().strip_prefix("outwait ") {
        let limit = Duration::from_secs(seconds.parse()?);
        println!("{}", LocalSet::new().block_on(&runtime, outwait(done.stalled, limit)));
    }
    Ok(())
}

/// Opens one connection.
async fn one(shared: Rc<Shared>, seed: u64, number: u32, stalling: bool) {
    let Ok(_turn) = shared.turn.acquire().await else { return };
    let mut random = Random::new(seed, number.into());
    let stall = stall::ALL[(number / 2) as usize % stall::ALL.len()];
    let mechanism = MECHANISMS[(number / 2) as usize % MECHANISMS.len()];
    if stalling || number.is_multiple_of(2) {
        let stall = if stalling { stall::ALL[number as usize % stall::ALL.len()] } else { stall };
        let reached = stall.reach(&shared.place, &shared.trust, &shared.clients).await;
        let mut done = shared.done.borrow_mut();
        match reached {
            Ok(stalled) => done.stalled.push((stall, stalled)),
            Err(error) => done.failures.push(format!("{stall:?}: {error}")),
        }
        return;
    }
    let (user, password) = random.pick(&USERS);
    let is_right = random.below(2) == 0;
    let attempt = match (is_right, random.below(2)) {
        (true, _) => Attempt { user: user.into(), password: password.into(), mechanism },
        (false, 0) => Attempt { user: user.into(), password: format!("{password}!"), mechanism },
        (false, _) => Attempt { user: format!("nobody{number}"), password: password.into(), mechanism },
    };
    let said = attempt.make(&shared.place, &shared.trust, &shared.clients, is_right).await;
    let mut done = shared.done.borrow_mut();
    match (said, is_right) {
        (Ok((Said::Yes, wire)), true) => done.right.push(wire),
        (Ok((Said::No, wire)), false) => done.wrong.push(wire),
        (Ok((said, _)), _) => done.failures.push(format!("{mechanism}, right: {is_right}; {said:?}")),
        (Err(error), _) => done.failures.push(format!("{mechanism}, right: {is_right}: {error}")),
    }
}

/// A login attempt.
pub struct Attempt {
    pub user: String,
    pub password: String,
    pub mechanism: &'static str,
}

impl Attempt {
    /// Logs in on a new connection, which stays open.
    pub async fn make(
        self,
        place: &Place,
        trust: &Trust,
        clients: &Clients,
        is_right: bool,
    ) -> io::Result<(Said, Wire)> {
        let Self { user, password, mechanism } = self;
        let (mut wire, greeting) = stall::imap(place, trust).await?;
        let kept = clients.keys(&user, mechanism).filter(|_| is_right);
        let credentials = login::credentials(&user, &password, kept);
        let step = clients.begin(&wire, &greeting, mechanism)?;
        let (said, keys) = login::log_in(&mut wire, &greeting, mechanism, step, credentials).await?;
        if said == Said::Yes {
            clients.keep(&user, mechanism, keys);
        }
        Ok((said, wire))
    }
}

/// Returns the numbers of stalled connections that the server has closed and has not closed, by their state.
async fn outwait(stalled: Vec<(Stall, Stalled)>, limit: Duration) -> serde_json::Value {
    let mut tasks = JoinSet::new();
    for (stall, connection) in stalled.into_iter().filter(|(stall, _)| stall.is_ended()) {
        tasks.spawn_local(async move { (stall, timeout(limit, outlast::ended(stall, connection)).await) });
    }
    let (mut ended, mut open) = (0, BTreeMap::<String, u32>::new());
    while let Some(Ok((stall, outcome))) = tasks.join_next().await {
        match outcome {
            Ok(Ok(())) => ended += 1,
            _ => *open.entry(format!("{stall:?}")).or_default() += 1,
        }
    }
    json!({ "ended": ended, "open": open })
}
