//! The four profiles and what can be done with them.

use crate::enforce::{self, Steps};
use crate::error::Error;
use crate::rules;
use crate::tables::class::{FREE_BAD, ID_BAD};
use alloc::borrow::Cow;
use alloc::string::String;
use zeroize::Zeroizing;

/// A PRECIS profile: a string class and the rules to apply to a string.
///
/// Every method works in time that grows with the length of the string and not faster. Compatibility
/// normalization (nicknames) can make a string eleven times as long; refuse overlong input beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// User names that differ in case are the same (RFC 8265 section 3.3). The usual one for new systems.
    ///
    /// The string is one *userpart*: it holds no space.
    UsernameCaseMapped,
    /// User names that differ in case are different (RFC 8265 section 3.4). Also one userpart.
    UsernameCasePreserved,
    /// Passwords (RFC 8265 section 4.2): spaces of all kinds become U+0020, nothing else is mapped.
    OpaqueString,
    /// Names that are shown in chat rooms and the like (RFC 8266).
    Nickname,
}

impl Profile {
    /// Applies all rules and returns the string that may be stored or sent.
    ///
    /// Mapping comes first and the check of the string class last, the order of RFC 8264 section 7, so that
    /// canonically equivalent strings are treated alike: a name that is typed in decomposed form passes.
    /// The result is borrowed if nothing changes; otherwise one allocation is made.
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
    /// The string is empty after mapping, or holds what the profile does not allow.
    #[inline]
    pub fn enforce(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::enforce(text, self.steps())
    }

    /// Like [`enforce`](Self::enforce), but checks the width-mapped input as well.
    ///
    /// RFC 8265 and 8266 ask for this check, and strings that pass it give the same result in either way.
    /// It refuses more: Korean in decomposed form, and characters that only mapping makes acceptable, such as
    /// the Kelvin sign U+212A in a user name. Good for the creation of accounts, where strictness costs nothing.
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
    /// As [`enforce`](Self::enforce), and if the input itself holds what the string class does not allow.
    pub fn enforce_strict(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::enforce_strict(text, self.steps())
    }

    /// Maps the width of user names and checks the string class, no more (RFC 8264 section 4.1).
    ///
    /// For what is to be handed to a server that enforces the profile itself.
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
    /// The string is empty or holds what the string class does not allow.
    pub fn prepare(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::prepare(text, self.steps())
    }

    /// Whether two strings are the same under this profile.
    ///
    /// ```
    /// use precis_normalize::Profile;
    ///
    /// assert!(Profile::Nickname.compare("Foo Bar", "foo  bar")?);
    /// assert!(!Profile::OpaqueString.compare("Secret", "secret")?);
    /// # Ok::<(), precis_normalize::Error>(())
    /// ```
    ///
    /// This is no comparison for secrets: its time tells how far two passwords agree.
    ///
    /// # Errors
    ///
    /// One of the strings is not acceptable.
    pub fn compare(self, left: &str, right: &str) -> Result<bool, Error> {
        Ok(self.comparison_key(left)? == self.comparison_key(right)?)
    }

    /// The string that stands for all strings that are the same under this profile, for an index.
    ///
    /// For nicknames it is case-mapped (RFC 8266 section 2.4); for the others it is what
    /// [`enforce`](Self::enforce) returns.
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
    /// As [`enforce`](Self::enforce).
    pub fn comparison_key(self, text: &str) -> Result<Cow<'_, str>, Error> {
        enforce::enforce(text, self.key_steps())
    }

    /// Whether [`enforce`](Self::enforce) would return the string as it is. Never allocates.
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

    /// Like [`enforce`](Self::enforce), into memory that is wiped when it is dropped.
    ///
    /// The memory is reserved before the first byte is written, so no copy stays behind in memory that was
    /// given back. Refused text is wiped too. What the compiler keeps on the stack is out of reach.
    ///
    /// # Errors
    ///
    /// As [`enforce`](Self::enforce).
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
