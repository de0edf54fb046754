//! Metrics for Prometheus. Labels have a fixed set of values; no value comes from a client.
mod answer;
mod count;
mod listener;
mod load;

pub use count::{
    ALARMS, alarm, attempt_lost, connection, connection_refused, handshake_failed, key, line_dropped, login,
    login_refused, panicked,
};
pub use listener::Listener;
pub use load::{connection_given_up, message_refused};
