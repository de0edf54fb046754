//! IMAP4rev1 (RFC 3501), as far as a real client needs it to log in and to find an empty INBOX.
mod authenticate;
mod command;
mod id;
mod idle;
mod mailbox;
mod read;
mod register;
mod serve;
mod state;

pub(super) use serve::run;
