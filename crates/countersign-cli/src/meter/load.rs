//! Metrics of the limits on memory, disk and connections. Each starts at 0, because alerts need a value to compare with.
use metrics::{Unit, counter, describe_counter, describe_gauge, gauge};

const RUNNING: &str = "countersign_work_running";
const WAITING: &str = "countersign_work_waiting";
const MEMORY: &str = "countersign_work_memory_bytes";
const PEAK: &str = "countersign_work_memory_peak_bytes";
const REFUSED: &str = "countersign_work_refused_total";
const GIVEN_UP: &str = "countersign_connections_given_up_total";
const MESSAGES: &str = "countersign_messages_refused_total";
const HELD: &str = "countersign_logins_refused_total";

const QUEUES: [&str; 2] = ["lookup", "hashing"];
const PROTOCOLS: [&str; 4] = ["imap", "submission", "pop3", "sieve"];

/// Describes each metric.
pub(super) fn describe() {
    describe_gauge!(RUNNING, "Running password lookups and hashes");
    describe_gauge!(WAITING, "Waiting password lookups and hashes");
    describe_gauge!(MEMORY, Unit::Bytes, "Memory of running hashes");
    describe_gauge!(PEAK, Unit::Bytes, "Peak memory of running hashes");
    describe_counter!(
        REFUSED,
        "Password lookups and hashes rejected because the queue was full or the wait too long"
    );
    describe_counter!(GIVEN_UP, "Connections before login that were evicted in favour of others");
    describe_counter!(MESSAGES, "Rejected messages, by the exhausted resource");
    for queue in QUEUES {
        work(queue, 0, 0, 0, 0);
        for reason in ["full", "late"] {
            counter!(REFUSED, "queue" => queue, "reason" => reason).absolute(0);
        }
    }
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

/// Sets the load of a queue.
pub(crate) fn work(queue: &'static str, running: u32, waiting: u32, octets: u64, peak: u64) {
    gauge!(RUNNING, "queue" => queue).set(running);
    gauge!(WAITING, "queue" => queue).set(waiting);
    if queue == "hashing" {
        #[expect(clippy::cast_precision_loss, reason = "a gauge is a floating-point number")]
        let as_number = |octets: u64| octets as f64;
        gauge!(MEMORY).set(as_number(octets));
        gauge!(PEAK).set(as_number(peak));
    }
}

/// Counts work that was rejected: the queue was full, or the wait too long.
pub(crate) fn work_refused(queue: &'static str, reason: &'static str) {
    counter!(REFUSED, "queue" => queue, "reason" => reason).increment(1);
}

/// Counts an evicted connection.
pub(crate) fn connection_given_up(protocol: &'static str) {
    counter!(GIVEN_UP, "protocol" => protocol).increment(1);
}

/// Counts a message that was too large, or for which a resource was exhausted.
pub(crate) fn message_refused(reason: &'static str) {
    counter!(MESSAGES, "reason" => reason).increment(1);
}
