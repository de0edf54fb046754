//! Eviction of connections before login.
use super::attempt::{Attempt, Report};
use crate::meter;
use countersign_limits::Limits;
use std::io;

/// Reports a handshake that did not complete.
pub(super) fn report_handshake(limits: &Limits, report: &Report, attempt: &Attempt, why: &io::Error) {
    if why.kind() == io::ErrorKind::QuotaExceeded {
        return report_eviction(limits, report, attempt);
    }
    meter::handshake_failed(attempt.protocol);
}

/// Reports an evicted connection, at powers of two only, to keep the log short.
pub(super) fn report_eviction(limits: &Limits, report: &Report, attempt: &Attempt) {
    meter::connection_given_up(attempt.protocol);
    let seen = limits.give_up();
    if seen.is_power_of_two() {
        report(&attempt.clone().evicted(seen));
    }
}
