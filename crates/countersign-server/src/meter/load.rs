//! Metrics of the limits on memory, disk and connections. Each starts at 0, because alerts need a value to compare with.
use metrics::{counter, describe_counter};

const GIVEN_UP: &str = "countersign_connections_given_up_total";
const MESSAGES: &str = "countersign_messages_refused_total";
const HELD: &str = "countersign_logins_refused_total";

const PROTOCOLS: [&str; 4] = ["imap", "submission", "pop3", "sieve"];

/// Describes each metric.
pub(super) fn describe() {
    describe_counter!(GIVEN_UP, "Connections before login that were evicted in favour of others");
    describe_counter!(MESSAGES, "Rejected messages, by the exhausted resource");
    countersign_accounts::work::describe_metrics();
    for protocol in PROTOCOLS {
        counter!(GIVEN_UP, "protocol" => protocol).absolute(0);
        for limit in ["account", "challenges", "sessions"] {
            counter!(HELD, "protocol" => protocol, "limit" => limit).absolute(0);
        }
    }
    for reason in ["size", "memory", "spool"] {
        counter!(MESSAGES, "reason" => reason).absolute(0);
    }
}

/// Counts an evicted connection.
pub fn connection_given_up(protocol: &'static str) {
    counter!(GIVEN_UP, "protocol" => protocol).increment(1);
}

/// Counts a message that was too large, or for which a resource was exhausted.
pub fn message_refused(reason: &'static str) {
    counter!(MESSAGES, "reason" => reason).increment(1);
}
