//! What a POP3 client says, and what it makes of the server's replies. Responses are written with
//! [`line`](crate::line).
use crate::{
    answer::Answer,
    command::{self, BadArgument, Command},
    failure::Failure,
    limits, split,
};
use sasl_core::UntrustedText;

/// What a reply says.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerResponse {
    /// The response code.
    pub code: Option<Code>,
    /// For a person, if they trust the server.
    pub text: UntrustedText,
}

impl From<ServerResponse> for UntrustedText {
    fn from(said: ServerResponse) -> Self {
        said.text
    }
}

/// A response code that says something about a login. A code of more levels counts as the ones that are known here
/// (RFC 2449 section 8).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// `AUTH`: the credentials are at fault (RFC 3206 section 5).
    Auth,
    /// `SYS/TEMP`: try later (RFC 3206 section 4).
    SysTemp,
    /// `SYS/PERM`: ask the administrator (RFC 3206 section 4).
    SysPerm,
    /// `IN-USE`: somebody else has the maildrop (RFC 2449 section 8.1.2).
    InUse,
    /// `LOGIN-DELAY`: too soon after the last login (RFC 2449 section 8.1.1).
    LoginDelay,
    /// Another, as the server has put it between the brackets.
    Other(UntrustedText),
}

/// The command that begins an exchange. The initial response goes with it if the line is then at most
/// [`POP3_COMMAND_LINE`](limits::POP3_COMMAND_LINE) octets long.
///
/// # Errors
/// [`BadArgument::Name`] when the name is not one.
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

/// Reads a line without its CRLF, within an exchange, or as the reply to USER and PASS.
///
/// `+` needs no space after it where nothing follows.
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

/// `["[" resp-code "]" SP] text` (RFC 2449 section 8)
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

/// A bare `-ERR` is anything from a wrong password to an unknown mechanism.
fn meaning(code: Option<&Code>) -> Failure {
    match code {
        Some(Code::Auth) => Failure::BadCredentials,
        Some(Code::SysTemp | Code::InUse | Code::LoginDelay) => Failure::Unavailable,
        Some(Code::SysPerm) => Failure::Disabled,
        Some(Code::Other(_)) | None => Failure::Other,
    }
}
