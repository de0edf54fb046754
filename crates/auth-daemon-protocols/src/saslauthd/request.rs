//! The request.
use crate::{
    limits::{MAX_SASLAUTHD_PASSWORD, MAX_SASLAUTHD_STRING},
    secret::{Secret, SecretBuffer},
};
use alloc::string::{String, ToString as _};
use core::fmt;

/// A request to check a password.
#[derive(Clone)]
pub struct Request {
    login: String,
    password: Secret,
    service: String,
    realm: String,
    client: Option<String>,
}

/// The error for a part of a request that is empty without permission, too long, not UTF-8, or contains a NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRequest;

impl fmt::Display for BadRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part of the request is empty, too long, or contains a NUL")
    }
}

impl core::error::Error for BadRequest {}

impl Request {
    /// Creates a request. `service` and `realm` can be empty.
    ///
    /// # Errors
    /// [`BadRequest`] if the login or the password is empty, if a part contains a NUL, if the password exceeds
    /// [`MAX_SASLAUTHD_PASSWORD`] octets, or if another part exceeds [`MAX_SASLAUTHD_STRING`].
    pub fn new(login: &str, password: &[u8], service: &str, realm: &str) -> Result<Self, BadRequest> {
        let password = Secret::copied(password);
        Self::checked(login.as_bytes(), password, service.as_bytes(), realm.as_bytes(), None)
    }

    pub(crate) fn checked(
        login: &[u8],
        password: Secret,
        service: &[u8],
        realm: &[u8],
        client: Option<&[u8]>,
    ) -> Result<Self, BadRequest> {
        let length = password.expose().len();
        if login.is_empty()
            || length == 0
            || length > MAX_SASLAUTHD_PASSWORD
            || password.expose().contains(&0)
        {
            return Err(BadRequest);
        }
        let (login, service, realm) = (text(login)?, text(service)?, text(realm)?);
        Ok(Self { login, password, service, realm, client: client.map(text).transpose()? })
    }

    /// Returns the login name as it was sent. libsasl splits a name at its last `@`; testsaslauthd and Exim do not.
    pub fn login(&self) -> &str {
        &self.login
    }

    /// Returns the password.
    pub const fn password(&self) -> &Secret {
        &self.password
    }

    /// Returns the service, which can be empty (Exim).
    pub fn service(&self) -> &str {
        &self.service
    }

    /// Returns the realm, which can be empty.
    pub fn realm(&self) -> &str {
        &self.realm
    }

    /// Returns the client's address if the caller has sent the fifth string. It is a statement of the caller.
    pub fn client(&self) -> Option<&str> {
        self.client.as_deref()
    }

    /// Returns the account name: the login with `@realm`, unless the realm is empty or the login already ends in
    /// it.
    pub fn account(&self) -> String {
        let ends_in_realm = self.login.strip_suffix(&self.realm).is_some_and(|rest| rest.ends_with('@'));
        let mut account = self.login.to_string();
        if !self.realm.is_empty() && !ends_in_realm {
            account.push('@');
            account.push_str(&self.realm);
        }
        account
    }

    pub(crate) fn write(&self) -> SecretBuffer {
        let mut octets = SecretBuffer::default();
        let parts =
            [self.login.as_bytes(), self.password.expose(), self.service.as_bytes(), self.realm.as_bytes()];
        for part in parts.into_iter().chain(self.client.as_deref().map(str::as_bytes)) {
            // The constructors limit each part.
            octets.extend(&u16::try_from(part.len()).unwrap_or_default().to_be_bytes());
            octets.extend(part);
        }
        octets
    }
}

fn text(octets: &[u8]) -> Result<String, BadRequest> {
    if octets.len() > MAX_SASLAUTHD_STRING || octets.contains(&0) {
        return Err(BadRequest);
    }
    core::str::from_utf8(octets).map(String::from).map_err(|_| BadRequest)
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("login", &self.login)
            .field("service", &self.service)
            .field("realm", &self.realm)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
