//! `client-final-message = channel-binding "," nonce ["," extensions] "," proof`
use super::attribute::Attributes;
use crate::{error::Fault, hash::Octets};
use alloc::{format, string::String, vec::Vec};
use base64ct::{Base64, Encoding};
use sasl_core::Extensions;

/// The client's last message, read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ClientFinal<'a, O> {
    /// `c=`, still in base64: its canonical text is what is compared.
    pub(crate) binding: &'a [u8],
    pub(crate) nonce: &'a [u8],
    /// What is signed: everything before `,p=`.
    pub(crate) without_proof: &'a [u8],
    /// `None` when it has another length than the hash.
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
        // The proof is the last: what is signed is then exactly what was read.
        attributes.end()?;
        let without_proof = message.get(..signed).ok_or(Fault::Grammar)?;
        Ok(Self { binding, nonce, without_proof, proof: read_proof(proof)?, extensions })
    }
}

fn read_proof<O: Octets>(text: &[u8]) -> Result<Option<O>, Fault> {
    let mut proof = O::zero();
    if let Ok(octets) = Base64::decode(text, proof.as_mut()) {
        return Ok(O::from_slice(octets));
    }
    // Longer than the hash, or no base64 at all.
    let text = core::str::from_utf8(text).map_err(|_| Fault::Grammar)?;
    Base64::decode_vec(text).map(|_| None).map_err(|_| Fault::Grammar)
}

/// `c=` of this header and this binding data, without the `c=`.
pub(crate) fn binding_text(header: &[u8], data: &[u8]) -> String {
    let input: Vec<u8> = [header, data].concat();
    Base64::encode_string(&input)
}

/// client-final-message-without-proof.
pub(crate) fn write_without_proof(binding: &str, nonce: &[u8]) -> String {
    format!("c={binding},r={}", core::str::from_utf8(nonce).unwrap_or_default())
}

/// The whole message.
pub(crate) fn write(without_proof: &str, proof: &[u8]) -> String {
    format!("{without_proof},p={}", Base64::encode_string(proof))
}
