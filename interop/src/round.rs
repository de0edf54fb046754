//! A run of all peers, several at a time, because a login consists mostly of waiting.
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

/// A row with the results of its two cells.
type Tried = (Row, State, State);

/// The number of parts of peers that run at a time.
const TOGETHER: usize = 6;

/// The maximum number of rows of one peer that run one after the other, if none of them is slow.
const ROWS: usize = 24;

/// The work of one thread: some rows of a peer.
struct Part<'a> {
    /// The index of the peer.
    at: usize,
    entry: &'a Entry,
    /// The index of the part.
    number: usize,
    here: Result<(), String>,
    /// The rows with their indexes.
    rows: Vec<(usize, Row)>,
}

/// Returns every cell of these peers, in order.
pub(crate) fn all(entries: &[&Entry], bench: &Bench) -> Matrix {
    // Done one after the other before the logins, because there is one apt and installations must not disturb a
    // running peer.
    let mut waiting = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let here = install::install(entry.packages, entry.programs);
        waiting.extend(parts(at, entry, &here));
    }
    // Likewise for builds. If one fails, the peers that need it report the error.
    if entries.iter().any(|entry| entry.packages.contains(&HEADERS[0])) {
        let _ = bench.with_openssl();
    }
    // The slowest start first, to balance the load.
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

/// Splits a peer. Our server can run several times, other servers only once.
fn parts<'a>(at: usize, entry: &'a Entry, here: &Result<(), String>) -> Vec<Part<'a>> {
    let rows: Vec<(usize, Row)> = (entry.rows)().into_iter().enumerate().collect();
    let count = if entry.server == Server::Ours { (rows.len() * entry.slow).div_ceil(ROWS) } else { 1 };
    let part = |number| {
        let rows = rows.iter().filter(|(place, _)| place % count == number).cloned().collect();
        Part { at, entry, number, here: here.clone(), rows }
    };
    (0..count).map(part).collect()
}

/// Runs the cells of these rows. If a peer is not available, all are red.
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
