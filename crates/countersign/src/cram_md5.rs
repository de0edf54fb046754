//! An account's record for CRAM-MD5, if the recipe asks for one; without the feature there is none.
use crate::recipe::Recipe;
use sasl_core::{Record, Secret};
use sasl_scram::RecordError;
use std::sync::Arc;

/// The record, or none.
#[derive(Debug, Default)]
pub(crate) struct CramMd5(#[cfg(feature = "crammd5")] Option<sasl_crammd5::Stored>);

#[cfg(feature = "crammd5")]
impl CramMd5 {
    pub(crate) fn derive(password: &Secret, recipe: &Recipe) -> Result<Self, RecordError> {
        let derive = || sasl_crammd5::Stored::derive(password).map_err(error);
        recipe.cram_md5.then(derive).transpose().map(Self)
    }

    pub(crate) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// The recipe asks for one, and there is none.
    pub(crate) fn falls_short(&self, recipe: &Recipe) -> bool {
        recipe.cram_md5 && self.0.is_none()
    }

    /// This one, or else that.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }

    /// The lines of the other records, and this one, which is the last.
    pub(crate) fn split(text: &str) -> Result<(&str, Self), RecordError> {
        match text.rsplit_once('\n') {
            Some((others, line)) if line.starts_with('{') => {
                Ok((others, Self(Some(sasl_crammd5::Stored::parse(line).map_err(error)?))))
            }
            _ => Ok((text, Self(None))),
        }
    }

    pub(crate) fn write(&self, text: &mut String) {
        if let Self(Some(stored)) = self {
            text.push('\n');
            text.push_str(&stored.to_text());
        }
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

    pub(crate) fn split(text: &str) -> Result<(&str, Self), RecordError> {
        Ok((text, Self()))
    }

    pub(crate) fn write(&self, _: &mut String) {}

    pub(crate) fn record(&self) -> Option<Arc<dyn Record>> {
        None
    }
}
