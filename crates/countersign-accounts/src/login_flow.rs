//! The directory's part of one login: from the name to the open session.
mod token;

use super::{
    attempted_name::AttemptedName, database::StoreError, directory::Directory, peer_identity::PeerIdentity,
    resolved_account::ResolvedAccount, sessions::Via, tokens::Tokens,
};
use crate::SessionToken;
use countersign::{
    Secret,
    account::{AccountName, AccountSnapshot, AppName},
    mail::KeySession,
    sasl::server::{
        Accepted, Authorize, Check, CheckPassword, Decision, Found, Lookup, PasswordAnswer, Rejection,
    },
};
use std::net::IpAddr;
use zeroize::Zeroizing;

/// The identity of an ANONYMOUS login. No account has this name; if one has, ANONYMOUS is rejected.
pub const ANONYMOUS: &str = "anonymous";

/// A login in progress.
pub struct LoginFlow<'a> {
    directory: &'a Directory,
    tokens: &'a Tokens,
    /// The protocol's name.
    protocol: &'static str,
    /// The client's address.
    remote: IpAddr,
    /// The peer identity by key or certificate, if the connection has an accepted one.
    known: Option<&'a PeerIdentity>,
    /// Which accounts may log in after TLS client-key authentication.
    after: &'a KeySession,
    resolved: Option<ResolvedAccount>,
    session_token: Option<SessionToken>,
    /// The password, if one was sent: records may have to be derived from it after an accepted login.
    password: Option<Secret>,
    /// The requested name, in the directory's canonical form.
    asked: Option<Zeroizing<String>>,
    /// The account of the name, if it is not the located one.
    whose: Option<AccountSnapshot>,
    /// The credential is right, but may not be used from this address.
    is_outside: bool,
}

