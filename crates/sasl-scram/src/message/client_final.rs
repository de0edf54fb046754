//! `client-final-message = channel-binding "," nonce ["," extensions] "," proof` (RFC 5802 section 7)
use super::attribute::Attributes;
use crate::{base64, error::Fault, hash::Octets, transcript::Transcript};
use alloc::vec::Vec;
use core::ops::Range;
use sasl_core::mechanism::{Extensions, Message};
use subtle::{Choice, ConstantTimeEq};

/// A parsed client-final-message.
pub(crate) struct ClientFinal<'a, O> {
    /// `c=`, still in base64: the canonical text is compared.
    pub(crate) binding: &'a [u8],
    pub(crate) nonce: &'a [u8],
    /// The signed part: everything before `,p=`.
    pub(crate) without_proof: &'a [u8],
    /// The proof; `None` if its length is not that of the hash.
    pub(crate) proof: Option<O>,
    pub(crate) extensions: Extensions,
}

impl<'a, O: Octets> ClientFinal<'a, O> {
    pub(crate) fn read(message: &'a [u8]) -> Result<Self, Fault> {
        let mut attributes = Attributes::new(message)?;
        let binding = attributes.expect(b'c')?;
        let nonce = attributes.expect(b'r')?;
        let extensions = attributes.extensions(Some(b'p'))?;
        let signed = message.len().saturating_sub(attributes.left()).saturating_sub(1);
        let proof = attributes.expect(b'p')?;
        // The proof is last, so the signed part is exactly what was read.
        attributes.end()?;
        let without_proof = message.get(..signed).ok_or(Fault::Grammar)?;
        Ok(Self { binding, nonce, without_proof, proof: read_proof(proof)?, extensions })
    }
}

fn read_proof<O: Octets>(text: &[u8]) -> Result<Option<O>, Fault> {
    let mut proof = O::zero();
    let length = base64::decode_octets(text, &mut proof).ok_or(Fault::Grammar)?;
    Ok((length == O::LENGTH).then_some(proof))
}

/// The header `n,,` in base64.
const UNBOUND: &[u8] = b"biws";

/// The octets that are encoded at a time; a multiple of 3, so no padding occurs in the middle.
const PIECE: usize = 48;

/// Returns the octets of header and binding data from this position, at most a piece of them.
fn piece(header: &[u8], data: &[u8], start: usize) -> ([u8; PIECE], usize) {
    let mut octets = [0; PIECE];
    let all = header.iter().chain(data).skip(start);
    let length = octets.iter_mut().zip(all).map(|(place, octet)| *place = *octet).count();
    (octets, length)
}

/// Compares the value of `c=` with this header and this binding data, in constant time except for the lengths.
pub(crate) fn is_binding(text: &[u8], header: &[u8], data: &[u8]) -> Choice {
    // The common case, which contains no secret.
    if let ([b'n', b',', b','], []) = (header, data) {
        return Choice::from(u8::from(text == UNBOUND));
    }
    let length = header.len().saturating_add(data.len());
    let mut same = text.len().ct_eq(&base64::text_length(length));
    let mut buffer = [0; base64::text_length(PIECE)];
    for (text, start) in text.chunks(buffer.len()).zip((0..length).step_by(PIECE)) {
        let (octets, length) = piece(header, data, start);
        same &= base64::encode(octets.get(..length).unwrap_or_default(), &mut buffer).ct_eq(text);
    }
    same
}

/// Appends client-final-message-without-proof to the transcript, from this header, this binding data and the nonce
/// in the transcript. Returns its position.
pub(crate) fn write_without_proof(
    transcript: &mut Transcript,
    header: usize,
    data: &[u8],
    nonce: Range<usize>,
) -> usize {
    transcript.push(b",");
    let begin = transcript.len();
    transcript.push(b"c=");
    if data.is_empty() && transcript.range(0..header) == b"n,," {
        transcript.push(UNBOUND);
        transcript.push(b",r=");
        transcript.push_again(nonce);
        return begin;
    }
    let mut buffer = [0; base64::text_length(PIECE)];
    for start in (0..header.saturating_add(data.len())).step_by(PIECE) {
        let (octets, length) = piece(transcript.range(0..header), data, start);
        transcript.push(base64::encode(octets.get(..length).unwrap_or_default(), &mut buffer));
    }
    transcript.push(b",r=");
    transcript.push_again(nonce);
    begin
}

/// Returns the whole message.
#[inline]
pub(crate) fn write<O: Octets>(without_proof: &[u8], proof: &O) -> Message {
    let mut text = [0; base64::text_length(64)];
    let mut message = Vec::with_capacity(without_proof.len().saturating_add(text.len()).saturating_add(3));
    message.extend_from_slice(without_proof);
    message.extend_from_slice(b",p=");
    message.extend_from_slice(base64::encode_here(proof.as_ref(), &mut text));
    message.into()
}
