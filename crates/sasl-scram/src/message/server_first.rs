//! `server-first-message = [reserved-mext ","] nonce "," salt "," iteration-count ["," extensions]` (RFC 5802
//! section 7)
use super::{attribute::Attributes, client_first::is_nonce};
use crate::{base64, error::Fault, transcript::Transcript};
use alloc::vec::Vec;
use core::ops::Range;
use sasl_core::mechanism::Extensions;

/// A parsed server-first-message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ServerFirst<'a> {
    pub(crate) nonce: &'a [u8],
    /// `s=`, still in base64, because the client may already know it.
    pub(crate) salt: &'a [u8],
    pub(crate) iterations: u32,
    pub(crate) extensions: Extensions,
}

impl<'a> ServerFirst<'a> {
    pub(crate) fn read(message: &'a [u8]) -> Result<Self, Fault> {
        let mut attributes = Attributes::new(message)?;
        let nonce = attributes.expect(b'r')?;
        let salt = attributes.expect(b's')?;
        let iterations = attributes.expect(b'i')?;
        let extensions = attributes.extensions(None)?;
        if !is_nonce(nonce) {
            return Err(Fault::Nonce);
        }
        Ok(Self { nonce, salt, iterations: read_count(iterations).ok_or(Fault::Grammar)?, extensions })
    }

    /// Returns the octets of the salt.
    pub(crate) fn salt(&self) -> Result<Vec<u8>, Fault> {
        base64::decode_vec(self.salt).ok_or(Fault::Grammar)
    }
}

/// `posit-number = %x31-39 *DIGIT`
fn read_count(digits: &[u8]) -> Option<u32> {
    let canonical = digits.iter().all(u8::is_ascii_digit) && digits.first() != Some(&b'0');
    core::str::from_utf8(digits).ok().filter(|_| canonical)?.parse().ok()
}

/// The part that follows the nonce.
pub(crate) enum Parameters<'a> {
    /// The parameters of an account, as in its record.
    Account(&'a str),
    /// The salt of a decoy and the rest of the parameters.
    Decoy(&'a [u8], &'a str),
}

/// Appends a server-first-message to the transcript. Returns the positions of the message and its nonce.
pub(crate) fn write(
    transcript: &mut Transcript,
    client_nonce: Range<usize>,
    nonce: &[u8],
    parameters: Parameters<'_>,
) -> (usize, Range<usize>) {
    transcript.push(b",");
    let start = transcript.len();
    transcript.push(b"r=");
    let nonce_start = transcript.len();
    transcript.push_again(client_nonce);
    transcript.push(nonce);
    let nonce = nonce_start..transcript.len();
    match parameters {
        Parameters::Account(parameters) => transcript.push(parameters.as_bytes()),
        Parameters::Decoy(salt, rest) => {
            transcript.push(b",s=");
            transcript.push(salt);
            transcript.push(rest.as_bytes());
        }
    }
    (start, nonce)
}
