//! A connection for mechanisms that send a secret in plaintext, and the risks that a client accepts on it.
use super::people;
use sasl_core::{
    ClientRegistry, Profile, Security, ServerRegistry,
    client::{self, Choice, Preference},
    server::{self, Offer},
};

pub struct Line {
    profile: Profile,
    security: Security,
    at_any_risk: bool,
    /// Whether the attacker starts the mechanism by its name alone.
    pub withholds: bool,
}

impl Line {
    /// Creates the connection from the bits of an octet; one of them selects this profile, which supports more
    /// than that of mail.
    pub fn new(octet: u8, roomy: Profile) -> Self {
        Self {
            security: people::security(octet),
            at_any_risk: has(octet, 2),
            profile: if has(octet, 3) { roomy } else { Profile::MAIL },
            withholds: has(octet, 4),
        }
    }

    /// Returns whether the server is not verified and the client has not accepted that risk.
    pub fn is_unsafe(&self) -> bool {
        !self.security.is_trusted() && !self.at_any_risk
    }

    /// Returns the choice of a client that wants this mechanism.
    pub fn choose(
        &self,
        registry: &ClientRegistry,
        offered: [&str; 2],
        wishes: Preference,
        name: &'static str,
    ) -> Option<Choice> {
        let line = client::Connection::new(self.profile, self.security);
        let wishes = if self.at_any_risk { wishes.pin_insecure(name) } else { wishes.pin(name) };
        registry.choose(offered, &line, &wishes).ok()
    }

    /// Returns the server's offer on this connection.
    pub fn offer(&self, registry: &ServerRegistry) -> Offer {
        registry.offer(&server::Connection::new(self.profile, Security::Verified))
    }
}

/// Returns whether this bit is set.
pub const fn has(octet: u8, bit: u8) -> bool {
    octet >> bit & 1 == 1
}
