//! Counts allocations, in a separate program because counting is slow. It prints names and numbers.
//!
//! - `scram-allocations`: those of a server's exchange;
//! - `scram-held`: the octets of an exchange that waits for the client's proof, handle and heap;
//! - `key-octets`: those allocated for a client's key and its fingerprint.

#[path = "../scram/account.rs"]
mod account;
#[path = "../scram/ends.rs"]
mod ends;
#[path = "../scram/ours.rs"]
mod ours;

use account::Script;
use allocation_counter::measure;
use ends::{ClientEnd, ServerEnd};
use ours::{OurClient, OurServer};
use sasl_core::{Awaiting, Server};
use sasl_scram::Forms;
use std::hint::black_box;
use tls_pubkey_auth::Spki;

const CERTIFICATE: &[u8] = include_bytes!("../../../crates/tls-pubkey-auth/tests/certificates/p256.der");

fn main() {
    let used = measure(|| {
        black_box(Spki::from_certificate(black_box(CERTIFICATE)).map(|spki| (spki.fingerprint(), spki)).ok());
    });
    println!("key-octets {}", used.bytes_total);
    scram();
}

fn scram() {
    let script = Script::new();
    let server = OurServer::new(&script, Forms::One);
    let client = OurClient::with_keys(&script);
    let deriving = OurClient::deriving();
    let mut buffers = [Vec::with_capacity(512), Vec::with_capacity(512)];
    // Once to warm up: the random number generator is created at its first use.
    assert!(ends::whole(&server, &deriving, &mut buffers));
    assert!(ends::whole(&server, &client, &mut buffers));

    let [to, from] = &mut buffers;
    [&mut *to, &mut *from].into_iter().for_each(Vec::clear);
    let speaking = client.begin(to);
    let mut listening = None;
    let first = measure(|| listening = Some(server.first(to, from)));
    to.clear();
    let speaking = client.answer(speaking, from, to);
    from.clear();
    let mut accepted = false;
    let listening = listening.expect("a challenge");
    let last = measure(|| accepted = server.last(listening, to, from));
    assert!(accepted && client.finish(speaking, from));
    println!("scram-allocations {}", first.count_total + last.count_total);
    println!("scram-held {}", held(first.bytes_current));
}

fn held(heap: i64) -> usize {
    usize::try_from(heap).expect("more is held than before") + size_of::<Awaiting<Server>>()
}
