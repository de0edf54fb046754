//! The common interface of imported password hashes.
use core::fmt;
use sasl_core::mechanism::Verification;
use std::sync::Arc;
use zeroize::Zeroizing;

/// An imported password hash of one account.
pub(crate) trait Hashing: fmt::Debug + Send + Sync {
    /// Writes the record as text, which begins differently from SCRAM and CRAM-MD5 records.
    fn to_text(&self) -> Zeroizing<String>;

    /// Returns the cost of a check of one password form, in iterations of PBKDF2 or the equivalent time. It
    /// depends only on [`kind`](Self::kind).
    fn units(&self) -> u32;

    /// Returns the memory in KiB for a check of one password form. It depends only on [`kind`](Self::kind).
    fn memory(&self) -> u32 {
        0
    }

    /// Returns the iteration count of PBKDF2, if the hash uses it.
    fn iterations(&self) -> u32 {
        0
    }

    /// Starts a check of exactly these octets.
    fn begin(&self, form: &str) -> Box<dyn Verification>;

    /// Returns the parameters, without any data that is specific to the account.
    fn kind(&self) -> String;

    /// Returns a record with the same cost that no known password matches.
    fn decoy(&self) -> Arc<dyn Hashing>;
}