impl<'a> LoginFlow<'a> {
    /// Begins the logins of one connection.
    pub fn new(
        directory: &'a Directory,
        tokens: &'a Tokens,
        (protocol, remote): (&'static str, IpAddr),
        known: Option<&'a PeerIdentity>,
        after: &'a KeySession,
    ) -> Self {
        let (resolved, session_token, password, asked, whose) = (None, None, None, None, None);
        let is_outside = false;
        Self {
            directory,
            tokens,
            protocol,
            remote,
            known,
            after,
            resolved,
            session_token,
            password,
            asked,
            whose,
            is_outside,
        }
    }

    /// Answers a mechanism's lookup. An account without a record for it is answered like an unknown name: the decoy then
    /// follows from its key, not from the spelling of the name.
    pub async fn lookup(&mut self, question: &Lookup) -> Result<Found, StoreError> {
        let Ok(name) = AccountName::asked(question.user()) else {
            return Ok(Found::Unknown { canonical: question.user().into() });
        };
        self.asked = Some(name.key().to_owned().into());
        let answer = self.directory.answer(&name, question.mechanism()).await?;
        let app = AppName::asked(question.user()).filter(|_| answer.resolved.is_none());
        let answer = match app {
            Some(app) => self.directory.answer_app(&app, question.mechanism()).await?,
            None => answer,
        };
        self.resolved = answer.resolved;
        Ok(answer.found)
    }

    /// Returns the record that a sent password is checked with. App passwords are looked up whatever the name: they are
    /// random enough to be found by a cheap hash.
    pub async fn check(&mut self, question: &CheckPassword) -> Result<PasswordAnswer, StoreError> {
        let Ok(name) = AccountName::asked(question.user()) else {
            return Ok(PasswordAnswer::Against(Found::Unknown { canonical: question.user().into() }));
        };
        self.asked = Some(name.key().to_owned().into());
        let answer = self.directory.answer(&name, question.mechanism()).await?;
        self.resolved = answer.resolved;
        let app = AppName::asked(question.user()).filter(|_| self.resolved.is_none());
        let (owner, label) = app.as_ref().map_or((&name, None), |app| (app.owner(), Some(app.label())));
        let by_app = self.directory.find_app_by_password(question.password(), owner, label).await?;
        let is_here = by_app.as_ref().is_some_and(|by_app| by_app.allows(self.remote));
        // From another network it counts as a wrong password, at the same cost.
        if let Some(outside) = by_app.as_ref().filter(|_| !is_here) {
            self.is_outside = true;
            self.whose = Some(outside.standing.clone());
        }
        self.password = Some(question.password().clone());
        if is_here {
            self.resolved = by_app;
            return Ok(PasswordAnswer::Checked(Check::Match));
        }
        Ok(PasswordAnswer::Against(answer.found))
    }

    /// Answers the authorization question. The account is read again, because the client decides how long a login takes.
    pub async fn authorize(&mut self, question: &Authorize) -> Result<Decision, StoreError> {
        match question.mechanism() {
            "ANONYMOUS" => return self.authorize_anonymous().await,
            "EXTERNAL" => return self.authorize_known(question).await,
            _ => {}
        }
        let Some(resolved) = &self.resolved else { return Ok(Decision::Deny(Rejection::BadCredentials)) };
        // Rejected like a wrong password, without further queries or output.
        if !resolved.allows(self.remote) {
            self.is_outside = true;
            return Ok(Decision::Deny(Rejection::BadCredentials));
        }
        // The order matters: a change after the query ends the session token.
        let via = resolved.app.as_ref().map_or(Via::Account, |app| Via::App(app.id));
        self.session_token = Some(self.directory.open(&resolved.standing, via, self.remote));
        let now = self.directory.now(&resolved.standing).await?;
        let mut is_here = now.as_ref().is_none_or(|now| now.allow_from.allows(self.remote));
        if let Some(app) = &resolved.app {
            let Some(allow_from) = self.directory.app_now(app.id).await? else {
                return Ok(Decision::Deny(Rejection::BadCredentials));
            };
            is_here &= allow_from.allows(self.remote);
        }
        if !is_here {
            self.is_outside = true;
            return Ok(Decision::Deny(Rejection::BadCredentials));
        }
        let now = now.map(|now| now.standing);
        let is_in_scope = resolved.app.as_ref().is_none_or(|app| app.scope.allows(self.protocol));
        Ok(match resolved.standing.decide(question, now.as_ref()) {
            // A right password of another account than the key's.
            Decision::Grant { .. } if !self.after.allows_account(&resolved.standing.id) => {
                Decision::Deny(Rejection::NotAuthorized)
            }
            // A right app password with another scope.
            Decision::Grant { .. } if !is_in_scope => Decision::Deny(Rejection::NotAuthorized),
            decision => decision,
        })
    }

    /// Authorizes EXTERNAL: the key or the certificate identifies the account, not a name. The key may have been removed
    /// since, or the name reassigned.
    async fn authorize_known(&mut self, question: &Authorize) -> Result<Decision, StoreError> {
        let Some(known) = self.known else { return Ok(Decision::Deny(Rejection::BadCredentials)) };
        let standing = known.standing();
        self.asked = Some(standing.name.clone().into());
        self.whose = Some(standing.clone());
        self.session_token = Some(known.open(self.directory, self.remote));
        let now = known.now(self.directory).await?;
        if now.as_ref().is_some_and(|now| !now.allow_from.allows(self.remote)) {
            self.is_outside = true;
            return Ok(Decision::Deny(Rejection::BadCredentials));
        }
        let now = now.map(|now| now.standing);
        let owner = match question.requested().map(AccountName::asked) {
            None => now.clone(),
            Some(Ok(name)) => self.directory.find(&name).await?.map(|resolved| resolved.standing),
            Some(Err(_)) => None,
        };
        Ok(standing.decide_external(owner.as_ref(), now.as_ref()))
    }

    /// Authorizes ANONYMOUS, which belongs to no account.
    async fn authorize_anonymous(&self) -> Result<Decision, StoreError> {
        if self.known.is_some() {
            // After a client key only its own account may log in.
            return Ok(Decision::Deny(Rejection::NotAuthorized));
        }
        let taken = match AccountName::asked(ANONYMOUS) {
            Ok(name) => self.directory.find(&name).await?.is_some(),
            Err(_) => true,
        };
        Ok(if taken { Decision::Deny(Rejection::NotAuthorized) } else { Decision::GrantAuthenticated })
    }

    /// Returns the id of the account whose own password is attacked; tokens and app passwords are too random to guess.
    pub fn guessed(&self) -> Option<&str> {
        let resolved = self.resolved.as_ref().filter(|resolved| resolved.app.is_none());
        resolved.map(|resolved| resolved.standing.id.as_str())
    }

    /// Returns the id of the account of the login; `None` for ANONYMOUS.
    pub fn account(&self) -> Option<&str> {
        let resolved = self.resolved.as_ref().map(|resolved| &resolved.standing);
        resolved.or(self.whose.as_ref()).map(|standing| standing.id.as_str())
    }

    /// Returns the attempted name, for the audit record.
    pub fn attempted(&mut self) -> Option<AttemptedName> {
        let resolved = self.resolved.as_ref().map(|resolved| &resolved.standing);
        let account = resolved.or(self.whose.as_ref()).map(|standing| standing.name.as_str());
        Some(AttemptedName::new(self.asked.take()?, account))
    }

    /// Returns whether a right credential was rejected for the client's network, for the audit record only.
    pub const fn is_outside(&self) -> bool {
        self.is_outside
    }

    /// Returns the account whose own password was proved, by a mechanism that proves one: no app password, key or token.
    pub fn of_own_password(&self, accepted: &Accepted) -> Option<AccountSnapshot> {
        let by_password = matches!(accepted.mechanism(), "PLAIN" | "LOGIN" | "CRAM-MD5")
            || accepted.mechanism().starts_with("SCRAM-");
        let resolved = self.resolved.as_ref().filter(|resolved| by_password && resolved.app.is_none())?;
        Some(resolved.standing.clone())
    }

    /// Opens the session after an accepted login. Its token may have ended already.
    pub fn enter(self, accepted: &Accepted) -> SessionToken {
        if let Some(app) = self.resolved.as_ref().and_then(|resolved| resolved.app.as_ref()) {
            self.directory.note_use(app.id);
        }
        if let (Some(resolved), Some(password)) = (self.resolved, self.password) {
            self.directory.upgrade(accepted, resolved, &password);
        }
        self.session_token.unwrap_or_else(SessionToken::lasting)
    }
}
