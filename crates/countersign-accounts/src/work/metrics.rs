//! Metrics of the queues for work. Each of these is there from the start, at 0: an alarm needs something to compare with.
use metrics::{Unit, counter, describe_counter, describe_gauge, gauge};

const RUNNING: &str = "countersign_work_running";
const WAITING: &str = "countersign_work_waiting";
const MEMORY: &str = "countersign_work_memory_bytes";
const PEAK: &str = "countersign_work_memory_peak_bytes";
const REFUSED: &str = "countersign_work_refused_total";
const QUEUES: [&str; 2] = ["lookup", "hashing"];

/// Describes the metrics of this module to the recorder, and begins them.
pub fn describe_metrics() {
    describe_gauge!(RUNNING, "Running password lookups and hashes");
    describe_gauge!(WAITING, "Waiting password lookups and hashes");
    describe_gauge!(MEMORY, Unit::Bytes, "Memory of running hashes");
    describe_gauge!(PEAK, Unit::Bytes, "Peak memory of running hashes");
    describe_counter!(
        REFUSED,
        "Password lookups and hashes rejected because the queue was full or the wait too long"
    );
    for queue in QUEUES {
        work(queue, 0, 0, 0, 0);
        for reason in ["full", "late"] {
            counter!(REFUSED, "queue" => queue, "reason" => reason).absolute(0);
        }
    }
}

/// Sets the load of a queue.
pub(super) fn work(queue: &'static str, running: u32, waiting: u32, octets: u64, peak: u64) {
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
pub(super) fn work_refused(queue: &'static str, reason: &'static str) {
    counter!(REFUSED, "queue" => queue, "reason" => reason).increment(1);
}
