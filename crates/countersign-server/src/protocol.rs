//! The protocols around a login, and their differences.
use super::sieve;
use crate::{Conversation, Ended};
use countersign::{
    mail::{self, Reason, line},
    sasl::Profile,
};
use countersign_tokio::net::Line;

/// The protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Protocol {
    /// IMAP (RFC 9051).
    Imap,
    /// Message submission (RFC 6409).
    Submission,
    /// POP3 (RFC 1939).
    Pop3,
    /// ManageSieve (RFC 5804).
    Sieve,
}

impl Protocol {
    /// Returns the name in audit records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Submission => "submission",
            Self::Pop3 => "pop3",
            Self::Sieve => "sieve",
        }
    }
    /// Returns the same protocol in the terms of `sasl-mail`.
    pub(super) const fn of_mail(self) -> mail::Protocol {
        match self {
            Self::Imap => mail::Protocol::Imap,
            Self::Submission => mail::Protocol::Submission,
            Self::Pop3 => mail::Protocol::Pop3,
            Self::Sieve => mail::Protocol::ManageSieve,
        }
    }

    pub(super) const fn profile(self) -> Profile {
        match self {
            Self::Imap | Self::Submission | Self::Pop3 => Profile::MAIL,
            Self::Sieve => Profile::SIEVE,
        }
    }

    /// Formats a challenge.
    pub(super) fn challenge(self, message: &[u8]) -> String {
        match self {
            Self::Imap => mail::imap::server::challenge(message),
            Self::Submission => mail::smtp::server::challenge(message),
            Self::Pop3 => mail::pop3::server::challenge(message),
            Self::Sieve => mail::sieve::server::challenge(message),
        }
    }

    /// Reads the client's response to a challenge.
    pub(super) async fn response(
        self,
        conversation: &mut Conversation,
        limit: usize,
    ) -> Result<line::Line, Ended> {
        if self == Self::Sieve {
            return sieve::response(conversation, limit).await;
        }
        Ok(match conversation.read(limit).await? {
            Line::Text(text) => line::Line::read(&text, limit),
            Line::TooLong(_) => line::Line::TooLong,
            Line::BareLf(_) => line::Line::Undecodable,
        })
    }

    /// Formats the end of a connection by the server, with a text that can be quoted.
    fn goodbye(self, text: &str) -> String {
        match self {
            Self::Imap => format!("* BYE {text}\r\n"),
            Self::Submission => format!("421 4.7.0 {text}\r\n"),
            Self::Pop3 => format!("-ERR {text}\r\n"),
            Self::Sieve => format!("BYE \"{text}\"\r\n"),
        }
    }

    /// Returns the farewell of a session that does not end by the client's command.
    pub(super) fn farewell(self, why: &Ended) -> String {
        const SILENT: &str = "Idle for too long";
        const STOPPING: &str = "The server is stopping";
        const UNAVAILABLE: &str = "Account database unavailable; try again later";
        const CROWDED: &str = "Too many connections; try again later";
        const REVOKED: &str = "The account has changed; log in again";
        match (self, why) {
            (_, Ended::Closed) => String::new(),
            (protocol, Ended::Http) => protocol.goodbye("Not an HTTP server"),
            (protocol, Ended::Unreadable) => protocol.goodbye("Cannot parse what follows"),
            (protocol, Ended::TooMany) => protocol.goodbye("Too many attempts"),
            (Self::Imap, Ended::Silent) => format!("* BYE {SILENT}\r\n"),
            (Self::Imap, Ended::Endless) => {
                mail::imap::server::reply(Reason::TooLong).line("*") + "* BYE Line too long\r\n"
            }
            (Self::Imap, Ended::Unavailable) => format!("* BYE [UNAVAILABLE] {UNAVAILABLE}\r\n"),
            (Self::Submission, Ended::Unavailable) => format!("421 4.3.0 {UNAVAILABLE}\r\n"),
            (Self::Pop3, Ended::Unavailable) => format!("-ERR [SYS/TEMP] {UNAVAILABLE}\r\n"),
            (Self::Sieve, Ended::Unavailable) => format!("BYE (TRYLATER) \"{UNAVAILABLE}\"\r\n"),
            (Self::Imap, Ended::Crowded) => format!("* BYE [UNAVAILABLE] {CROWDED}\r\n"),
            (Self::Imap, Ended::Revoked) => format!("* BYE {REVOKED}\r\n"),
            (Self::Imap, Ended::Stopping) => format!("* BYE {STOPPING}\r\n"),
            (Self::Submission, Ended::Silent) => format!("421 4.4.2 {SILENT}\r\n"),
            (Self::Submission, Ended::Endless) => mail::smtp::server::reply(Reason::TooLong).line(),
            (Self::Submission, Ended::Crowded) => format!("421 4.3.2 {CROWDED}\r\n"),
            (Self::Submission, Ended::Revoked) => format!("421 4.7.0 {REVOKED}\r\n"),
            (Self::Submission, Ended::Stopping) => format!("421 4.3.2 {STOPPING}\r\n"),
            // RFC 1939 section 3: an idle client is disconnected without a reply.
            (Self::Pop3, Ended::Silent) => String::new(),
            (Self::Pop3, Ended::Endless) => mail::pop3::server::reply(Reason::TooLong).line(),
            (Self::Pop3, Ended::Crowded) => format!("-ERR [SYS/TEMP] {CROWDED}\r\n"),
            (Self::Pop3, Ended::Revoked) => format!("-ERR [AUTH] {REVOKED}\r\n"),
            (Self::Pop3, Ended::Stopping) => format!("-ERR [SYS/TEMP] {STOPPING}\r\n"),
            (Self::Sieve, Ended::Silent) => format!("BYE \"{SILENT}\"\r\n"),
            (Self::Sieve, Ended::Endless) => "BYE \"Line too long\"\r\n".into(),
            (Self::Sieve, Ended::Crowded) => format!("BYE (TRYLATER) \"{CROWDED}\"\r\n"),
            (Self::Sieve, Ended::Revoked) => format!("BYE \"{REVOKED}\"\r\n"),
            (Self::Sieve, Ended::Stopping) => format!("BYE (TRYLATER) \"{STOPPING}\"\r\n"),
        }
    }
}
