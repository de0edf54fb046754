//! The check of a plaintext password against a stored record, for accounts that have no other record.
use crate::{key::Key, stored::Stored};
use sasl_core::server::Check;
use subtle::{Choice, ConstantTimeEq};

impl Stored {
    /// Compares the password, octet for octet, with every form that the record has a key for. It takes a few
    /// microseconds. That reveals a known name, unless unknown names get a decoy of this type: see
    /// [`CramMd5Record`](crate::CramMd5Record).
    pub fn check(&self, password: &str) -> Check {
        let key = Key::new(password.as_bytes());
        let any = self.keys().fold(Choice::from(0), |any, one| any | one.ct_eq(&key));
        if any.into() { Check::Match } else { Check::NoMatch }
    }

    /// Creates a record from 32 octets: the outer state, then the inner state, with the least significant octet of
    /// each word first.
    ///
    /// # Errors
    /// [`RecordError::EmptyPassword`](crate::RecordError::EmptyPassword) if the states are those of the empty
    /// password.
    pub fn from_states(states: &[[u8; 16]; 2]) -> Result<Self, crate::RecordError> {
        Self::of_key(Key::from_octets(states))
    }
}
