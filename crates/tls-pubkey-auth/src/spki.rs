//! A public key: `SubjectPublicKeyInfo` (RFC 5280 section 4.1.2.7), in its one canonical form.
use crate::{
    certificate,
    der::{self, BIT_STRING, OID, Reader, SEQUENCE},
    error::KeyError,
    fingerprint::Fingerprint,
    kind::KeyKind,
};
use alloc::boxed::Box;
use core::fmt;

/// The maximum length of a `SubjectPublicKeyInfo`; that of an RSA key of 8192 bits with its exponent has 1062
/// octets.
const MAX_SPKI: usize = 1100;

/// A public key that can log in: of a supported kind, canonical, and not weak.
///
/// Two values are equal if and only if they are the same key.
///
/// ```
/// use tls_pubkey_auth::{KeyKind, Spki};
/// let der = include_bytes!("../tests/certificates/ed25519.der");
/// let spki = Spki::from_certificate(der)?;
/// assert_eq!(spki.kind(), KeyKind::Ed25519);
/// assert_eq!(spki, Spki::from_public_key(spki.der())?);
/// # Ok::<(), tls_pubkey_auth::KeyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Spki {
    der: Box<[u8]>,
    kind: KeyKind,
}

/// The parts of a key, borrowed.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "rustls"),
    expect(dead_code, reason = "needed only to verify signatures, with a TLS library")
)]
pub(crate) struct SpkiParts<'a> {
    /// The contents of the `AlgorithmIdentifier`.
    pub(crate) algorithm: &'a [u8],
    /// The contents of the BIT STRING.
    pub(crate) key: &'a [u8],
    pub(crate) kind: KeyKind,
}

impl Spki {
    /// Reads the key of an X.509 certificate in DER, of any version. Names, dates, extensions and signature of the
    /// certificate are ignored.
    ///
    /// # Errors
    /// [`KeyError`] if the certificate has no key that can be used.
    pub fn from_certificate(certificate: &[u8]) -> Result<Self, KeyError> {
        Self::from_public_key(certificate::read(certificate)?.spki)
    }

    /// Reads a raw public key: a `SubjectPublicKeyInfo` in DER (RFC 5280 section 4.1.2.7).
    ///
    /// # Errors
    /// [`KeyError`] if the input is not a key that can be used.
    pub fn from_public_key(spki: &[u8]) -> Result<Self, KeyError> {
        let SpkiParts { kind, .. } = SpkiParts::read(spki)?;
        Ok(Self { der: spki.into(), kind })
    }

    /// Reads the peer's credential of a TLS connection: a certificate or a raw public key (RFC 7250). The two are
    /// distinguishable, because the first nested element of a key is an object identifier.
    ///
    /// # Errors
    /// [`KeyError`] if the input is neither, or if the key cannot be used.
    pub fn from_peer(octets: &[u8]) -> Result<Self, KeyError> {
        if is_public_key(octets) { Self::from_public_key(octets) } else { Self::from_certificate(octets) }
    }

    /// Returns the key in DER, as in the certificate.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Returns the kind of key.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// Returns the fingerprint: SHA-256 of [`Spki::der`].
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.der)
    }
}

/// Returns whether the input has the format of a key; otherwise it is treated as a certificate.
pub(crate) fn is_public_key(octets: &[u8]) -> bool {
    let first = Reader::new(octets).take(SEQUENCE).and_then(|outer| Reader::new(outer.value).take(SEQUENCE));
    first.is_some_and(|first| Reader::new(first.value).peek() == Some(OID))
}

impl<'a> SpkiParts<'a> {
    /// ```text
    /// SubjectPublicKeyInfo ::= SEQUENCE { SEQUENCE { algorithm OID, parameters ANY OPTIONAL }, BIT STRING }
    /// ```
    pub(crate) fn read(spki: &'a [u8]) -> Result<Self, KeyError> {
        let parts = || {
            let mut reader = Reader::new(Reader::only(spki, SEQUENCE)?.value);
            let algorithm = reader.take(SEQUENCE)?.value;
            let key = der::octets_of(reader.take(BIT_STRING)?)?;
            (reader.is_empty() && Reader::new(algorithm).peek() == Some(OID)).then_some((algorithm, key))
        };
        let (algorithm, key) = parts().ok_or(KeyError::NotAPublicKey)?;
        let kind = KeyKind::of(algorithm, key)?;
        if spki.len() > MAX_SPKI {
            return Err(KeyError::TooLong);
        }
        Ok(Self { algorithm, key, kind })
    }
}

/// Shows the kind and the fingerprint, because the octets of the key are not informative.
impl fmt::Debug for Spki {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spki({}, {})", self.kind, self.fingerprint())
    }
}
