//! The commands of a ManageSieve client and the server's replies.
use super::{
    reply::Status,
    string::{self, End},
    words::{Malformed, Text, Word, Words},
};
use crate::{
    answer::Answer,
    base64::{self, Decoded},
    command::{BadArgument, Command, InitialResponse},
    failure::Failure,
};
use alloc::string::String;
use sasl_core::UntrustedText;
use zeroize::Zeroizing;

/// The client's line that cancels the exchange, with its CRLF (RFC 5804 section 2.1).
pub const CANCEL: &str = "\"*\"\r\n";

/// A reply (RFC 5804 section 1.3).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerResponse {
    /// The result of the command.
    pub status: Status,
    /// The response code. (The data of `SASL` is part of the answer.)
    pub code: Option<Code>,
    /// Text for display, if the server is trusted.
    pub text: UntrustedText,
}

impl From<ServerResponse> for UntrustedText {
    fn from(said: ServerResponse) -> Self {
        said.text
    }
}

/// A response code (RFC 5804 section 1.3) that concerns logins.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// `AUTH-TOO-WEAK`
    AuthTooWeak,
    /// `ENCRYPT-NEEDED`
    EncryptNeeded,
    /// `TRANSITION-NEEDED`
    TransitionNeeded,
    /// `TRYLATER`
    TryLater,
    /// `SASL`, with or without data.
    Sasl,
    /// Any other code, as the server sent it.
    Other(UntrustedText),
}

/// Writes the command that starts an exchange. It has space for every initial response.
///
/// # Errors
/// [`BadArgument::Name`] if the name is invalid.
///
/// ```
/// use sasl_mail::{InitialResponse, sieve::client::authenticate};
/// let command = authenticate("PLAIN", Some(b"\0amy\0pencil")).unwrap();
/// let line = "AUTHENTICATE \"PLAIN\" \"AGFteQBwZW5jaWw=\"\r\n";
/// assert_eq!((&**command.line, command.initial), (line, InitialResponse::Inline));
///
/// let command = authenticate("OAUTHBEARER", Some(&[b'x'; 1000])).unwrap();
/// assert!(command.line.starts_with("AUTHENTICATE \"OAUTHBEARER\" {1336+}\r\neHh4"));
/// ```
pub fn authenticate(name: &str, initial: Option<&[u8]>) -> Result<Command, BadArgument> {
    if !sasl_core::mechanism::is_mechanism_name(name) {
        return Err(BadArgument::Name);
    }
    let bare = "AUTHENTICATE \"\" \r\n".len().saturating_add(name.len());
    let length = initial.map_or(0, |message| string::length(message, End::Client)).saturating_add(bare);
    let mut line = Zeroizing::new(String::with_capacity(length));
    line.push_str("AUTHENTICATE \"");
    line.push_str(name);
    line.push('"');
    if let Some(message) = initial {
        line.push(' ');
        string::push(&mut line, message, End::Client);
    }
    line.push_str("\r\n");
    let initial = if initial.is_some() { InitialResponse::Inline } else { InitialResponse::Absent };
    Ok(Command { line, initial, deferred: None })
}

/// Writes a client's response with its CRLF.
///
/// ```
/// use sasl_mail::sieve::client::response;
/// assert_eq!(*response(b"\0amy\0pencil"), "\"AGFteQBwZW5jaWw=\"\r\n");
/// assert_eq!(*response(b""), "\"\"\r\n");
/// assert!(response(&[0; 1000]).starts_with("{1336+}\r\nAAAA"));
/// ```
pub fn response(message: &[u8]) -> Zeroizing<String> {
    let length = string::length(message, End::Client).saturating_add(2);
    let mut line = Zeroizing::new(String::with_capacity(length));
    string::push(&mut line, message, End::Client);
    line.push_str("\r\n");
    line
}

