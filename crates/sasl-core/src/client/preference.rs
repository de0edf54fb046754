//! What a client has, and what it insists on.
use alloc::string::String;

/// What there is to log in with, and what must hold. The default has nothing, so it chooses at most ANONYMOUS.
///
/// ```
/// use sasl_core::client::Preference;
/// let usual = Preference::password();
/// let wary = Preference::password().require_binding();
/// let fixed = Preference::password().pin("SCRAM-SHA-256-PLUS");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Preference {
    pub(super) password: bool,
    pub(super) token: bool,
    pub(super) require_binding: bool,
    pub(super) pin: Option<String>,
    pub(super) risk_accepted: bool,
}

impl Preference {
    /// A name and a password.
    pub fn password() -> Self {
        Self { password: true, ..Self::default() }
    }

    /// A bearer token.
    pub fn token() -> Self {
        Self { token: true, ..Self::default() }
    }

    /// Nothing to log in with but what the connection itself proves: EXTERNAL, else ANONYMOUS.
    pub fn external() -> Self {
        Self::default()
    }

    /// A bearer token as well.
    #[must_use]
    pub fn and_token(self) -> Self {
        Self { token: true, ..self }
    }

    /// Only a mechanism that binds to the channel. A server whose list has none is an error before a byte is
    /// sent; and that the exchange was bound is checked once more at its end.
    #[must_use]
    pub fn require_binding(self) -> Self {
        Self { require_binding: true, ..self }
    }

    /// Only this mechanism: remember the strongest that a server has had, and nobody can take it off the list
    /// unnoticed. It replaces an earlier pin, and with it the risk that was accepted for that one.
    #[must_use]
    pub fn pin(self, name: impl Into<String>) -> Self {
        Self { pin: Some(name.into()), risk_accepted: false, ..self }
    }

    /// Only this mechanism, and send a password or token with it even over a line that somebody else may be at
    /// the end of. Whoever is there can use it.
    #[must_use]
    pub fn pin_insecure(self, name: impl Into<String>) -> Self {
        Self { risk_accepted: true, ..self.pin(name) }
    }
}
