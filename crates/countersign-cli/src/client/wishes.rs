//! Who logs in, and how they want to.
use super::{error::LoginError, url::Url};
use countersign::{
    ClientRegistry, Secret, client_registry,
    crammd5::CramMd5Client,
    plain::AnonymousClient,
    sasl::client::{Credentials, Preference, Token},
    sasl_external::External,
};

/// What there is to log in with, and what is wished for.
#[derive(Clone)]
pub(crate) struct Wishes {
    /// Empty, if the key is to say who it is.
    pub(crate) user: String,
    pub(crate) password: Option<Secret>,
    pub(crate) token: Option<Secret>,
    /// Only this mechanism.
    pub(crate) mechanism: Option<String>,
    /// Send the password where somebody else may get it; only with a mechanism that is named.
    pub(crate) at_any_risk: bool,
    /// The host and the port, for a token that is told them.
    server: (String, u16),
}

impl Wishes {
    /// To log in here as this user, with nothing yet.
    pub(crate) fn new(url: &Url, user: impl Into<String>) -> Self {
        Self {
            user: user.into(),
            password: None,
            token: None,
            mechanism: None,
            at_any_risk: false,
            server: (url.host.clone(), url.port),
        }
    }

    /// Is it this mechanism, and no other?
    pub(crate) fn names(&self, mechanism: &str) -> bool {
        self.mechanism.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(mechanism))
    }

    /// Every mechanism; CRAM-MD5 only where it is wished for. With ANONYMOUS the user is what is said for the log.
    pub(super) fn registry(&self) -> Result<ClientRegistry, LoginError> {
        // Whoever names nobody acts as themselves.
        let registry = client_registry().with(External::acting_as(&*self.user));
        if self.names("CRAM-MD5") {
            return Ok(registry.with(CramMd5Client::new()));
        }
        if self.names("ANONYMOUS") {
            let anonymous = AnonymousClient::new().tracing(&self.user);
            return Ok(registry.with(anonymous.map_err(|error| LoginError::Usage(error.to_string()))?));
        }
        Ok(registry)
    }

    pub(super) fn preference(&self) -> Preference {
        let preference = match (&self.password, &self.token) {
            (Some(_), None) => Preference::password(),
            (Some(_), Some(_)) => Preference::password().and_token(),
            (None, Some(_)) => Preference::token(),
            (None, None) => Preference::external(),
        };
        match &self.mechanism {
            Some(name) if self.at_any_risk => preference.pin_insecure(name),
            Some(name) => preference.pin(name),
            None => preference,
        }
    }

    pub(super) fn credentials(&self) -> Option<Credentials> {
        Some(Credentials::new(&*self.user, self.password.clone()?))
    }

    pub(super) fn token(&self) -> Option<Token> {
        let (host, port) = &self.server;
        Some(Token::new(&*self.user, self.token.clone()?).with_server(&**host, *port))
    }
}
