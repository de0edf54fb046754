//! Whether a key can log in to servers of this build, which needs a TLS library that verifies its signatures.
use super::{stack::Stack, verifiable};
use countersign::keys::{KeyError, Spki};

/// The only TLS library of the build that verifies a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnlyWith(pub &'static str);

/// Checks that a TLS library of this build verifies the key. `Some` if not all of them do.
pub fn admit(spki: &Spki) -> Result<Option<OnlyWith>, KeyError> {
    match admit_to(Stack::Rustls, spki) {
        Ok(()) => Ok(None),
        Err(_) if cfg!(feature = "openssl") => {
            admit_to(Stack::Openssl, spki).map(|()| Some(OnlyWith("--tls openssl")))
        }
        Err(why) => Err(why),
    }
}

/// Checks that this TLS library verifies the key.
pub fn admit_to(stack: Stack, spki: &Spki) -> Result<(), KeyError> {
    match stack {
        Stack::Rustls => verifiable().check(spki),
        // OpenSSL verifies every kind of key that can be parsed.
        Stack::Openssl => Ok(()),
    }
}
