//! The caller's end.
use super::{reply::Answer, request::Request};
use crate::{limits::MAX_SASLAUTHD_ANSWER, output::Output};
use alloc::vec::Vec;

/// Starts a connection. Write the octets at once.
pub fn ask(request: &Request) -> (Output, AwaitAnswer) {
    (Output::new(request.write().take()), AwaitAnswer { octets: Vec::new() })
}

/// The state before the answer.
#[must_use = "the answer is to come"]
#[derive(Debug)]
pub struct AwaitAnswer {
    octets: Vec<u8>,
}

/// The result of input.
#[must_use = "the answer may be in it"]
#[derive(Debug)]
pub enum Step {
    /// The answer is incomplete. Read more from the socket. If it has ended, there is no answer and the login has
    /// failed.
    Read(AwaitAnswer),
    /// The answer. Close the socket.
    Answered(Answer),
    /// The answer exceeds [`MAX_SASLAUTHD_ANSWER`]. Close the socket; the login has failed.
    TooLong,
}

impl AwaitAnswer {
    /// Processes input. Data after the answer is ignored.
    pub fn receive(mut self, input: &[u8]) -> Step {
        let most = MAX_SASLAUTHD_ANSWER.saturating_add(2).saturating_sub(self.octets.len());
        self.octets.extend_from_slice(input.get(..most).unwrap_or(input));
        let Some((length, text)) = self.octets.split_first_chunk::<2>() else { return Step::Read(self) };
        let length = usize::from(u16::from_be_bytes(*length));
        if length > MAX_SASLAUTHD_ANSWER {
            return Step::TooLong;
        }
        match text.get(..length) {
            None => Step::Read(self),
            Some(text) if text == b"OK" || text.starts_with(b"OK ") => Step::Answered(Answer::Accepted),
            Some(_) => Step::Answered(Answer::Refused),
        }
    }
}
