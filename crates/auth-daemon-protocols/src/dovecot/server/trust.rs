//! Which sockets may speak of certificates.
use super::certificate::CertificateClaims;
use core::fmt::Debug;

/// How far a socket's peers are trusted: [`Trusted`] or [`Untrusted`]. It cannot be implemented elsewhere.
pub trait Trust: sealed::Sealed + Copy + Debug + Send + Sync + Unpin + 'static {}

/// A socket whose peers' word on certificates counts, because the operating system has said who they are (`SO_PEERCRED`, or
/// the socket's directory): Dovecot's login processes.
#[derive(Clone, Copy, Debug)]
pub struct Trusted;

/// Any other socket. What its peers say of certificates is not kept, and there is no call that returns it.
#[derive(Clone, Copy, Debug)]
pub struct Untrusted;

impl Trust for Trusted {}
impl Trust for Untrusted {}

pub(crate) mod sealed {
    use super::{CertificateClaims, Debug, Trusted, Untrusted};

    /// What is kept of the fields.
    pub trait Sealed {
        type Claims: Keep + Default + Debug + Send + Sync + Unpin;
    }

    pub trait Keep {
        /// Takes a parameter whose escapes are resolved; `false` if it is one of these, and malformed.
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