/// Reads a line in an exchange, with its literals and without its CRLF.
///
/// Success data that is not base64 is an [`Answer::ProtocolError`].
///
/// ```
/// use sasl_mail::{Answer, Failure, sieve::client::read};
/// assert!(matches!(read(b"\"YQ==\""), Answer::Challenge(message) if *message == *b"a"));
/// assert!(matches!(read(b"NO (TRYLATER) \"Sorry\""), Answer::Failure(Failure::Unavailable, _)));
/// assert!(matches!(read(b"OK \"Welcome\""), Answer::Success(None, _)));
/// assert!(matches!(read(b"OK (SASL \"YQ==\")"), Answer::Success(Some(data), _) if *data == *b"a"));
/// ```
pub fn read(line: &[u8]) -> Answer<ServerResponse> {
    if let Some(challenge) = string::alone(line) {
        return Answer::challenge(challenge.octets());
    }
    match reply(Words::of(line)) {
        Ok((said, data)) if said.status == Status::Ok => Answer::Success(data, said),
        Ok((said, _)) => Answer::Failure(meaning(said.code.as_ref()), said),
        Err(Malformed) => Answer::ProtocolError,
    }
}

/// Parses `("OK" / "NO" / "BYE") [SP "(" resp-code ")"] [SP string]`.
fn reply(mut words: Words<'_>) -> Result<(ServerResponse, Option<Decoded>), Malformed> {
    let status = match words.next().transpose()? {
        Some(Word::Atom(word)) if word.eq_ignore_ascii_case(b"OK") => Status::Ok,
        Some(Word::Atom(word)) if word.eq_ignore_ascii_case(b"NO") => Status::No,
        Some(Word::Atom(word)) if word.eq_ignore_ascii_case(b"BYE") => Status::Bye,
        _ => return Err(Malformed),
    };
    let mut next = words.next().transpose()?;
    let (mut code, mut data) = (None, None);
    if next == Some(Word::Open) {
        let (read, argument) = response_code(&mut words)?;
        if let (Code::Sasl, Some(text)) = (&read, argument) {
            data = Some(base64::decode(text.octets()).map_err(|_| Malformed)?);
        }
        code = Some(read);
        next = words.next().transpose()?;
    }
    let text = match next {
        None => UntrustedText::new(b""),
        Some(Word::Text(text)) if words.next().is_none() => UntrustedText::new(&text.unescaped()),
        Some(_) => return Err(Malformed),
    };
    Ok((ServerResponse { status, code, text }, data))
}

/// Parses `atom *(SP argument) ")"`. Returns the code, and its first argument if that is a string.
fn response_code<'a>(words: &mut Words<'a>) -> Result<(Code, Option<Text<'a>>), Malformed> {
    let Some(Word::Atom(name)) = words.next().transpose()? else { return Err(Malformed) };
    let mut argument = None;
    let mut depth = 1_usize;
    let mut first = true;
    while depth > 0 {
        match words.next().transpose()?.ok_or(Malformed)? {
            Word::Open => depth = depth.saturating_add(1),
            Word::Close => depth = depth.saturating_sub(1),
            Word::Text(text) if first => argument = Some(text),
            Word::Text(_) | Word::Atom(_) => {}
        }
        first = false;
    }
    let code = match &*name.to_ascii_uppercase() {
        b"AUTH-TOO-WEAK" => Code::AuthTooWeak,
        b"ENCRYPT-NEEDED" => Code::EncryptNeeded,
        b"TRANSITION-NEEDED" => Code::TransitionNeeded,
        b"TRYLATER" => Code::TryLater,
        b"SASL" => Code::Sasl,
        _ => Code::Other(UntrustedText::new(name)),
    };
    Ok((code, argument))
}

/// Returns the meaning of a failure. NO without a code can mean anything from a wrong password to an unknown
/// mechanism.
fn meaning(code: Option<&Code>) -> Failure {
    match code {
        Some(Code::AuthTooWeak) => Failure::WeakMechanism,
        Some(Code::EncryptNeeded) => Failure::NeedsTls,
        Some(Code::TransitionNeeded) => Failure::NeedsTransition,
        Some(Code::TryLater) => Failure::Unavailable,
        Some(Code::Sasl | Code::Other(_)) | None => Failure::Other,
    }
}
