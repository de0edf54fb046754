//! The client's lines in an exchange, which are the same in IMAP (RFC 9051 section 6.2.2), SMTP (RFC 4954 section
//! 4) and POP3 (RFC 5034 section 4). ManageSieve has [strings](crate::sieve) in their place.
//!
//! | octets | as an initial response | as a response |
//! |---|---|---|
//! | none | `=` | the empty line |
//! | some | base64 | base64 |
//! | the client gives up | | `*` |
use crate::base64::{self, Decoded};
use crate::{Reason, limits};
use alloc::string::String;
use sasl_core::{
    Awaiting, Entropy, Server, Step,
    server::{Offer, Rejection},
};
use zeroize::Zeroizing;

/// The client's line that cancels the exchange, with its CRLF (RFC 4954 section 4).
pub const CANCEL: &str = "*\r\n";

/// A client's line as a server reads it.
#[derive(Debug)]
pub enum Line {
    /// A response, possibly empty.
    Response(Decoded),
    /// `*`: the client cancels.
    Cancel,
    /// Not canonical base64; a lone `=` is invalid too.
    Undecodable,
    /// Longer than the limit. The line was not parsed.
    TooLong,
}

impl Line {
    /// Reads a line without its CRLF, of at most [`response_line`](crate::limits::response_line) octets.
    ///
    /// ```
    /// use sasl_mail::line::Line;
    /// assert!(matches!(Line::read(b"AGFteQBwZW5jaWw=", 12288), Line::Response(octets) if *octets == *b"\0amy\0pencil"));
    /// assert!(matches!(Line::read(b"", 12288), Line::Response(octets) if octets.is_empty()));
    /// assert!(matches!(Line::read(b"*", 12288), Line::Cancel));
    /// assert!(matches!(Line::read(b"=", 12288), Line::Undecodable));
    /// ```
    pub fn read(line: &[u8], limit: usize) -> Self {
        match line {
            b"*" => Self::Cancel,
            _ if line.len() > limit => Self::TooLong,
            _ => base64::decode(line).map_or(Self::Undecodable, Self::Response),
        }
    }

    /// Passes the line to the exchange that waits for it.
    pub fn deliver_to(self, then: Awaiting<Server>) -> Step<Server> {
        match self {
            Self::Response(message) => then.receive(&message),
            Self::Cancel => Step::Done(then.cancel()),
            Self::Undecodable => Step::Done(then.reject_undecodable()),
            Self::TooLong => Step::Done(then.reject_too_long()),
        }
    }
}

/// Writes a client's response with its CRLF. An empty response is the empty line.
///
/// ```
/// assert_eq!(*sasl_mail::line::response(b"\0amy\0pencil"), "AGFteQBwZW5jaWw=\r\n");
/// assert_eq!(*sasl_mail::line::response(b""), "\r\n");
/// ```
pub fn response(message: &[u8]) -> Zeroizing<String> {
    let mut line = Zeroizing::new(String::with_capacity(base64::length(message.len()).saturating_add(2)));
    base64::push(&mut line, message);
    line.push_str("\r\n");
    line
}

/// Reads the argument after the mechanism's name in the client's command, if there is one. `=` is an empty initial
/// response, which differs from an absent one (RFC 4954 section 4).
///
/// An argument without octets is invalid; pass `None` if the command ends after the name.
///
/// # Errors
/// [`Rejection::Undecodable`] or [`Rejection::TooLong`]. Answer the command with its reply; no exchange starts.
///
/// ```
/// use sasl_core::server::Rejection;
/// use sasl_mail::line::read_initial;
/// assert_eq!(read_initial(Some(b"YQ=="), 12288).unwrap().as_deref(), Some(&b"a"[..]));
/// assert_eq!(read_initial(Some(b"="), 12288).unwrap().as_deref(), Some(&b""[..]));
/// assert_eq!(read_initial(None, 12288).unwrap().as_deref(), None);
/// assert_eq!(read_initial(Some(b"*"), 12288).unwrap_err(), Rejection::Undecodable);
/// ```
pub fn read_initial(argument: Option<&[u8]>, limit: usize) -> Result<Option<Decoded>, Rejection> {
    let text = match argument {
        None => return Ok(None),
        Some(b"=") => b"",
        Some(b"") => return Err(Rejection::Undecodable),
        Some(argument) if argument.len() > limit => return Err(Rejection::TooLong),
        Some(argument) => argument,
    };
    base64::decode(text).map(Some).map_err(|_| Rejection::Undecodable)
}

/// Starts the exchange of a client's command: reads the initial response, and starts the mechanism if it is
/// offered. `name` and `initial` are the words of the command as read by [`imap::server`](crate::imap::server) and
/// its siblings.
///
/// # Errors
/// The reason for the reply to the command. No exchange has started.
///
/// ```
/// use sasl_core::{Entropy, Profile, ServerRegistry, Security, server::Connection};
/// use sasl_mail::{Reason, line};
/// let offer = ServerRegistry::new().offer(&Connection::new(Profile::MAIL, Security::Clear));
/// let refused = line::begin(&offer, b"PLAIN", Some(b"AGFteQBwZW5jaWw="), Entropy::new([1; 32]));
/// assert_eq!(refused.err(), Some(Reason::NotOffered));
/// ```
pub fn begin(
    offer: &Offer,
    name: &[u8],
    initial: Option<&[u8]>,
    entropy: Entropy,
) -> Result<Step<Server>, Reason> {
    let initial = read_initial(initial, limits::response_line(offer.max_message()))?;
    let name = core::str::from_utf8(name).map_err(|_| Reason::NotOffered)?;
    Ok(offer.start(name, initial.as_deref(), entropy)?)
}

/// Writes a server's challenge after the prefix of the protocol.
pub(crate) fn challenge(before: &str, message: &[u8]) -> String {
    let room = base64::length(message.len()).saturating_add(before.len()).saturating_add("\r\n".len());
    let mut line = String::with_capacity(room);
    line.push_str(before);
    base64::push(&mut line, message);
    line.push_str("\r\n");
    line
}

/// Returns the length of an initial response in a command.
pub(crate) const fn initial_length(message: &[u8]) -> usize {
    if message.is_empty() { 1 } else { base64::length(message.len()) }
}

/// Appends an initial response to a command that has enough capacity.
pub(crate) fn push_initial(command: &mut String, message: &[u8]) {
    match message {
        [] => command.push('='),
        _ => base64::push(command, message),
    }
}
