//! A round of all peers, several at a time: most of a login is waiting for somebody.
use crate::{
    bench::Bench,
    cell::{Credential, Row, Server, State},
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

/// How many parts of peers are at work at a time.
const TOGETHER: usize = 6;

/// How many rows of one peer are at most tried one after the other, if none of them is slow.
const ROWS: usize = 24;

/// What one thread does at a time: some of the rows of a peer.
struct Part<'a> {
    /// Where the peer stands among the others.
    at: usize,
    entry: &'a Entry,
    /// Which of its parts this is.
    number: usize,
    here: Result<(), String>,
    /// The rows, with their places.
    rows: Vec<(usize, Row)>,
}

/// Every cell of these peers, in their order.
pub(crate) fn all(entries: &[&Entry], bench: &Bench) -> Matrix {
    // One after the other, before anybody logs in: there is one apt, and what it installs is not to change under a peer.
    let mut waiting = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let here = install::install(entry.packages, entry.programs);
        waiting.extend(parts(at, entry, &here));
    }
    // So is what has to be built. If it cannot be, those who want it say so.
    if entries.iter().any(|entry| entry.packages.contains(&HEADERS[0])) {
        let _ = bench.with_openssl();
    }
    // Who takes longest begins, so that nobody is left alone at the end.
    waiting.sort_by_key(|part| std::cmp::Reverse(part.rows.len() * part.entry.slow));
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..TOGETHER {
            scope.spawn(|| {
                while let Some(part) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tried = all_cells(part, bench).into_iter();
                    let tried = tried.map(|(row, tried)| ((part.at, row), part.entry, tried));
                    done.lock().unwrap_or_else(PoisonError::into_inner).extend(tried);
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(place, ..)| *place);
    let mut matrix = Matrix::default();
    for (_, entry, (row, right, wrong)) in &done {
        matrix.add(entry, row, right, wrong);
    }
    matrix
}

/// Our server can be there as often as there is need for it; theirs are there once.
fn parts<'a>(at: usize, entry: &'a Entry, here: &Result<(), String>) -> Vec<Part<'a>> {
    let rows: Vec<(usize, Row)> = (entry.rows)().into_iter().enumerate().collect();
    let count = if entry.server == Server::Ours { (rows.len() * entry.slow).div_ceil(ROWS) } else { 1 };
    let part = |number| {
        let rows = rows.iter().filter(|(place, _)| place % count == number).cloned().collect();
        Part { at, entry, number, here: here.clone(), rows }
    };
    (0..count).map(part).collect()
}

/// The cells of these rows. A peer that is not to be had is red all over.
fn all_cells(part: &Part<'_>, bench: &Bench) -> Vec<(usize, Tried)> {
    let start = Instant::now();
    let entry = part.entry;
    let open = || bench.part(part.number).and_then(|bench| (entry.open)(&bench));
    let mut peer = part
        .here
        .clone()
        .and_then(|()| open())
        .map_err(|why| format!("{} is not to be had: {why}", entry.name));
    let mut tried = Vec::new();
    for (place, row) in &part.rows {
        let mut state = |credential| cell(entry, &mut peer, row, credential);
        let (right, wrong) = (state(Credential::Right), state(Credential::Wrong));
        tried.push((*place, (row.clone(), right, wrong)));
    }
    drop(peer);
    let (who, rows) = (entry.direction(), part.rows.len());
    say(&format!("{who:24} part {}, {rows} rows in {}", part.number + 1, seconds(start.elapsed())));
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
