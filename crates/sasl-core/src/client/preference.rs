//! A client's credentials and its requirements for a mechanism.
use alloc::string::String;

/// The kinds of credentials that a client has, and its requirements. The default has no credentials, so only
/// ANONYMOUS can be chosen.
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
    /// Creates a preference for a user name and a password.
    pub fn password() -> Self {
        Self { password: true, ..Self::default() }
    }

    /// Creates a preference for a bearer token.
    pub fn token() -> Self {
        Self { token: true, ..Self::default() }
    }

    /// Creates a preference without credentials except those of the connection: EXTERNAL, else ANONYMOUS.
    pub fn external() -> Self {
        Self::default()
    }

    /// Adds a bearer token.
    #[must_use]
    pub fn and_token(self) -> Self {
        Self { token: true, ..self }
    }

    /// Requires channel binding. If the server lists no mechanism that provides it, the choice fails before
    /// anything is sent. The requirement is checked again at the end of the exchange.
    #[must_use]
    pub fn require_binding(self) -> Self {
        Self { require_binding: true, ..self }
    }

    /// Allows only this mechanism. A client that pins the strongest mechanism that a server has offered detects
    /// its removal from the list. A new pin replaces an earlier one and its accepted risk.
    #[must_use]
    pub fn pin(self, name: impl Into<String>) -> Self {
        Self { pin: Some(name.into()), risk_accepted: false, ..self }
    }

    /// Allows only this mechanism, and allows it to send a password or a token over a line that is not verified.
    /// An attacker on that line can use the credential.
    #[must_use]
    pub fn pin_insecure(self, name: impl Into<String>) -> Self {
        Self { risk_accepted: true, ..self.pin(name) }
    }
}
