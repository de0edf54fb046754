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

/// A connection whose request is to come.
#[must_use = "dropping it ends the connection"]
#[derive(Default)]
pub struct Connection {
    octets: SecretBuffer,
}

/// What input comes to.
#[must_use = "the caller waits for the answer"]
#[derive(Debug)]
pub enum Step {
    /// The request is not complete: read more from the socket.
    Read(Connection),
    /// Check this password.
    Check {
        /// The request.
        request: Request,
        /// Takes the answer.
        then: Asked,
    },
    /// The request cannot be right: write the answer, which is `NO`, and close the socket.
    Refuse(Output),
}

/// The caller waits for the answer. There is one; then the connection ends.
#[must_use = "the caller waits for the answer"]
#[derive(Debug)]
pub struct Asked(());

/// The most octets of a request.
const MOST: usize = 4 * (MAX_SASLAUTHD_STRING + 2) + MAX_SASLAUTHD_PASSWORD + 2;

impl Connection {
    /// Begins a connection. The caller speaks first.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns what the input comes to. Hand in all octets that can be read without waiting: a fifth string is one that has
    /// begun to arrive with the fourth. What follows it remains in the input, and is not looked at.
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
    /// Returns the octets of the answer. Write them, close the writing side, and read to the end before the socket is closed.
    pub fn answer(self, reply: Reply) -> Output {
        output(reply)
    }
}

fn output(reply: Reply) -> Output {
    let mut octets = SecretBuffer::default();
    octets.extend(reply.octets());
    Output::new(octets.take())
}

/// `None`: more is to come.
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

/// Takes a counted string off; `None` if it is not complete.
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
