//! The receiving entity, up to the login.
use crate::{
    element::{Element, element, message, optional, read_optional},
    stream::Stream,
};
use countersign::{
    Step,
    drive::{Directory, Response, ServerWire, serve as drive},
    mail::{Reason, base64},
    sasl::{
        Server,
        server::{Offer, Verdict},
    },
};
use std::{io, os::unix::net::UnixStream};

/// RFC 6120 section 6.4.5: at least two and at most five attempts.
const ATTEMPTS: usize = 3;

struct Wire {
    stream: Stream,
    /// An `<auth/>` in the middle of an exchange, which ends that exchange.
    again: Option<Element>,
}

impl ServerWire for Wire {
    type Error = io::Error;

    fn challenge(&mut self, challenge: &[u8]) -> io::Result<Response> {
        self.stream.write(&message("challenge", challenge))?;
        let element = self.stream.read()?;
        match element.sasl() {
            "response" => Ok(match base64::decode(element.text.as_bytes()) {
                Ok(message) => Response::Message(message.into()),
                Err(_) => Response::Undecodable,
            }),
            "abort" => Ok(Response::Cancelled),
            "auth" => {
                self.again = Some(element);
                Ok(Response::Cancelled)
            }
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

/// Returns the authenticated account, or `None` after too many attempts.
pub(crate) fn serve(
    stream: UnixStream,
    offer: &Offer,
    directory: &impl Directory,
) -> io::Result<Option<String>> {
    let mut wire = Wire { stream: Stream::open(stream)?, again: None };
    let names = offer.names().map(|name| format!("<mechanism>{name}</mechanism>")).collect::<String>();
    let list = element("mechanisms", "", &names);
    wire.stream.write(&format!("<stream:features>{}</stream:features>", *list))?;
    for _ in 0..ATTEMPTS {
        let auth = match wire.again.take() {
            Some(auth) => auth,
            None => wire.stream.read()?,
        };
        if auth.sasl() != "auth" {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let reason = match begin(&auth, offer) {
            Ok(step) => match drive(step, directory, &mut wire)? {
                Verdict::Accepted(accepted) => {
                    wire.stream.write(&optional("success", "", accepted.success_data()))?;
                    return Ok(Some(accepted.account().into()));
                }
                // The client has started a new exchange in place of an answer.
                Verdict::Rejected(_) if wire.again.is_some() => continue,
                Verdict::Rejected(rejected) => rejected.reason().into(),
            },
            Err(reason) => reason,
        };
        wire.stream.write(&element("failure", "", &format!("<{}/>", condition(reason))))?;
    }
    Ok(None)
}

fn begin(auth: &Element, offer: &Offer) -> Result<Step<Server>, Reason> {
    let initial = read_optional(&auth.text).map_err(|_| Reason::Undecodable)?;
    let entropy = countersign::entropy().map_err(|_| Reason::Unavailable)?;
    Ok(offer.start(&auth.mechanism, initial.as_deref(), entropy)?)
}

/// Maps a reason to a condition (RFC 6120 section 6.5). Reasons that would reveal accounts have the same
/// condition.
fn condition(reason: Reason) -> &'static str {
    match reason {
        Reason::Cancelled => "aborted",
        Reason::Disabled => "account-disabled",
        Reason::Expired => "credentials-expired",
        Reason::NeedsTls => "encryption-required",
        Reason::Undecodable => "incorrect-encoding",
        Reason::NotAuthorized => "invalid-authzid",
        Reason::NotOffered => "invalid-mechanism",
        Reason::Malformed | Reason::TooLong | Reason::UnexpectedInitialResponse => "malformed-request",
        Reason::Unavailable => "temporary-auth-failure",
        _ => "not-authorized",
    }
}
