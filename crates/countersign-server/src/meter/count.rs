//! The metrics. Without `--metrics` they cost next to nothing.
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

/// The reasons that the metric of alarms counts.
pub const ALARMS: [&str; 3] = ["binding-mismatch", "downgrade", "unavailable"];
const PROTOCOLS: [&str; 4] = ["imap", "submission", "pop3", "sieve"];
const LIMITS: [&str; 5] = ["account", "address", "challenges", "name", "sessions"];
const OUTPUTS: [&str; 2] = ["stdout", "stderr"];

/// Describes each metric.
pub(super) fn describe() {
    describe_counter!(
        ATTEMPTS,
        "Login attempts, by protocol, mechanism, result and verified channel binding"
    );
    describe_counter!(KEYS, "Client keys that were not accepted, by reason, and registered keys");
    describe_histogram!(
        EXCHANGE,
        Unit::Seconds,
        "Time from the start of an exchange to its verdict, including the client's"
    );
    describe_counter!(CONNECTIONS, "Accepted connections");
    describe_counter!(REFUSED, "Connections rejected by the limits");
    describe_counter!(HELD, "Login attempts rejected by the limits, by limit");
    describe_gauge!(OPEN, "Open connections");
    describe_counter!(HANDSHAKES, "Failed TLS handshakes");
    describe_counter!(LOST, "Login attempts missing from the audit log because its queue was full");
    describe_counter!(ALARM, "Login attempts that need an administrator's attention, by reason");
    describe_counter!(DROPPED, "Output lines dropped because the output was not read");
    describe_counter!(PANICS, "Panics: bugs of this program");
}

/// Counters used by alert rules start at 0: `increase()` of a series that begins with its first event is 0.
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

/// Counts a login with its verdict. Durations are not labelled by result.
pub fn login(
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

/// Counts a key that was not accepted, by reason, or that was registered.
pub fn key(protocol: &'static str, result: String) {
    counter!(KEYS, "protocol" => protocol, "result" => result).increment(1);
}

/// Counts a login that ended for one of the [`ALARMS`].
pub fn alarm(protocol: &'static str, result: String) {
    counter!(ALARM, "protocol" => protocol, "result" => result).increment(1);
}

/// Counts a dropped line.
pub fn line_dropped(output: &'static str) {
    counter!(DROPPED, "output" => output).increment(1);
}

/// Counts a panic.
pub fn panicked() {
    counter!(PANICS).increment(1);
}

/// Counts attempts missing from the audit log.
pub fn attempt_lost(count: u64) {
    counter!(LOST).increment(count);
}

/// Counts a connection until its end.
pub fn connection(protocol: &'static str) -> Open {
    counter!(CONNECTIONS, "protocol" => protocol).increment(1);
    gauge!(OPEN, "protocol" => protocol).increment(1);
    Open(protocol)
}

/// An open connection.
#[derive(Debug)]
pub struct Open(&'static str);

impl Drop for Open {
    fn drop(&mut self) {
        gauge!(OPEN, "protocol" => self.0).decrement(1);
    }
}

/// Counts a connection rejected by the limits.
pub fn connection_refused(protocol: &'static str) {
    counter!(REFUSED, "protocol" => protocol).increment(1);
}

/// Counts a login rejected by a limit.
pub fn login_refused(protocol: &'static str, limit: &'static str) {
    counter!(HELD, "protocol" => protocol, "limit" => limit).increment(1);
}

/// Counts a failed or timed-out handshake.
pub fn handshake_failed(protocol: &'static str) {
    counter!(HANDSHAKES, "protocol" => protocol).increment(1);
}
