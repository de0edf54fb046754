//! What all of them can do.
use core::fmt;
use sasl_core::mechanism::Verification;
use std::sync::Arc;
use zeroize::Zeroizing;

/// One record of one account, of another system's making.
pub(crate) trait Hashing: fmt::Debug + Send + Sync {
    /// As text, which begins neither like SCRAM's records nor like CRAM-MD5's.
    fn to_text(&self) -> Zeroizing<String>;

    /// What it costs to check one form of a password, in iterations of PBKDF2 or what takes as long. It follows from
    /// [`kind`](Self::kind) alone.
    fn units(&self) -> u32;

    /// KiB of memory that the check of one form takes. It follows from [`kind`](Self::kind) alone.
    fn memory(&self) -> u32 {
        0
    }

    /// Iterations of PBKDF2, if that is what it is.
    fn iterations(&self) -> u32 {
        0
    }

    /// Begin to check exactly these octets.
    fn begin(&self, form: &str) -> Box<dyn Verification>;

    /// Its parameters, without anything that is of the account alone.
    fn kind(&self) -> String;

    /// One that costs the same, and that nobody's password belongs to.
    fn decoy(&self) -> Arc<dyn Hashing>;
}
