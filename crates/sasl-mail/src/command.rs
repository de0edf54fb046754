//! The command that starts an exchange.
use crate::line;
use alloc::string::String;
use core::fmt;
use zeroize::Zeroizing;

/// The first line of a client, with its initial response.
#[non_exhaustive]
pub struct Command {
    /// The line with its CRLF. It can contain a password and is wiped when dropped.
    pub line: Zeroizing<String>,
    /// The position of the initial response.
    pub initial: InitialResponse,
    /// The line that answers the server's empty challenge, if the initial response is
    /// [`Deferred`](InitialResponse::Deferred).
    pub deferred: Option<Zeroizing<String>>,
}

/// The position of the initial response (RFC 4422 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitialResponse {
    /// There is none, because the server sends the first message.
    Absent,
    /// In the command. The server's next line answers it.
    Inline,
    /// Not sent yet, because the command has no space for it. Wait for the server's challenge, which must be
    /// empty, and answer it with [`Command::deferred`].
    Deferred,
}

/// The error for an invalid argument of a command. Nothing was encoded.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadArgument {
    /// The tag is invalid (RFC 9051 section 9).
    Tag,
    /// The name of the mechanism is invalid (RFC 4422 section 3.1).
    Name,
}

/// Writes `<verb> <name> [initial response]`, with the response if the line is then at most `limit` octets long.
pub(crate) fn build(
    verb: &[&str],
    name: &str,
    initial: Option<&[u8]>,
    limit: usize,
) -> Result<Command, BadArgument> {
    if !sasl_core::mechanism::is_mechanism_name(name) {
        return Err(BadArgument::Name);
    }
    let verb = verb.join(" ");
    let bare = verb.len().saturating_add(name.len()).saturating_add(" \r\n".len());
    let length = |message| bare.saturating_add(" ".len()).saturating_add(line::initial_length(message));
    let inline = initial.filter(|message| length(message) <= limit);

    let mut text = Zeroizing::new(String::with_capacity(inline.map_or(bare, length)));
    text.push_str(&verb);
    text.push(' ');
    text.push_str(name);
    if let Some(message) = inline {
        text.push(' ');
        line::push_initial(&mut text, message);
    }
    text.push_str("\r\n");
    let (initial, held) = match (initial, inline) {
        (None, _) => (InitialResponse::Absent, None),
        (Some(_), Some(_)) => (InitialResponse::Inline, None),
        (Some(message), None) => (InitialResponse::Deferred, Some(line::response(message))),
    };
    Ok(Command { line: text, initial, deferred: held })
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Command").field("initial", &self.initial).finish_non_exhaustive()
    }
}

impl fmt::Display for BadArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tag => "not a valid tag",
            Self::Name => "not a valid mechanism name",
        })
    }
}

impl core::error::Error for BadArgument {}
