//! A password that was sent as such, against a record at rest: for accounts that have nothing else yet.
use crate::{key::Key, stored::Stored};
use sasl_core::server::Check;
use subtle::{Choice, ConstantTimeEq};

impl Stored {
    /// Is this, octet for octet, the password in any of the forms that there are keys of? All are compared. It takes a few
    /// microseconds, which tells a known name from an unknown one unless that is given a decoy of this kind: see
    /// [`CramMd5Record`](crate::CramMd5Record).
    pub fn check(&self, password: &str) -> Check {
        let key = Key::new(password.as_bytes());
        let any = self.keys().fold(Choice::from(0), |any, one| any | one.ct_eq(&key));
        if any.into() { Check::Match } else { Check::NoMatch }
    }

    /// From 32 octets: the outer state and then the inner, the least octet of each word first.
    ///
    /// # Errors
    /// [`RecordError::EmptyPassword`](crate::RecordError::EmptyPassword).
    pub fn from_states(states: &[[u8; 16]; 2]) -> Result<Self, crate::RecordError> {
        Self::of_key(Key::from_octets(states))
    }
}
