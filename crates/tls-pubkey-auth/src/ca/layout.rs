//! The parts of a certificate that contain its name, validity and usage.
use crate::der::{BIT_STRING, CONTEXT_0, INTEGER, Reader, SEQUENCE};

const CONTEXT_1: u8 = 0x81;
const CONTEXT_2: u8 = 0x82;
const CONTEXT_3: u8 = 0xa3;

/// The parts of a certificate of version 3 (RFC 5280 section 4.1), borrowed.
pub(super) struct Layout<'a> {
    /// The contents of `Validity`.
    pub(super) validity: &'a [u8],
    /// The contents of the subject's `Name`.
    pub(super) subject: &'a [u8],
    /// The whole `SubjectPublicKeyInfo`.
    pub(super) spki: &'a [u8],
    /// The contents of `Extensions`, empty if there are none.
    pub(super) extensions: &'a [u8],
}

impl<'a> Layout<'a> {
    /// ```text
    /// TBSCertificate ::= SEQUENCE { [0] version, serial INTEGER, signature SEQUENCE, issuer SEQUENCE,
    ///                               validity SEQUENCE, subject SEQUENCE, subjectPublicKeyInfo SEQUENCE,
    ///                               [1] OPTIONAL, [2] OPTIONAL, [3] extensions OPTIONAL }
    /// ```
    pub(super) fn read(certificate: &'a [u8]) -> Option<Self> {
        let mut outer = Reader::new(Reader::only(certificate, SEQUENCE)?.value);
        let mut inner = Reader::new(outer.take(SEQUENCE)?.value);
        outer.take(SEQUENCE)?;
        outer.take(BIT_STRING)?;
        inner.take(CONTEXT_0)?;
        inner.take(INTEGER)?;
        inner.take(SEQUENCE)?;
        inner.take(SEQUENCE)?;
        let validity = inner.take(SEQUENCE)?.value;
        let subject = inner.take(SEQUENCE)?.value;
        let spki = inner.take(SEQUENCE)?.whole;
        for unique_identifier in [CONTEXT_1, CONTEXT_2] {
            inner.take(unique_identifier);
        }
        let extensions = match inner.take(CONTEXT_3) {
            Some(wrapped) => Reader::only(wrapped.value, SEQUENCE)?.value,
            None => &[],
        };
        (outer.is_empty() && inner.is_empty()).then_some(Self { validity, subject, spki, extensions })
    }
}
