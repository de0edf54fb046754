//! An account's optional CRAM-MD5 record; without the feature it is always absent.
#[cfg(feature = "crammd5")]
use crate::foreign::CramMd5Alone;
use crate::{foreign::Hashing, recipe::Recipe};
use sasl_core::{Secret, mechanism::Record};
use sasl_scram::RecordError;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The record, if there is one.
#[derive(Debug, Default)]
pub(crate) struct CramMd5(#[cfg(feature = "crammd5")] Option<sasl_crammd5::Stored>);

#[cfg(feature = "crammd5")]
impl CramMd5 {
    pub(crate) fn derive(password: &Secret, recipe: &Recipe) -> Result<Self, RecordError> {
        let derive = || sasl_crammd5::Stored::derive_at_least(password, recipe.minimum).map_err(error);
        recipe.cram_md5.then(derive).transpose().map(Self)
    }

    pub(crate) fn of(stored: sasl_crammd5::Stored) -> Self {
        Self(Some(stored))
    }

    pub(crate) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Returns whether the recipe requires a record and there is none.
    pub(crate) fn falls_short(&self, recipe: &Recipe) -> bool {
        recipe.cram_md5 && self.0.is_none()
    }

    /// Returns this record, or the other one if this is absent.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }

    /// Returns whether the line is a CRAM-MD5 record.
    pub(crate) fn begins(line: &str) -> bool {
        line.starts_with("{CRAM-MD5}") || line.starts_with("{HMAC-MD5}")
    }

    pub(crate) fn parse(line: &str) -> Result<Self, RecordError> {
        Ok(Self(Some(sasl_crammd5::Stored::parse(line).map_err(error)?)))
    }

    pub(crate) fn to_text(&self) -> Option<Zeroizing<String>> {
        self.0.as_ref().map(sasl_crammd5::Stored::to_text)
    }

    /// Returns the verifier of PLAIN passwords for accounts that have nothing better.
    pub(crate) fn alone(&self) -> Option<Arc<dyn Hashing>> {
        // Parsed again, because this is the record of imported accounts that have not logged in yet.
        let stored = sasl_crammd5::Stored::parse(&self.to_text()?).ok()?;
        Some(Arc::new(CramMd5Alone(Arc::new(stored))))
    }

    pub(crate) fn record(&self) -> Option<Arc<dyn Record>> {
        let stored = self.0.as_ref()?;
        Some(Arc::new(sasl_crammd5::CramMd5Record::new(stored)))
    }
}

#[cfg(feature = "crammd5")]
fn error(error: sasl_crammd5::RecordError) -> RecordError {
    match error {
        sasl_crammd5::RecordError::Password(why) => RecordError::Password(why),
        sasl_crammd5::RecordError::Short(octets) => RecordError::Short(octets),
        _ => RecordError::Form,
    }
}

#[cfg(not(feature = "crammd5"))]
impl CramMd5 {
    pub(crate) fn derive(_: &Secret, _: &Recipe) -> Result<Self, RecordError> {
        Ok(Self())
    }

    pub(crate) fn is_there(&self) -> bool {
        false
    }

    pub(crate) fn falls_short(&self, _: &Recipe) -> bool {
        false
    }

    pub(crate) fn or(self, _: Self) -> Self {
        self
    }

    pub(crate) fn begins(_: &str) -> bool {
        false
    }

    pub(crate) fn parse(_: &str) -> Result<Self, RecordError> {
        Err(RecordError::Form)
    }

    pub(crate) fn to_text(&self) -> Option<Zeroizing<String>> {
        None
    }

    pub(crate) fn alone(&self) -> Option<Arc<dyn Hashing>> {
        None
    }

    pub(crate) fn record(&self) -> Option<Arc<dyn Record>> {
        None
    }
}
