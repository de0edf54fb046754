//! Mechanism names (RFC 4422 section 3.1).
use core::fmt;

/// A mechanism's name (RFC 4422 section 3.1): 1 to 20 of `A-Z 0-9 - _`.
///
/// In a `const`, a name that is not well-formed does not compile:
///
/// ```
/// # use sasl_core::mechanism::MechanismName;
/// const PIN: MechanismName = MechanismName::from_static("X-PIN");
/// assert_eq!(PIN.as_str(), "X-PIN");
/// ```
/// ```compile_fail,E0080
/// # use sasl_core::mechanism::MechanismName;
/// const PIN: MechanismName = MechanismName::from_static("x-pin");
/// assert_eq!(PIN.as_str(), "x-pin");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MechanismName(&'static str);

impl MechanismName {
    /// This name, if it is well-formed.
    pub const fn new(name: &'static str) -> Option<Self> {
        if is_mechanism_name(name) { Some(Self(name)) } else { None }
    }

    /// This name.
    ///
    /// # Panics
    /// When it is not well-formed. In a `const` that is an error of compilation.
    pub const fn from_static(name: &'static str) -> Self {
        assert!(is_mechanism_name(name), "a mechanism's name is 1 to 20 of A-Z, 0-9, '-' and '_'");
        Self(name)
    }

    /// The name as text.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for MechanismName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for MechanismName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

/// Returns whether this is a valid mechanism name (RFC 4422 section 3.1).
///
/// `sasl-mech = 1*20mech-char`, with `mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE`.
///
/// ```
/// use sasl_core::mechanism::is_mechanism_name;
/// assert!(is_mechanism_name("SCRAM-SHA-256-PLUS"));
/// assert!(!is_mechanism_name("scram") && !is_mechanism_name(""));
/// ```
pub const fn is_mechanism_name(name: &str) -> bool {
    let mut rest = name.as_bytes();
    if rest.is_empty() || rest.len() > 20 {
        return false;
    }
    while let [first, others @ ..] = rest {
        if !matches!(first, b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_') {
            return false;
        }
        rest = others;
    }
    true
}

/// Compares whole names without regard to case, as IMAP (RFC 9051) and SMTP (RFC 4954) do.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || one.eq_ignore_ascii_case(other)
}
