//! The two ends of an exchange.
use sasl_core::{
    Entropy, Secret,
    client::{Choice, Credentials, Token},
    server::{Authorize, CheckToken, Decision, Found, Offer, TokenAnswer, TokenFailure},
};

/// A client, a server, and the attacker's knowledge. The defaults suit exchanges that do not need a method.
pub trait Ends {
    /// Returns the client's choice from the list that it received.
    fn choice(&self) -> Option<Choice>;

    /// Returns the server's whole offer.
    fn offer(&self) -> Offer;

    /// Returns the mechanism that the server starts for this choice of the client.
    fn started(&self, chosen: &'static str) -> &'static str {
        chosen
    }

    /// Returns the server's randomness.
    fn entropy(&self) -> Entropy {
        Entropy::new([1; 32])
    }

    /// Returns whether the attacker starts the mechanism by its name alone, without the client's message.
    fn withholds(&self) -> bool {
        false
    }

    fn credentials(&self) -> Credentials {
        Credentials::new("", Secret::new(""))
    }

    fn token(&self) -> Token {
        Token::new("", Secret::new(""))
    }

    /// Returns the directory's answer.
    fn find(&self, user: &str) -> Found {
        Found::Unknown { canonical: user.into() }
    }

    /// Returns the issuer's answer.
    fn issuer(&self, _: &CheckToken) -> TokenAnswer {
        TokenAnswer::Invalid(TokenFailure::default())
    }

    /// Returns the authorization of a directory that permits all identities, so that the requested one matters.
    fn decide(&self, asked: &Authorize) -> Decision {
        Decision::Grant { account: asked.requested().unwrap_or(asked.authenticated()).into() }
    }

    /// Returns whether this is a valid cost for the work of either end.
    fn may_cost(&self, work: u32) -> bool;

    /// Returns relevant texts and their replacements.
    fn swaps(&self) -> &'static [(&'static str, &'static str)];

    /// Returns the attacker's messages from other sources: another exchange, or forged.
    fn recorded(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }

    /// Returns the maximum length of a message that an end sends.
    fn longest(&self) -> usize {
        1100
    }
}
