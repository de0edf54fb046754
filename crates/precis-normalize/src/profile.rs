//! The four profiles and their operations.

use crate::enforce::{self, Steps};
use crate::error::Error;
use crate::rules;
use crate::tables::class::{FREE_BAD, ID_BAD};
use alloc::borrow::Cow;
use alloc::string::String;
use zeroize::Zeroizing;

/// A PRECIS profile (RFC 8264): a string class and the rules to apply to a string.
///
/// All methods take time linear in the length of the string. Compatibility normalization (nicknames) can make a
/// string eleven times as long; reject overlong input beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// User names that are not case-sensitive (RFC 8265 section 3.3), the usual profile for new systems.
    ///
    /// The string is one *userpart*: it contains no space.
    UsernameCaseMapped,
    /// User names that are case-sensitive (RFC 8265 section 3.4). The string is one userpart too.
    UsernameCasePreserved,
    /// Passwords (RFC 8265 section 4.2): all spaces become U+0020, nothing else is mapped.
    OpaqueString,
    /// Display names, for example in chat rooms (RFC 8266).
    Nickname,
}

impl Profile {
    /// Applies all rules and returns the string to store or send.
    ///
    /// Mapping comes first and the check of the string class last, in the order of RFC 8264 section 7. Canonically
    /// equivalent strings are therefore treated alike, and a name in decomposed form is accepted. The result is
    /// borrowed if nothing changes; otherwise one allocation is made.
    ///
    /// ```
    /// use precis_normalize::Profile;
    ///
    /// assert_eq!(Profile::UsernameCaseMapped.enforce("Zoë")?, "zoë");
    /// assert_eq!(Profile::OpaqueString.enforce("pass\u{3000}phrase")?, "pass phrase");
    /// assert_eq!(Profile::Nickname.enforce("  Foo   Bar ")?, "Foo Bar");
    /// # Ok::<(), precis_normalize::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The string is empty after mapping, or contains characters that the profile does not allow.
    #[inline]
    pub fn enforce(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::enforce(text, self.steps())
    }

    /// Applies all rules like [`enforce`](Self::enforce), and also checks the width-mapped input.
    ///
    /// RFC 8265 and 8266 require this check. Strings that pass it have the same result in both ways. It rejects
    /// more: Korean in decomposed form, and characters that only mapping makes acceptable, such as the Kelvin sign
    /// U+212A in a user name. Use it for the creation of accounts, where strictness has no cost.
    ///
    /// ```
    /// use precis_normalize::Profile;
    ///
    /// let decomposed = "\u{1112}\u{1161}\u{11AB}";
    /// assert_eq!(Profile::OpaqueString.enforce(decomposed)?, "한");
    /// assert!(Profile::OpaqueString.enforce_strict(decomposed).is_err());
    /// # Ok::<(), precis_normalize::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of [`enforce`](Self::enforce), and one for input that the string class does not allow.
    pub fn enforce_strict(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::enforce_strict(text, self.steps())
    }

    /// Maps the width of user names and checks the string class, and nothing else (RFC 8264 section 4.1).
    ///
    /// Use it for strings that are sent to a server that enforces the profile itself.
    ///
    /// ```
    /// use precis_normalize::Profile;
    ///
    /// assert_eq!(Profile::UsernameCaseMapped.prepare("Ａlice")?, "Alice");
    /// # Ok::<(), precis_normalize::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The string is empty or contains characters that the string class does not allow.
    pub fn prepare(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::prepare(text, self.steps())
    }

    /// Returns whether two strings are the same under this profile.
    ///
    /// ```
    /// use precis_normalize::Profile;
    ///
    /// assert!(Profile::Nickname.compare("Foo Bar", "foo  bar")?);
    /// assert!(!Profile::OpaqueString.compare("Secret", "secret")?);
    /// # Ok::<(), precis_normalize::Error>(())
    /// ```
    ///
    /// Do not use it to compare secrets: the time depends on the length of their common prefix.
    ///
    /// # Errors
    ///
    /// One of the strings is invalid.
    pub fn compare(self, left: &str, right: &str) -> Result<bool, Error> {
        Ok(self.comparison_key(left)? == self.comparison_key(right)?)
    }

    /// Returns a key that is equal for all strings that are the same under this profile, for an index.
    ///
    /// For nicknames it is case-mapped (RFC 8266 section 2.4); for the others it is the result of
    /// [`enforce`](Self::enforce).
    ///
    /// ```
    /// use precis_normalize::Profile;
    ///
    /// assert_eq!(Profile::Nickname.comparison_key("Straße ™")?, "straße tm");
    /// # Ok::<(), precis_normalize::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of [`enforce`](Self::enforce).
    pub fn comparison_key(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::enforce(text, self.key_steps())
    }

    /// Returns whether [`enforce`](Self::enforce) would return the string unchanged. Never allocates.
    ///
    /// ```
    /// use precis_normalize::Profile;
    ///
    /// assert!(Profile::UsernameCaseMapped.is_enforced("zoë"));
    /// assert!(!Profile::UsernameCaseMapped.is_enforced("Zoë"));
    /// ```
    #[must_use]
    pub fn is_enforced(self, text: &str) -> bool {
        enforce::is_enforced(text, self.steps())
    }

    /// Applies all rules like [`enforce`](Self::enforce), with a result that is wiped when dropped.
    ///
    /// The memory is reserved before the first byte is written, so no copy remains in freed memory. Rejected text
    /// is wiped too. Copies that the compiler keeps on the stack are not.
    ///
    /// # Errors
    ///
    /// The errors of [`enforce`](Self::enforce).
    pub fn enforce_secret(self, text: &str) -> Result<Zeroizing<String>, Error> {
        // An owned result was written into one reservation, and `into_owned` copies only a borrowed one.
        self.enforce(text).map(|text| Zeroizing::new(text.into_owned()))
    }

    #[inline]
    fn steps(self) -> Steps {
        let free = Steps { rules: rules::OPAQUE, bad: FREE_BAD, space: true, bidi: false };
        let identifier = Steps { rules: rules::CASE_PRESERVED, bad: ID_BAD, space: false, bidi: true };
        match self {
            Self::UsernameCaseMapped => Steps { rules: rules::CASE_MAPPED, ..identifier },
            Self::UsernameCasePreserved => identifier,
            Self::OpaqueString => free,
            Self::Nickname => Steps { rules: rules::NICKNAME, ..free },
        }
    }

    #[inline]
    fn key_steps(self) -> Steps {
        match self {
            Self::Nickname => Steps { rules: rules::NICKNAME_KEY, ..self.steps() },
            _ => self.steps(),
        }
    }
}
