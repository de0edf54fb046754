//! What is counted and timed, for Prometheus. Labels have values that this program knows; nothing that a client sends
//! becomes one.
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
