//! A round of all peers, several at a time: most of a login is waiting for somebody.
use crate::{
    bench::Bench,
    cell::{Credential, Row, State},
    entry::{Entry, Peer},
    install,
    matrix::Matrix,
    peer::bound::HEADERS,
    say,
};
use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// A row, and what came of its two cells.
type Tried = (Row, State, State);

/// How many peers there are at a time.
const TOGETHER: usize = 3;

/// Every cell of these peers, in their order.
pub(crate) fn all(entries: &[&Entry], bench: &Bench) -> Matrix {
    // One after the other, before anybody logs in: there is one apt, and what it installs is not to change under a peer.
    let mut waiting: Vec<(usize, &Entry, Result<(), String>)> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        waiting.push((at, entry, install::install(entry.packages, entry.programs)));
    }
    // So is what has to be built. If it cannot be, those who want it say so.
    if entries.iter().any(|entry| entry.packages.contains(&HEADERS[0])) {
        let _ = bench.with_openssl();
    }
    // Who takes longest begins, so that nobody is left alone at the end.
    waiting.sort_by_key(|(_, entry, _)| std::cmp::Reverse((entry.rows)().len() * entry.slow));
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..TOGETHER {
            scope.spawn(|| {
                while let Some((at, entry, here)) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tried = all_cells(entry, here.clone(), bench);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((*at, *entry, tried));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, ..)| *at);
    let mut matrix = Matrix::default();
    for (_, entry, tried) in &done {
        tried.iter().for_each(|(row, right, wrong)| matrix.add(entry, row, right, wrong));
    }
    matrix
}

/// Every cell of a peer. A peer that is not to be had is red all over.
fn all_cells(entry: &Entry, here: Result<(), String>, bench: &Bench) -> Vec<Tried> {
    let start = Instant::now();
    let mut peer = here
        .and_then(|()| (entry.open)(bench))
        .map_err(|why| format!("{} is not to be had: {why}", entry.name));
    let mut tried = Vec::new();
    for row in (entry.rows)() {
        let mut state = |credential| cell(entry, &mut peer, &row, credential);
        let (right, wrong) = (state(Credential::Right), state(Credential::Wrong));
        tried.push((row, right, wrong));
    }
    drop(peer);
    say(&format!("{:24} all rows in {}", entry.direction(), seconds(start.elapsed())));
    tried
}

fn cell(entry: &Entry, peer: &mut Result<Box<dyn Peer>, String>, row: &Row, credential: Credential) -> State {
    let start = Instant::now();
    let seen = peer.as_mut().map_err(|why| why.clone()).and_then(|peer| peer.attempt(row, credential));
    let took = seconds(start.elapsed());
    let state = seen.map_or_else(State::Red, |seen| row.want(credential).judge(&seen));
    let word = match &state {
        State::Green => "green".into(),
        State::Explained(why) => format!("explained: {why}"),
        State::Red(why) => format!("RED: {why}"),
    };
    let (who, how) = (entry.direction(), format!("{} {}", row.mechanism, row.variant));
    let (protocol, tls, credential) = (row.protocol, row.tls, credential.name());
    say(&format!("{who:24} {protocol:11} {tls:12} {:32} {credential:5} {took:>6}  {word}", how.trim()));
    state
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f32())
}
