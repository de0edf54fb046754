//! The certificate data from a trusted caller.
use super::super::fingerprint::Fingerprint;
use alloc::string::String;

/// The certificate fields of a request on a [`Trusted`](super::Trusted) socket.
///
/// Only [`Request::certificate`](super::Request::certificate) of such a socket returns it; it has no constructor.
/// Dovecot also sends the fingerprints of untrusted and self-signed certificates: they prove possession of the key
/// and nothing else.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CertificateClaims {
    verified: bool,
    user_name: Option<String>,
    certificate: Option<Fingerprint>,
    key: Option<Fingerprint>,
}

impl CertificateClaims {
    /// Returns whether the caller's authorities have signed the certificate: `valid-client-cert`.
    pub const fn is_verified(&self) -> bool {
        self.verified
    }

    /// Returns the name in the certificate, if it is verified: `cert_username=`. Without `valid-client-cert` the
    /// name is dropped.
    pub fn user_name(&self) -> Option<&str> {
        self.user_name.as_deref().filter(|_| self.verified)
    }

    /// Returns the fingerprint of the certificate: `ssl_client_cert_fp=`.
    pub const fn certificate_fingerprint(&self) -> Option<&Fingerprint> {
        self.certificate.as_ref()
    }

    /// Returns the fingerprint of the certificate's public key: `ssl_client_cert_pubkey_fp=`.
    pub const fn key_fingerprint(&self) -> Option<&Fingerprint> {
        self.key.as_ref()
    }

    pub(crate) fn take(&mut self, name: &[u8], value: &[u8]) -> bool {
        let text = || core::str::from_utf8(value).ok();
        match name {
            b"valid-client-cert" => self.verified = true,
            b"cert_username" => {
                self.user_name = text().map(String::from);
                return self.user_name.is_some();
            }
            b"ssl_client_cert_fp" => {
                self.certificate = text().and_then(Fingerprint::from_hex);
                return self.certificate.is_some();
            }
            b"ssl_client_cert_pubkey_fp" => {
                self.key = text().and_then(Fingerprint::from_hex);
                return self.key.is_some();
            }
            _ => {}
        }
        true
    }
}
