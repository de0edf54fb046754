//! Submission (RFC 6409) over ESMTP, as far as a real client needs it to log in and to submit a message.
mod auth;
mod command;
mod data;
mod message;
mod serve;
mod transaction;

pub(super) use serve::run;
