//! What is counted. Without `--metrics` all of it costs next to nothing.
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use std::time::Duration;

const ATTEMPTS: &str = "countersign_login_attempts_total";
const KEYS: &str = "countersign_keys_total";
const EXCHANGE: &str = "countersign_exchange_seconds";
const CONNECTIONS: &str = "countersign_connections_total";
const REFUSED: &str = "countersign_connections_refused_total";
const HELD: &str = "countersign_logins_refused_total";
const OPEN: &str = "countersign_connections_open";
const HANDSHAKES: &str = "countersign_tls_handshakes_failed_total";
const LOST: &str = "countersign_attempts_lost_total";
const ALARM: &str = "countersign_login_alarms_total";
const DROPPED: &str = "countersign_output_lines_dropped_total";
const PANICS: &str = "countersign_panics_total";

/// The reasons of [`ALARM`].
pub(crate) const ALARMS: [&str; 3] = ["binding-mismatch", "downgrade", "unavailable"];
const PROTOCOLS: [&str; 4] = ["imap", "submission", "pop3", "sieve"];
const LIMITS: [&str; 5] = ["account", "address", "challenges", "name", "sessions"];
const OUTPUTS: [&str; 2] = ["stdout", "stderr"];

/// What each of them is.
pub(super) fn describe() {
    describe_counter!(
        ATTEMPTS,
        "Login attempts, by protocol, mechanism, result and verified channel binding"
    );
    describe_counter!(
        KEYS,
        "Keys of clients that log nobody in, by the reason, and keys that were registered"
    );
    describe_histogram!(
        EXCHANGE,
        Unit::Seconds,
        "From the start of an exchange to its verdict, the client's share of it included"
    );
    describe_counter!(CONNECTIONS, "Connections that were accepted");
    describe_counter!(REFUSED, "Connections that the limits had no room for");
    describe_counter!(HELD, "Login attempts that the limits refused, by what there had been enough of");
    describe_gauge!(OPEN, "Connections that are open");
    describe_counter!(HANDSHAKES, "TLS handshakes that failed");
    describe_counter!(LOST, "Attempts that were too many to be written down");
    describe_counter!(ALARM, "Login attempts that an administrator has to look at, by the reason");
    describe_counter!(DROPPED, "Lines that were dropped because nothing read the output");
    describe_counter!(PANICS, "Panics: faults of this program");
}

/// Counters that rules look at begin at 0: of a series that begins with its first event, `increase()` is 0.
pub(super) fn begin() {
    counter!(LOST).increment(0);
    counter!(PANICS).increment(0);
    for output in OUTPUTS {
        counter!(DROPPED, "output" => output).increment(0);
    }
    for protocol in PROTOCOLS {
        for name in [CONNECTIONS, REFUSED, HANDSHAKES] {
            counter!(name, "protocol" => protocol).increment(0);
        }
        gauge!(OPEN, "protocol" => protocol).set(0.0);
        for limit in LIMITS {
            counter!(HELD, "protocol" => protocol, "limit" => limit).increment(0);
        }
        for alarm in ALARMS {
            counter!(ALARM, "protocol" => protocol, "result" => alarm).increment(0);
        }
    }
}

/// A login has its verdict. How long it took is not told apart by its result.
pub(crate) fn login(
    protocol: &'static str,
    mechanism: Option<&'static str>,
    result: String,
    binding: Option<&'static str>,
    took: Option<Duration>,
) {
    let (mechanism, binding) = (mechanism.unwrap_or("none"), binding.unwrap_or("none"));
    counter!(ATTEMPTS, "protocol" => protocol, "mechanism" => mechanism, "result" => result, "binding" => binding)
        .increment(1);
    if let Some(took) = took {
        histogram!(EXCHANGE, "protocol" => protocol, "mechanism" => mechanism).record(took.as_secs_f64());
    }
}

/// A key has logged nobody in, for this reason, or has been registered.
pub(crate) fn key(protocol: &'static str, result: String) {
    counter!(KEYS, "protocol" => protocol, "result" => result).increment(1);
}

/// A login has ended for one of the [`ALARMS`].
pub(crate) fn alarm(protocol: &'static str, result: String) {
    counter!(ALARM, "protocol" => protocol, "result" => result).increment(1);
}

/// A line was dropped.
pub(crate) fn line_dropped(output: &'static str) {
    counter!(DROPPED, "output" => output).increment(1);
}

/// A panic.
pub(crate) fn panicked() {
    counter!(PANICS).increment(1);
}

/// An attempt is in no record.
pub(crate) fn attempt_lost(count: u64) {
    counter!(LOST).increment(count);
}

/// A connection, from here to its end.
pub(crate) fn connection(protocol: &'static str) -> Open {
    counter!(CONNECTIONS, "protocol" => protocol).increment(1);
    gauge!(OPEN, "protocol" => protocol).increment(1);
    Open(protocol)
}

/// One that is open.
pub(crate) struct Open(&'static str);

impl Drop for Open {
    fn drop(&mut self) {
        gauge!(OPEN, "protocol" => self.0).decrement(1);
    }
}

/// There was no room for a connection.
pub(crate) fn connection_refused(protocol: &'static str) {
    counter!(REFUSED, "protocol" => protocol).increment(1);
}

/// A login was not let on: by what limit.
pub(crate) fn login_refused(protocol: &'static str, limit: &'static str) {
    counter!(HELD, "protocol" => protocol, "limit" => limit).increment(1);
}

/// A handshake has failed, or took too long.
pub(crate) fn handshake_failed(protocol: &'static str) {
    counter!(HANDSHAKES, "protocol" => protocol).increment(1);
}
