//! Who is at the two ends.
use sasl_core::{
    Entropy, Secret,
    client::{Choice, Credentials, Token},
    server::{Authorize, CheckToken, Decision, Found, Offer, TokenAnswer, TokenFailure},
};

/// A client, a server, and what the middle knows of them. What an exchange does not need is left as it is.
pub trait Ends {
    /// What the client makes of the list as it has heard it.
    fn choice(&self) -> Option<Choice>;

    /// Everything that the server has.
    fn offer(&self) -> Offer;

    /// What the server is started with for this choice of the client's.
    fn started(&self, chosen: &'static str) -> &'static str {
        chosen
    }

    /// The server's randomness.
    fn entropy(&self) -> Entropy {
        Entropy::new([1; 32])
    }

    /// The middle begins with the name of the mechanism alone, whatever the client has sent with it.
    fn withholds(&self) -> bool {
        false
    }

    fn credentials(&self) -> Credentials {
        Credentials::new("", Secret::new(""))
    }

    fn token(&self) -> Token {
        Token::new("", Secret::new(""))
    }

    /// The directory's answer.
    fn find(&self, user: &str) -> Found {
        Found::Unknown { canonical: user.into() }
    }

    /// The issuer's.
    fn issuer(&self, _: &CheckToken) -> TokenAnswer {
        TokenAnswer::Invalid(TokenFailure::default())
    }

    /// A directory that lets everybody act as everybody, so that what is asked for matters.
    fn decide(&self, asked: &Authorize) -> Decision {
        Decision::Grant { account: asked.requested().unwrap_or(asked.authenticated()).into() }
    }

    /// Is this what the work of either end may cost?
    fn may_cost(&self, work: u32) -> bool;

    /// Texts that mean something, and what they might be turned into.
    fn swaps(&self) -> &'static [(&'static str, &'static str)];

    /// What the middle has from elsewhere: messages of another exchange, or made up.
    fn recorded(&self) -> Vec<Vec<u8>> {
        Vec::new()
    }

    /// The longest message that an end sends, whatever it hears.
    fn longest(&self) -> usize {
        1100
    }
}
