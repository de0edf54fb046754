//! The public key of a certificate (RFC 5280 section 4.1); all other fields are skipped.
use crate::{
    der::{BIT_STRING, CONTEXT_0, Element, INTEGER, Reader, SEQUENCE},
    error::KeyError,
};

/// The maximum length of a certificate in octets. One with an RSA key of 8192 bits has about 2500.
pub const MAX_CERTIFICATE: usize = 16 * 1024;
/// The maximum number of a client's certificates, including its own. Only the first is used, unless authorities
/// are configured. All are stored for resumed sessions.
pub const MAX_CHAIN: usize = 10;
/// The maximum total length of a client's certificates in octets.
pub const MAX_CHAIN_OCTETS: usize = 32 * 1024;

/// The parts of a certificate that this crate uses.
pub(crate) struct Parts<'a> {
    /// The whole `SubjectPublicKeyInfo`.
    pub(crate) spki: &'a [u8],
    /// The contents of the outer `signatureAlgorithm`.
    pub(crate) signature_algorithm: &'a [u8],
}

/// ```text
/// Certificate    ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE, signature BIT STRING }
/// tbsCertificate ::= SEQUENCE { [0] version OPTIONAL, serial INTEGER, signature SEQUENCE, issuer SEQUENCE,
///                               validity SEQUENCE, subject SEQUENCE, subjectPublicKeyInfo SEQUENCE, .. }
/// ```
/// Reads a certificate. Names, dates, version and the fields after the key are skipped, so version 1, unknown
/// critical extensions, unique identifiers and any dates are accepted.
pub(crate) fn read(certificate: &[u8]) -> Result<Parts<'_>, KeyError> {
    if certificate.len() > MAX_CERTIFICATE {
        return Err(KeyError::TooLong);
    }
    parts(certificate).ok_or(KeyError::NotACertificate)
}

fn parts(certificate: &[u8]) -> Option<Parts<'_>> {
    let mut outer = Reader::new(Reader::only(certificate, SEQUENCE)?.value);
    let Element { value: to_be_signed, .. } = outer.take(SEQUENCE)?;
    let signature_algorithm = outer.take(SEQUENCE)?.value;
    outer.take(BIT_STRING)?;
    if !outer.is_empty() {
        return None;
    }
    let mut inner = Reader::new(to_be_signed);
    if inner.peek()? == CONTEXT_0 {
        inner.any()?;
    }
    inner.take(INTEGER)?;
    for _signature_issuer_validity_subject in 0..4 {
        inner.take(SEQUENCE)?;
    }
    Some(Parts { spki: inner.take(SEQUENCE)?.whole, signature_algorithm })
}
