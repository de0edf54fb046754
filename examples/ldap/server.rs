//! A server's connection, which handles one bind request after the other.
use crate::message::{BindRequest, BindResponse, receive};
use countersign::{
    Awaiting, Records, Step,
    mail::Reason,
    sasl::{
        Server,
        server::{Ask, Decision, Found, Offer, Verdict},
    },
};
use std::{
    io::{self, Read, Write},
    mem,
};

const SUCCESS: u8 = 0;
const PROTOCOL_ERROR: u8 = 2;
const METHOD_NOT_SUPPORTED: u8 = 7;
const IN_PROGRESS: u8 = 14;

pub(crate) struct Session {
    offer: Offer,
    amy: Records,
    /// The exchange that waits for the next request, and its mechanism as named by the client.
    exchange: Option<(String, Awaiting<Server>)>,
    account: Option<String>,
}

impl Session {
    pub(crate) fn new(offer: Offer, amy: Records) -> Self {
        Self { offer, amy, exchange: None, account: None }
    }

    /// Serves until the client disconnects or sends another request. Returns the authenticated account.
    pub(crate) fn serve(&mut self, mut stream: impl Read + Write) -> Option<String> {
        while self.request(&mut stream).is_ok() {}
        self.account.take()
    }

    fn request(&mut self, stream: &mut (impl Read + Write)) -> io::Result<()> {
        let request = BindRequest::read(&receive(stream)?).map_err(io::Error::other)?;
        let response = self.bind(request).write().map_err(io::Error::other)?;
        stream.write_all(&response)
    }

    /// Handles a bind. The connection is anonymous until it succeeds (RFC 4513 section 4).
    pub(crate) fn bind(&mut self, request: BindRequest) -> BindResponse {
        self.account = None;
        let waiting = mem::take(&mut self.exchange);
        let BindRequest { id, version, mechanism, credentials } = request;
        let respond = |code, credentials| BindResponse { id, code, credentials };
        if version != 3 {
            return respond(PROTOCOL_ERROR, None);
        }
        let Some(name) = mechanism else { return respond(METHOD_NOT_SUPPORTED, None) };
        let mut step = match waiting {
            // After the first message no message is absent.
            Some((same, then)) if same == name => then.receive(credentials.as_deref().unwrap_or(&vec![])),
            // Another mechanism has ended the exchange by dropping it.
            _ => {
                let entropy = countersign::entropy().map_err(|_| Reason::Unavailable);
                let initial = credentials.as_deref().map(Vec::as_slice);
                match entropy.and_then(|entropy| Ok(self.offer.start(&name, initial, entropy)?)) {
                    Ok(step) => step,
                    Err(reason) => return respond(code(reason), None),
                }
            }
        };
        loop {
            step = match step {
                Step::Send { message, then } => {
                    self.exchange = Some((name, then));
                    return respond(IN_PROGRESS, Some(message.to_vec()));
                }
                Step::Ask(Ask::Lookup(asked)) => {
                    let found = self.find(asked.user());
                    asked.answer(found)
                }
                Step::Ask(Ask::CheckPassword(asked)) => {
                    let found = self.find(asked.user());
                    asked.verify_against(found)
                }
                Step::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
                Step::Ask(other) => other.decline(),
                Step::Work(work) => work.run(),
                Step::Done(Verdict::Accepted(accepted)) => {
                    self.account = Some(accepted.account().into());
                    return respond(SUCCESS, accepted.success_data().map(<[u8]>::to_vec));
                }
                Step::Done(Verdict::Rejected(rejected)) => {
                    let data = rejected.failure_data().map(<[u8]>::to_vec);
                    return respond(code(rejected.reason().into()), data);
                }
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    fn find(&self, user: &str) -> Found {
        match user {
            "amy" => Found::Account(self.amy.clone()),
            other => Found::Unknown { canonical: other.into() },
        }
    }
}

/// Maps a reason to a result code (RFC 4511 section 4.1.9 and RFC 4513). All credential errors are
/// invalidCredentials.
fn code(reason: Reason) -> u8 {
    match reason {
        Reason::Malformed | Reason::TooLong | Reason::UnexpectedInitialResponse => PROTOCOL_ERROR,
        Reason::NotOffered => METHOD_NOT_SUPPORTED,
        Reason::NeedsTls => 13,
        Reason::Unavailable => 52,
        _ => 49,
    }
}
