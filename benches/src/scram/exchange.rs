//! A turn of one end's work; the other end is not timed.

use super::{
    account::Script,
    clock::{Turn, now},
    ends::{ClientEnd, ServerEnd},
};
use std::rc::Rc;

/// The number of exchanges in progress at once.
const BATCH: usize = 64;
/// The number of batches in a turn.
const BATCHES: usize = 12;

/// Returns the seconds for each exchange in a server, without the client's share.
pub fn server_turn<'a, E: ServerEnd + 'a>(end: E, script: &Rc<Script>) -> Turn<'a> {
    let script = Rc::clone(script);
    let firsts: Vec<Vec<u8>> = (0..BATCH).map(Script::client_first).collect();
    let mut replies: Vec<Vec<u8>> = (0..BATCH).map(|_| Vec::with_capacity(512)).collect();
    let mut waiting = Vec::with_capacity(BATCH);
    Box::new(move || {
        let mut seconds = 0.0;
        for _ in 0..BATCHES {
            replies.iter_mut().for_each(Vec::clear);
            let begin = now();
            for (first, reply) in firsts.iter().zip(&mut replies) {
                waiting.push(end.first(first, reply));
            }
            seconds += now() - begin;
            let pairs = firsts.iter().zip(&replies);
            let finals: Vec<Vec<u8>> =
                pairs.map(|(first, reply)| script.client_final(first, reply)).collect();
            replies.iter_mut().for_each(Vec::clear);
            let mut accepted = 0;
            let begin = now();
            for ((waiting, message), reply) in waiting.drain(..).zip(&finals).zip(&mut replies) {
                accepted += usize::from(end.last(waiting, message, reply));
            }
            seconds += now() - begin;
            if accepted != BATCH || !replies[0].starts_with(b"v=") {
                return None;
            }
        }
        Some(seconds / (BATCH * BATCHES) as f64)
    })
}

/// Returns the seconds for each exchange in a client, for this many exchanges, without the server's share.
pub fn client_turn<'a, E: ClientEnd + 'a>(end: E, script: &Rc<Script>, exchanges: usize) -> Turn<'a> {
    let script = Rc::clone(script);
    let batch = exchanges.min(BATCH);
    let buffers = || -> Vec<Vec<u8>> { (0..batch).map(|_| Vec::with_capacity(512)).collect() };
    let (mut firsts, mut finals) = (buffers(), buffers());
    let mut waiting = Vec::with_capacity(batch);
    let mut proving = Vec::with_capacity(batch);
    Box::new(move || {
        let mut seconds = 0.0;
        for _ in 0..exchanges / batch {
            firsts.iter_mut().chain(&mut finals).for_each(Vec::clear);
            let mut begin = now();
            for message in &mut firsts {
                waiting.push(end.begin(message));
            }
            seconds += now() - begin;
            let challenges: Vec<Vec<u8>> = firsts.iter().map(|first| Script::server_first(first)).collect();
            begin = now();
            for ((waiting, challenge), message) in waiting.drain(..).zip(&challenges).zip(&mut finals) {
                proving.push(end.answer(waiting, challenge, message));
            }
            seconds += now() - begin;
            let all = firsts.iter().zip(&challenges).zip(&finals);
            let proofs: Vec<Vec<u8>> =
                all.map(|((first, challenge), last)| script.server_final(first, challenge, last)).collect();
            let mut verified = 0;
            begin = now();
            for (waiting, proof) in proving.drain(..).zip(&proofs) {
                verified += usize::from(end.finish(waiting, proof));
            }
            seconds += now() - begin;
            if verified != batch {
                return None;
            }
        }
        Some(seconds / exchanges as f64)
    })
}
