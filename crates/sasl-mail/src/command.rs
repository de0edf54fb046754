//! The command that begins an exchange.
use crate::line;
use alloc::string::String;
use core::fmt;
use zeroize::Zeroizing;

/// A client's first line and what it says.
#[non_exhaustive]
pub struct Command {
    /// With its CRLF; it may hold a password, and is wiped when dropped.
    pub line: Zeroizing<String>,
    /// Where the initial response is.
    pub initial: InitialResponse,
    /// The line that answers the server's empty challenge where the initial response is
    /// [`Deferred`](InitialResponse::Deferred), and only there.
    pub deferred: Option<Zeroizing<String>>,
}

/// Where the initial response is (RFC 4422 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InitialResponse {
    /// There is none: the server speaks first.
    Absent,
    /// In the command. The next line from the server answers it.
    Inline,
    /// Not sent yet, because the protocol has no room for it. Wait for the server's challenge, which has to be
    /// empty, and answer that with [`Command::deferred`].
    Deferred,
}

/// An argument that cannot be put into a command. Nothing was encoded.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadArgument {
    /// Not a tag (RFC 9051 section 9).
    Tag,
    /// Not a mechanism's name (RFC 4422 section 3.1).
    Name,
}

/// `<verb> <name> [initial response]`, with the response if the line is then at most `limit` octets long.
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
            Self::Tag => "not a tag",
            Self::Name => "not a mechanism's name",
        })
    }
}

impl core::error::Error for BadArgument {}
