//! The commands of an IMAP client and the server's responses. [`line`](crate::line) writes the client's responses.
use super::{capability::Capabilities, reply::Status, tag};
use crate::{
    answer::Answer,
    command::{self, BadArgument, Command},
    failure::Failure,
    limits, split,
};
use sasl_core::UntrustedText;

/// A tagged response (RFC 9051 section 7.1).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerResponse {
    /// The result of the command.
    pub status: Status,
    /// The response code.
    pub code: Option<Code>,
    /// Text for display, if the server is trusted.
    pub text: UntrustedText,
}

impl From<ServerResponse> for UntrustedText {
    fn from(said: ServerResponse) -> Self {
        said.text
    }
}

/// A response code that concerns logins (RFC 5530).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// `AUTHENTICATIONFAILED`
    AuthenticationFailed,
    /// `AUTHORIZATIONFAILED`
    AuthorizationFailed,
    /// `EXPIRED`
    Expired,
    /// `PRIVACYREQUIRED`
    PrivacyRequired,
    /// `CONTACTADMIN`
    ContactAdmin,
    /// `UNAVAILABLE`
    Unavailable,
    /// `CAPABILITY`: the present list.
    Capability(Capabilities),
    /// Any other code, as it appears between the brackets.
    Other(UntrustedText),
}

/// Writes the command that starts an exchange. It contains the initial response if the server has SASL-IR (RFC
/// 4959) and the line is then at most [`IMAP_COMMAND_LINE`](limits::IMAP_COMMAND_LINE) octets long.
///
/// # Errors
/// [`BadArgument`] if the tag or the name is invalid.
///
/// ```
/// use sasl_mail::{InitialResponse, imap::{capability::Capabilities, client::authenticate}};
/// let able = Capabilities::read(b"IMAP4rev1 SASL-IR AUTH=EXTERNAL");
/// let command = authenticate("a1", "EXTERNAL", Some(b""), &able).unwrap();
/// assert_eq!((&**command.line, command.initial), ("a1 AUTHENTICATE EXTERNAL =\r\n", InitialResponse::Inline));
///
/// let unable = Capabilities::read(b"IMAP4rev1 AUTH=EXTERNAL");
/// let command = authenticate("a1", "EXTERNAL", Some(b""), &unable).unwrap();
/// assert_eq!((&**command.line, command.initial), ("a1 AUTHENTICATE EXTERNAL\r\n", InitialResponse::Deferred));
/// ```
pub fn authenticate(
    tag: &str,
    name: &str,
    initial: Option<&[u8]>,
    server: &Capabilities,
) -> Result<Command, BadArgument> {
    if !tag::is_valid(tag) {
        return Err(BadArgument::Tag);
    }
    let limit = if server.sasl_ir { limits::IMAP_COMMAND_LINE } else { 0 };
    command::build(&[tag, "AUTHENTICATE"], name, initial, limit)
}

/// Reads a line without its CRLF, in the exchange that was started with this tag.
///
/// The `+` needs no space if nothing follows it. Untagged responses are [`Answer::Incomplete`].
///
/// ```
/// use sasl_mail::{Answer, Failure, imap::client::read};
/// assert!(matches!(read("a1", b"+ YQ=="), Answer::Challenge(message) if *message == *b"a"));
/// assert!(matches!(read("a1", b"+"), Answer::Challenge(message) if message.is_empty()));
/// assert!(matches!(read("a1", b"a1 NO [EXPIRED] Sorry"), Answer::Failure(Failure::Expired, _)));
/// assert!(matches!(read("a1", b"a1 OK Welcome"), Answer::Success(..)));
/// ```
pub fn read(tag: &str, line: &[u8]) -> Answer<ServerResponse> {
    match line {
        [b'+', text @ ..] => Answer::challenge(text.strip_prefix(b" ").unwrap_or(text)),
        [b'*', b' ', ..] => Answer::Incomplete,
        _ => match (split::word(line), tag::is_valid(tag)) {
            ((word, rest), true) if word == tag.as_bytes() => tagged(rest),
            _ => Answer::ProtocolError,
        },
    }
}

fn tagged(line: &[u8]) -> Answer<ServerResponse> {
    let (status, rest) = split::word(line);
    let said = |status| {
        let (code, text) = split::response_code(rest);
        ServerResponse { status, code: code.map(Code::read), text: UntrustedText::new(text) }
    };
    let refused = |said: ServerResponse| Answer::Failure(meaning(&said), said);
    match &*status.to_ascii_uppercase() {
        b"OK" => Answer::Success(None, said(Status::Ok)),
        b"NO" => refused(said(Status::No)),
        b"BAD" => refused(said(Status::Bad)),
        _ => Answer::ProtocolError,
    }
}

impl Code {
    fn read(code: &[u8]) -> Self {
        let (word, rest) = split::word(code);
        match &*word.to_ascii_uppercase() {
            b"AUTHENTICATIONFAILED" => Self::AuthenticationFailed,
            b"AUTHORIZATIONFAILED" => Self::AuthorizationFailed,
            b"EXPIRED" => Self::Expired,
            b"PRIVACYREQUIRED" => Self::PrivacyRequired,
            b"CONTACTADMIN" => Self::ContactAdmin,
            b"UNAVAILABLE" => Self::Unavailable,
            b"CAPABILITY" => Self::Capability(Capabilities::read(rest)),
            _ => Self::Other(UntrustedText::new(code)),
        }
    }
}

/// Returns the meaning of a failure. NO without a code can mean anything from a wrong password to an unknown
/// mechanism (RFC 9051 section 6.2.2).
fn meaning(said: &ServerResponse) -> Failure {
    match (&said.code, said.status) {
        (Some(Code::AuthenticationFailed), _) => Failure::BadCredentials,
        (Some(Code::AuthorizationFailed), _) => Failure::NotAuthorized,
        (Some(Code::Expired), _) => Failure::Expired,
        (Some(Code::PrivacyRequired), _) => Failure::NeedsTls,
        (Some(Code::ContactAdmin), _) => Failure::Disabled,
        (Some(Code::Unavailable), _) => Failure::Unavailable,
        (_, Status::Bad) => Failure::Syntax,
        _ => Failure::Other,
    }
}
