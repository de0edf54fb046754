//! The fingerprint of a public key.
use crate::{fingerprint_error::FingerprintError, spelling};
use alloc::string::String;
use core::{fmt, str::FromStr};
use sha2::{Digest, Sha256};

/// The SHA-256 hash of a key's `SubjectPublicKeyInfo` in DER.
///
/// It is displayed as base64url without padding, 43 characters, like in mox. Other common formats are parsed too:
///
/// ```
/// use tls_pubkey_auth::{Fingerprint, FingerprintError};
/// let fingerprint: Fingerprint = "g7NB3wdWo-3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU".parse()?;
/// // curl and HPKP; DANE 3 1 1; Postfix; RFC 6920.
/// for spelling in [
///     "sha256//g7NB3wdWo+3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU=",
///     "3 1 1 83b341df0756a3edec81a25f50485cf1451bf7440d60bd8b372464dce6091d35",
///     "83:B3:41:DF:07:56:A3:ED:EC:81:A2:5F:50:48:5C:F1:45:1B:F7:44:0D:60:BD:8B:37:24:64:DC:E6:09:1D:35",
///     "ni:///sha-256;g7NB3wdWo-3sgaJfUEhc8UUb90QNYL2LNyRk3OYJHTU",
/// ] {
///     assert_eq!(spelling.parse(), Ok(fingerprint));
/// }
/// // ssh-keygen shows the hash of another encoding.
/// let ssh: Result<Fingerprint, _> = "SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDnmaUcM9VkYSdAgN0".parse();
/// assert_eq!(ssh, Err(FingerprintError::Ssh));
/// # Ok::<(), FingerprintError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Creates a fingerprint from its 32 octets.
    pub const fn from_octets(octets: [u8; 32]) -> Self {
        Self(octets)
    }

    /// Returns the 32 octets.
    pub const fn octets(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn of(octets: &[u8]) -> Self {
        Self(Sha256::digest(octets).into())
    }

    /// Returns whether the value is the hash of this certificate and not of its key, for a better error message.
    pub fn is_hash_of_certificate(&self, certificate: &[u8]) -> bool {
        *self == Self::of(certificate)
    }

    /// Returns lower-case hexadecimal: DANE `3 1 1` (RFC 6698), Dovecot's `check_client_pubkey_fp`, GnuTLS' key
    /// ID.
    pub fn to_hex(&self) -> String {
        use fmt::Write as _;
        self.0.iter().fold(String::with_capacity(64), |mut hex, octet| {
            // Writing to a String does not fail.
            let _ = write!(hex, "{octet:02x}");
            hex
        })
    }

    /// Returns upper-case hexadecimal in pairs: Postfix's `smtpd_tls_fingerprint_digest`.
    pub fn to_colons(&self) -> String {
        use fmt::Write as _;
        let mut text = String::with_capacity(95);
        for (at, octet) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { ":" };
            // Writing to a String does not fail.
            let _ = write!(text, "{separator}{octet:02X}");
        }
        text
    }

    /// Returns standard base64 with padding: curl's `--pinnedpubkey sha256//..` and GnuTLS' `pin-sha256`.
    pub fn to_pin(&self) -> String {
        use base64ct::Encoding as _;
        base64ct::Base64::encode_string(&self.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use base64ct::Encoding as _;
        let mut buffer = [0; 43];
        f.pad(base64ct::Base64UrlUnpadded::encode(&self.0, &mut buffer).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        spelling::read(text).map(Self)
    }
}
