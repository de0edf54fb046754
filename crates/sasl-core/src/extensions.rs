//! Optional extensions in a peer's messages.
use alloc::{boxed::Box, string::String};
use core::fmt;

/// Optional extensions in a peer's messages (RFC 5802 section 5.1): each is a letter and a value, in the order in
/// which they were sent. A mechanism passes them on and does not interpret them.
///
/// In a question the extensions are unauthenticated. In an outcome they are covered by the peer's proof.
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
    /// A letter, a value and a comma for each extension; a value contains no comma. The common empty case takes
    /// one word.
    Option<Box<str>>,
);

/// The error for an extension whose name or value contains a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommaInExtension;

impl Extensions {
    /// No extensions.
    pub const NONE: Self = Self(None);

    /// Appends an extension.
    ///
    /// # Errors
    /// [`CommaInExtension`]: a comma ends an extension, so its name and value contain none.
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

    /// Appends the extensions of another message.
    pub fn append(&mut self, others: &Self) {
        if let Some(others) = &others.0 {
            self.0 = Some([self.0.as_deref().unwrap_or_default(), others].concat().into());
        }
    }

    /// Returns the value of the first extension with this name.
    pub fn get(&self, name: char) -> Option<&str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    /// Returns an iterator over the extensions.
    pub fn iter(&self) -> impl Iterator<Item = (char, &str)> {
        self.0.as_deref().unwrap_or_default().split_terminator(',').filter_map(|extension| {
            let mut rest = extension.chars();
            Some((rest.next()?, rest.as_str()))
        })
    }

    /// Returns whether there are no extensions.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// Shows the names only, because the values come from the peer.
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
