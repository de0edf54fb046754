//! The commands of an SMTP client and the server's replies. [`line`](crate::line) writes the client's responses.
use super::enhanced::Enhanced;
use crate::{
    answer::Answer,
    command::{self, BadArgument, Command},
    failure::Failure,
    limits, split,
};
use sasl_core::UntrustedText;

/// A reply (RFC 5321 section 4.2).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerResponse {
    /// The reply code: three digits.
    pub code: u16,
    /// The enhanced status code, if there is one and its class matches the reply code.
    pub enhanced: Option<Enhanced>,
    /// Text for display, if the server is trusted.
    pub text: UntrustedText,
}

impl From<ServerResponse> for UntrustedText {
    fn from(said: ServerResponse) -> Self {
        said.text
    }
}

/// Writes the command that starts an exchange. It contains the initial response if the line is then at most
/// [`SMTP_COMMAND_LINE`](limits::SMTP_COMMAND_LINE) octets long.
///
/// # Errors
/// [`BadArgument::Name`] if the name is invalid.
///
/// ```
/// use sasl_mail::{InitialResponse, smtp::client::auth};
/// let command = auth("PLAIN", Some(b"\0amy\0pencil")).unwrap();
/// assert_eq!((&**command.line, command.initial), ("AUTH PLAIN AGFteQBwZW5jaWw=\r\n", InitialResponse::Inline));
///
/// let command = auth("OAUTHBEARER", Some(&[b'x'; 1000])).unwrap();
/// assert_eq!((&**command.line, command.initial), ("AUTH OAUTHBEARER\r\n", InitialResponse::Deferred));
/// ```
pub fn auth(name: &str, initial: Option<&[u8]>) -> Result<Command, BadArgument> {
    command::build(&["AUTH"], name, initial, limits::SMTP_COMMAND_LINE)
}

/// Reads a line in an exchange, without its CRLF.
///
/// All lines of a multi-line reply except the last are [`Answer::Incomplete`].
///
/// ```
/// use sasl_mail::{Answer, Failure, smtp::client::read};
/// assert!(matches!(read(b"334 YQ=="), Answer::Challenge(message) if *message == *b"a"));
/// assert!(matches!(read(b"535 5.7.8 Sorry"), Answer::Failure(Failure::BadCredentials, _)));
/// assert!(matches!(read(b"235 2.7.0 Welcome"), Answer::Success(..)));
/// assert!(matches!(read(b"250 2.0.0 Ok"), Answer::ProtocolError));
/// ```
pub fn read(line: &[u8]) -> Answer<ServerResponse> {
    let Some((code, last, rest)) = reply_line(line) else { return Answer::ProtocolError };
    match code {
        _ if !last => Answer::Incomplete,
        334 => Answer::challenge(rest),
        235 => Answer::Success(None, said(code, rest)),
        400..=599 => {
            let said = said(code, rest);
            Answer::Failure(meaning(code, said.enhanced), said)
        }
        _ => Answer::ProtocolError,
    }
}

/// Parses `Reply-code [ SP textstring ]` or, before the last line, `Reply-code "-" [ textstring ]` (RFC 5321
/// section 4.2). Returns the code, whether it is the last line, and the text.
fn reply_line(line: &[u8]) -> Option<(u16, bool, &[u8])> {
    let (digits, rest) = line.split_at_checked(3)?;
    let code = split::number(digits)?;
    match rest {
        _ if !(200..=599).contains(&code) => None,
        [] => Some((code, true, rest)),
        [b' ', text @ ..] => Some((code, true, text)),
        [b'-', text @ ..] => Some((code, false, text)),
        _ => None,
    }
}

fn said(code: u16, rest: &[u8]) -> ServerResponse {
    let (word, after) = split::word(rest);
    let of_class = |enhanced: &Enhanced| code.checked_div(100) == Some(enhanced.0.into());
    let enhanced = Enhanced::read(word).filter(of_class);
    let text = UntrustedText::new(if enhanced.is_some() { after } else { rest });
    ServerResponse { code, enhanced, text }
}

/// Returns the meaning of a failure by RFC 4954 sections 4 and 6 and RFC 5248, or by the reply code if there is no
/// enhanced code.
fn meaning(code: u16, enhanced: Option<Enhanced>) -> Failure {
    match (code, enhanced) {
        (_, Some(Enhanced(4, 7, 12))) | (432, _) => Failure::NeedsTransition,
        (400..=499, _) => Failure::Unavailable,
        (_, Some(Enhanced(5, 7, 9))) | (534, _) => Failure::WeakMechanism,
        // 530 as the answer to AUTH itself: "must issue a STARTTLS command first" (RFC 3207 section 4).
        (_, Some(Enhanced(5, 7, 10 | 11))) | (523 | 524 | 530 | 538, _) => Failure::NeedsTls,
        (_, Some(Enhanced(5, 7, 13))) | (525, _) => Failure::Disabled,
        (_, Some(Enhanced(5, 7, 8))) | (535, _) => Failure::BadCredentials,
        (_, Some(Enhanced(5, 5, 6))) => Failure::TooLong,
        (502 | 504, _) => Failure::NotOffered,
        (501, Some(Enhanced(5, 7, 0))) => Failure::Cancelled,
        (500 | 501, _) | (_, Some(Enhanced(5, 5, 2))) => Failure::Syntax,
        _ => Failure::Other,
    }
}
