//! `--token NAME:TOKEN`: bearer tokens on the command line, for tests without an issuer.
use super::named::NamedPassword;
use countersign::Secret;
use subtle::ConstantTimeEq;

/// The valid tokens and their accounts.
#[derive(Clone, Debug, Default)]
pub struct Tokens(Vec<NamedPassword>);

impl Tokens {
    /// Tokens, each of an account.
    pub fn new(tokens: Vec<NamedPassword>) -> Self {
        Self(tokens)
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the accounts that have tokens.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|token| token.name.as_str())
    }

    /// Returns the account of this token. All tokens are compared, in constant time.
    pub(super) fn owner(&self, token: &Secret) -> Option<&str> {
        let is_it = |known: &NamedPassword| {
            bool::from(known.password.expose().as_bytes().ct_eq(token.expose().as_bytes()))
        };
        self.0.iter().fold(None, |owner, known| if is_it(known) { Some(known.name.as_str()) } else { owner })
    }
}
