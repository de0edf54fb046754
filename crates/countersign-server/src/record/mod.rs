//! Processing of attempts outside the login: the log and the database. A login queues its audit record and does not wait,
//! whatever its result.
mod log;
mod noted;
mod recorder;

pub use recorder::Recorder;
