//! The daemon's end.
use super::{
    reply::Reply,
    request::{BadRequest, Request},
};
use crate::{
    limits::{MAX_SASLAUTHD_PASSWORD, MAX_SASLAUTHD_STRING},
    output::Output,
    secret::{Secret, SecretBuffer},
};
use core::fmt;

/// A connection before its request.
#[must_use = "dropping it ends the connection"]
#[derive(Default)]
pub struct Connection {
    octets: SecretBuffer,
}

/// The result of input.
#[must_use = "the caller waits for the answer"]
#[derive(Debug)]
pub enum Step {
    /// The request is incomplete. Read more from the socket.
    Read(Connection),
    /// Check this password.
    Check {
        /// The request.
        request: Request,
        /// The handle for the answer.
        then: Asked,
    },
    /// The request is invalid. Write the answer, which is `NO`, and close the socket.
    Refuse(Output),
}

/// A caller that waits for the answer. After the one answer the connection ends.
#[must_use = "the caller waits for the answer"]
#[derive(Debug)]
pub struct Asked(());

/// The maximum length of a request in octets.
const MOST: usize = 4 * (MAX_SASLAUTHD_STRING + 2) + MAX_SASLAUTHD_PASSWORD + 2;

impl Connection {
    /// Starts a connection. The caller sends the first message.
    pub fn new() -> Self {
        Self::default()
    }

    /// Processes input. Pass all octets that can be read without waiting: a fifth string is recognized if it has
    /// begun to arrive with the fourth. Data after it remains in the input.
    pub fn receive(mut self, input: &mut &[u8]) -> Step {
        let room = MOST.saturating_sub(self.octets.len()).min(input.len());
        let (now, rest) = input.split_at_checked(room).unwrap_or((input, &[]));
        self.octets.extend(now);
        *input = rest;
        match parse(self.octets.as_slice()) {
            Ok(Some(request)) => Step::Check { request, then: Asked(()) },
            Ok(None) => Step::Read(self),
            Err(BadRequest) => Step::Refuse(output(Reply::Refuse)),
        }
    }
}

impl Asked {
    /// Returns the octets of the answer. Write them, close the writing side, and read to the end before closing
    /// the socket.
    pub fn answer(self, reply: Reply) -> Output {
        output(reply)
    }
}

fn output(reply: Reply) -> Output {
    let mut octets = SecretBuffer::default();
    octets.extend(reply.octets());
    Output::new(octets.take())
}

/// Returns `None` if the request is incomplete.
fn parse(octets: &[u8]) -> Result<Option<Request>, BadRequest> {
    let mut rest = octets;
    let Some(login) = string(&mut rest, MAX_SASLAUTHD_STRING)? else { return Ok(None) };
    let Some(password) = string(&mut rest, MAX_SASLAUTHD_PASSWORD)? else { return Ok(None) };
    let Some(service) = string(&mut rest, MAX_SASLAUTHD_STRING)? else { return Ok(None) };
    let Some(realm) = string(&mut rest, MAX_SASLAUTHD_STRING)? else { return Ok(None) };
    let client = match rest {
        [] => None,
        _ => match string(&mut rest, MAX_SASLAUTHD_STRING)? {
            Some(client) => Some(client),
            None => return Ok(None),
        },
    };
    Request::checked(login, Secret::copied(password), service, realm, client).map(Some)
}

/// Consumes a counted string. Returns `None` if it is incomplete.
fn string<'a>(rest: &mut &'a [u8], most: usize) -> Result<Option<&'a [u8]>, BadRequest> {
    let Some((length, after)) = rest.split_first_chunk::<2>() else { return Ok(None) };
    let length = usize::from(u16::from_be_bytes(*length));
    if length > most {
        return Err(BadRequest);
    }
    let Some((text, after)) = after.split_at_checked(length) else { return Ok(None) };
    *rest = after;
    Ok(Some(text))
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("octets", &self.octets.len()).finish()
    }
}
