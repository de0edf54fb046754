//! The sockets whose certificate data is trusted.
use super::certificate::CertificateClaims;
use core::fmt::Debug;

/// The trust in a socket's peers: [`Trusted`] or [`Untrusted`]. The trait is sealed.
pub trait Trust: sealed::Sealed + Copy + Debug + Send + Sync + Unpin + 'static {}

/// A socket whose peers are trusted for certificate data, because the operating system has identified them
/// (`SO_PEERCRED`, or the socket's directory): Dovecot's login processes.
#[derive(Clone, Copy, Debug)]
pub struct Trusted;

/// Any other socket. The certificate data of its peers is dropped, and no method returns it.
#[derive(Clone, Copy, Debug)]
pub struct Untrusted;

impl Trust for Trusted {}
impl Trust for Untrusted {}

pub(crate) mod sealed {
    use super::{CertificateClaims, Debug, Trusted, Untrusted};

    /// The stored certificate fields.
    pub trait Sealed {
        type Claims: Keep + Default + Debug + Send + Sync + Unpin;
    }

    pub trait Keep {
        /// Stores a parameter whose escapes are resolved. Returns `false` if it is a malformed certificate field.
        fn keep(&mut self, name: &[u8], value: &[u8]) -> bool;
    }

    impl Sealed for Untrusted {
        type Claims = ();
    }

    impl Keep for () {
        fn keep(&mut self, _: &[u8], _: &[u8]) -> bool {
            true
        }
    }

    impl Sealed for Trusted {
        type Claims = CertificateClaims;
    }

    impl Keep for CertificateClaims {
        fn keep(&mut self, name: &[u8], value: &[u8]) -> bool {
            self.take(name, value)
        }
    }
}
