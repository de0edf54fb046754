//! Connections before login that are ended to make room for others.
use super::attempt::{Attempt, Report};
use crate::{limits::Limits, meter};
use std::io;

/// A handshake has not come to its end.
pub(super) fn tell_of_handshake(limits: &Limits, report: &Report, attempt: &Attempt, why: &io::Error) {
    if why.kind() == io::ErrorKind::QuotaExceeded {
        return tell_of_given_up(limits, report, attempt);
    }
    meter::handshake_failed(attempt.protocol);
}

/// A connection had to go. Not each of them is told: they must not fill the log.
pub(super) fn tell_of_given_up(limits: &Limits, report: &Report, attempt: &Attempt) {
    meter::connection_given_up(attempt.protocol);
    let seen = limits.give_up();
    if seen.is_power_of_two() {
        report(&attempt.clone().gave_way(seen));
    }
}
