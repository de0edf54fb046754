//! Metrics for Prometheus. Labels have a fixed set of values; no value comes from a client.
mod answer;
mod count;
mod listener;
mod load;

pub(crate) use count::{
    ALARMS, alarm, attempt_lost, connection, connection_refused, handshake_failed, key, line_dropped, login,
    login_refused, panicked,
};
pub(crate) use listener::Listener;
pub(crate) use load::{connection_given_up, message_refused, work, work_refused};
