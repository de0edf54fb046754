//! The part of an account's credentials that one login needs.
use crate::{credentials::Credentials, foreign::ForeignRecord, hash::ScramHash};
use sasl_core::Records;
use sasl_scram::RecordError;
use std::sync::Arc;

impl Credentials {
    /// Parses from the output of [`to_text`](Self::to_text) only what a login with this mechanism needs: at most
    /// one SCRAM record, for PLAIN and LOGIN the record that checks them, or for CRAM-MD5 its record. The work is
    /// that of one record, however many there are, so an account cannot be distinguished from a name that gets one
    /// decoy record.
    ///
    /// ```
    /// # use countersign::{Credentials, Entropy, Recipe, Secret};
    /// # let recipe = Recipe::default().with_iterations(4096);
    /// # let made = Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new([1; 32]))?.run();
    /// let text = made.to_text();
    /// let one = Credentials::parse_for(&text, "SCRAM-SHA-256-PLUS")?;
    /// assert!(one.hashes().eq([countersign::ScramHash::Sha256]) && one.serve("SCRAM-SHA-256"));
    /// # Ok::<(), countersign::scram::RecordError>(())
    /// ```
    ///
    /// # Errors
    /// [`RecordError`] for an invalid record. Other records are not parsed.
    pub fn parse_for(text: &str, mechanism: &str) -> Result<Self, RecordError> {
        let scram = |hash: ScramHash| text.split('\n').find(|line| is_of(line, hash.name()));
        let bare = mechanism.strip_suffix("-PLUS").unwrap_or(mechanism);
        if let Some(hash) = ScramHash::from_name(bare) {
            return scram(hash).map_or_else(|| Ok(Self::default()), Self::parse);
        }
        let cheapest = ScramHash::ALL.iter().copied().filter(|hash| scram(*hash).is_some());
        let cheapest = cheapest.min_by_key(|hash| hash.price()).and_then(scram);
        match cheapest.filter(|_| matches!(mechanism, "PLAIN" | "LOGIN")) {
            Some(line) => Self::parse(line),
            // Records other than SCRAM's are last.
            None => match text.split('\n').position(|line| !line.is_empty() && !line.starts_with("SCRAM-")) {
                Some(at) => Self::parse(text.splitn(at.saturating_add(1), '\n').last().unwrap_or_default()),
                None => Ok(Self::default()),
            },
        }
    }

    /// Returns records for an unknown name that must be indistinguishable from this account: with the same salts,
    /// iteration counts and costs, and without a matching password.
    pub fn decoy_records(&self) -> Records {
        let mut stored: Vec<_> = self.stored.iter().collect();
        stored.sort_by_key(|(hash, _)| hash.price());
        let alone = self.alone().map(|hashing| Arc::new(ForeignRecord(hashing.decoy())) as _);
        Records::new(stored.into_iter().map(|(_, stored)| stored.decoy()).chain(alone))
    }
}

/// Returns whether the line begins with the mechanism's name and a `$`.
fn is_of(line: &str, name: &str) -> bool {
    line.strip_prefix(name).is_some_and(|rest| rest.starts_with('$'))
}
