//! Secret text that is never printed, compared with `==` or left in memory.
use alloc::string::String;
use core::fmt;
use zeroize::{Zeroize, Zeroizing};

/// A password or a token: wiped when dropped, redacted in `Debug`, without `Display` and without `==`.
///
/// ```
/// let secret = sasl_core::Secret::new("pencil");
/// assert_eq!(format!("{secret:?}"), "Secret(..)");
/// assert_eq!(secret.expose(), "pencil");
/// ```
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret; do so as early as possible. A `String` is moved in without a copy, a `&str` is copied.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text. The name of the method is easy to search for in a review.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<Zeroizing<String>> for Secret {
    fn from(mut text: Zeroizing<String>) -> Self {
        Self(core::mem::take(&mut *text))
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
