//! What becomes of attempts beside the logins: the log, and the database. A login hands its record over and does not wait,
//! whoever it is of.
mod batch;
mod recorder;
mod tell;

pub(crate) use recorder::Recorder;
