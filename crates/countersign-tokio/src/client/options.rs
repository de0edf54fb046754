//! The credentials of a login and its options.
use super::{error::LoginError, url::Url};
use countersign::{
    ClientRegistry, Secret, client_registry,
    crammd5::CramMd5Client,
    plain::AnonymousClient,
    sasl::client::{Credentials, Preference, Token},
    sasl_external::External,
};

/// The available credentials and the requested options.
#[derive(Clone)]
pub struct LoginOptions {
    /// Empty if the key identifies the account.
    pub user: String,
    /// The password, for mechanisms that take one.
    pub password: Option<Secret>,
    /// The bearer token, for OAUTHBEARER and XOAUTH2.
    pub token: Option<Secret>,
    /// Use only this mechanism.
    pub mechanism: Option<String>,
    /// Send the password without verified TLS; only with a named mechanism.
    pub at_any_risk: bool,
    /// The host and the port, for tokens that name them.
    server: (String, u16),
}

impl LoginOptions {
    /// Makes a login as this user, without credentials.
    pub fn new(url: &Url, user: impl Into<String>) -> Self {
        Self {
            user: user.into(),
            password: None,
            token: None,
            mechanism: None,
            at_any_risk: false,
            server: (url.host.clone(), url.port),
        }
    }

    /// Returns whether exactly this mechanism is requested.
    pub fn names(&self, mechanism: &str) -> bool {
        self.mechanism.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(mechanism))
    }

    /// Returns all mechanisms; CRAM-MD5 only if requested. With ANONYMOUS the user is the trace text.
    pub(super) fn registry(&self) -> Result<ClientRegistry, LoginError> {
        // Without a user, EXTERNAL sends no authorization identity.
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
