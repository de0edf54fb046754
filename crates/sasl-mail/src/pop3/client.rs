//! The commands of a POP3 client and the server's replies. [`line`](crate::line) writes the client's responses.
use crate::{
    answer::Answer,
    command::{self, BadArgument, Command},
    failure::Failure,
    limits, split,
};
use sasl_core::UntrustedText;

/// A reply (RFC 1939 section 3).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerResponse {
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

/// A response code that concerns logins. A code with additional levels is treated as the known code that it
/// extends (RFC 2449 section 8).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// `AUTH`: the credentials are invalid (RFC 3206 section 5).
    Auth,
    /// `SYS/TEMP`: retry later (RFC 3206 section 4).
    SysTemp,
    /// `SYS/PERM`: contact the administrator (RFC 3206 section 4).
    SysPerm,
    /// `IN-USE`: another session has locked the maildrop (RFC 2449 section 8.1.2).
    InUse,
    /// `LOGIN-DELAY`: too soon after the last login (RFC 2449 section 8.1.1).
    LoginDelay,
    /// Any other code, as it appears between the brackets.
    Other(UntrustedText),
}

/// Writes the command that starts an exchange. It contains the initial response if the line is then at most
/// [`POP3_COMMAND_LINE`](limits::POP3_COMMAND_LINE) octets long.
///
/// # Errors
/// [`BadArgument::Name`] if the name is invalid.
///
/// ```
/// use sasl_mail::{InitialResponse, pop3::client::auth};
/// let command = auth("PLAIN", Some(b"\0amy\0pencil")).unwrap();
/// assert_eq!((&**command.line, command.initial), ("AUTH PLAIN AGFteQBwZW5jaWw=\r\n", InitialResponse::Inline));
///
/// let command = auth("OAUTHBEARER", Some(&[b'x'; 300])).unwrap();
/// assert_eq!((&**command.line, command.initial), ("AUTH OAUTHBEARER\r\n", InitialResponse::Deferred));
/// ```
pub fn auth(name: &str, initial: Option<&[u8]>) -> Result<Command, BadArgument> {
    command::build(&["AUTH"], name, initial, limits::POP3_COMMAND_LINE)
}

/// Reads a line without its CRLF, in an exchange or as the reply to USER and PASS.
///
/// The `+` needs no space if nothing follows it.
///
/// ```
/// use sasl_mail::{Answer, Failure, pop3::client::read};
/// assert!(matches!(read(b"+ YQ=="), Answer::Challenge(message) if *message == *b"a"));
/// assert!(matches!(read(b"-ERR [AUTH] Sorry"), Answer::Failure(Failure::BadCredentials, _)));
/// assert!(matches!(read(b"+OK Welcome"), Answer::Success(..)));
/// ```
pub fn read(line: &[u8]) -> Answer<ServerResponse> {
    match split::word(line) {
        // RFC 1939 section 3: in upper case.
        (b"+OK", rest) => Answer::Success(None, said(rest)),
        (b"-ERR", rest) => {
            let said = said(rest);
            Answer::Failure(meaning(said.code.as_ref()), said)
        }
        (b"+", challenge) => Answer::challenge(challenge),
        _ => Answer::ProtocolError,
    }
}

/// Parses `["[" resp-code "]" SP] text` (RFC 2449 section 8).
fn said(text: &[u8]) -> ServerResponse {
    let (code, text) = split::response_code(text);
    ServerResponse { code: code.map(Code::read), text: UntrustedText::new(text) }
}

impl Code {
    fn read(code: &[u8]) -> Self {
        let mut levels = code.split(|octet| *octet == b'/').map(<[u8]>::to_ascii_uppercase);
        let first = levels.next().unwrap_or_default();
        let second = levels.next().unwrap_or_default();
        match (&*first, &*second) {
            (b"AUTH", _) => Self::Auth,
            (b"SYS", b"TEMP") => Self::SysTemp,
            (b"SYS", b"PERM") => Self::SysPerm,
            (b"IN-USE", _) => Self::InUse,
            (b"LOGIN-DELAY", _) => Self::LoginDelay,
            _ => Self::Other(UntrustedText::new(code)),
        }
    }
}

/// Returns the meaning of a failure. `-ERR` without a code can mean anything from a wrong password to an unknown
/// mechanism.
fn meaning(code: Option<&Code>) -> Failure {
    match code {
        Some(Code::Auth) => Failure::BadCredentials,
        Some(Code::SysTemp | Code::InUse | Code::LoginDelay) => Failure::Unavailable,
        Some(Code::SysPerm) => Failure::Disabled,
        Some(Code::Other(_)) | None => Failure::Other,
    }
}
