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

/// The longest `SubjectPublicKeyInfo`: that of an RSA key of 8192 bits with its exponent has 1062 octets.
const MAX_SPKI: usize = 1100;

/// A public key that can log in: of a kind that is known here, canonical, and not weak.
///
/// Two of them are equal exactly if they are the same key.
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
    expect(dead_code, reason = "they are for verifying, which needs a TLS library")
)]
pub(crate) struct SpkiParts<'a> {
    /// The contents of the `AlgorithmIdentifier`.
    pub(crate) algorithm: &'a [u8],
    /// The contents of the BIT STRING.
    pub(crate) key: &'a [u8],
    pub(crate) kind: KeyKind,
}

impl Spki {
    /// The key of an X.509 certificate in DER, of any version, whatever its names, dates, extensions and signature
    /// are: nothing of it is looked at but the key.
    ///
    /// # Errors
    /// [`KeyError`] when there is no key in it, or none that can be used.
    pub fn from_certificate(certificate: &[u8]) -> Result<Self, KeyError> {
        Self::from_public_key(certificate::read(certificate)?.spki)
    }

    /// A bare public key: a `SubjectPublicKeyInfo` in DER.
    ///
    /// # Errors
    /// [`KeyError`] when it is none, or none that can be used.
    pub fn from_public_key(spki: &[u8]) -> Result<Self, KeyError> {
        let SpkiParts { kind, .. } = SpkiParts::read(spki)?;
        Ok(Self { der: spki.into(), kind })
    }

    /// What a TLS connection holds of its peer: a certificate, or a bare public key (RFC 7250). The two cannot be
    /// taken for each other: the first element of a key's first element is an object identifier.
    ///
    /// # Errors
    /// [`KeyError`] when it is neither, or the key cannot be used.
    pub fn from_peer(octets: &[u8]) -> Result<Self, KeyError> {
        if is_public_key(octets) { Self::from_public_key(octets) } else { Self::from_certificate(octets) }
    }

    /// The key in DER, as it stood in the certificate.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Its kind.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// What it is known by: SHA-256 of [`Spki::der`].
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.der)
    }
}

/// What it would be taken for: a key, if it has a key's shape, else a certificate.
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

/// Its kind and its fingerprint: a key is no secret, but its octets tell nobody anything.
impl fmt::Debug for Spki {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spki({}, {})", self.kind, self.fingerprint())
    }
}
