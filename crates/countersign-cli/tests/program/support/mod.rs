//! What the tests have in common: both ends of a connection, and the program at one of them.
mod authority;
mod commands;
mod data;
mod fake;
mod keys;
mod login;
mod metrics;
mod postgres;
mod protocol;
mod refusal;
mod scram;
mod serve;
mod spawn;
mod wire;

pub(crate) use authority::{CertificateAuthority, Certified};
pub(crate) use data::Data;
pub(crate) use fake::{Fake, Identity, greet, hello, list};
pub(crate) use keys::{Key, plain};
pub(crate) use login::{Said, command, demonstration, login, output};
pub(crate) use metrics::{metric, scrape, value};
pub(crate) use protocol::{ALL, IMPLICIT, Protocol};
pub(crate) use refusal::{
    BAD_CREDENTIALS, CANCELLED, LOGGED_IN, MALFORMED, NEEDS_TLS, NOT_OFFERED, Reply, TOO_LONG, UNAVAILABLE,
    UNDECODABLE, refused,
};
pub(crate) use scram::{Accounts, base64, client_first, client_first_of, octets, wrong_final};
pub(crate) use serve::Serve;
pub(crate) use wire::Wire;

use std::{
    thread,
    time::{Duration, Instant},
};

/// The longest wait. Anything longer counts as a hang.
pub(crate) const BOUND: Duration = Duration::from_secs(30);

/// Continues without TLS.
pub(crate) const PLAINTEXT: &[&str] = &["--plaintext"];
pub(crate) const USER: &str = "alice";
pub(crate) const PASSWORD: &str = "wonderland";

/// Waits until this is so.
#[track_caller]
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < BOUND, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
