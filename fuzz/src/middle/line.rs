//! The line on which a secret goes as such, and what a client risks on it.
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
    /// The middle begins with the name of the mechanism alone.
    pub withholds: bool,
}

impl Line {
    /// By an octet's bits; one of them is for this profile, which has room for more than that of mail.
    pub fn new(octet: u8, roomy: Profile) -> Self {
        Self {
            security: people::security(octet),
            at_any_risk: has(octet, 2),
            profile: if has(octet, 3) { roomy } else { Profile::MAIL },
            withholds: has(octet, 4),
        }
    }

    /// It may end at anybody, and the client has not said that it may.
    pub fn is_unsafe(&self) -> bool {
        !self.security.is_trusted() && !self.at_any_risk
    }

    /// A client that wants this mechanism.
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

    /// The server's end is sure of it.
    pub fn offer(&self, registry: &ServerRegistry) -> Offer {
        registry.offer(&server::Connection::new(self.profile, Security::Verified))
    }
}

/// Is this bit set?
pub const fn has(octet: u8, bit: u8) -> bool {
    octet >> bit & 1 == 1
}
