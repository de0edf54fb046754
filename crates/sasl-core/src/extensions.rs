//! What a peer says beyond what the mechanism needs.
use alloc::{boxed::Box, string::String};
use core::fmt;

/// Optional extensions of the peer's messages, each a letter and a value, as they were sent and in that order
/// (RFC 5802 section 5.1). A mechanism hands them over and does nothing about them itself.
///
/// On a question they are what somebody claims; on an outcome they are signed by whoever has proved the password.
///
/// ```
/// use sasl_core::mechanism::Extensions;
/// let mut extensions = Extensions::NONE;
/// extensions.push('x', "seventeen")?;
/// assert!(extensions.push('y', "a,b").is_err());
/// assert_eq!(extensions.get('x'), Some("seventeen"));
/// assert_eq!(extensions.get('X'), None);
/// # Ok::<(), sasl_core::mechanism::CommaInExtension>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extensions(
    /// A letter, a value and a comma for each; a value has no comma. Most exchanges have none, and pay a word for it.
    Option<Box<str>>,
);

/// The name or the value of an extension has a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommaInExtension;

impl Extensions {
    /// None.
    pub const NONE: Self = Self(None);

    /// Appends an extension.
    ///
    /// # Errors
    /// [`CommaInExtension`]: a comma ends an extension, so that there is none in its name or value.
    pub fn push(&mut self, name: char, value: &str) -> Result<(), CommaInExtension> {
        if name == ',' || value.contains(',') {
            return Err(CommaInExtension);
        }
        let mut text = String::from(self.0.take().unwrap_or_default());
        text.push(name);
        text.push_str(value);
        text.push(',');
        self.0 = Some(text.into());
        Ok(())
    }

    /// Those of another message behind these.
    pub fn append(&mut self, others: &Self) {
        if let Some(others) = &others.0 {
            self.0 = Some([self.0.as_deref().unwrap_or_default(), others].concat().into());
        }
    }

    /// The first of this name.
    pub fn get(&self, name: char) -> Option<&str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (char, &str)> {
        self.0.as_deref().unwrap_or_default().split_terminator(',').filter_map(|extension| {
            let mut rest = extension.chars();
            Some((rest.next()?, rest.as_str()))
        })
    }

    /// There are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// Names alone: values are the peer's.
impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Extensions")?;
        f.debug_list().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

impl fmt::Display for CommaInExtension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a comma in an extension")
    }
}

impl core::error::Error for CommaInExtension {}
