//! Logins on a connection, by any command.
use super::{
    attempt::Attempt,
    exchange::{self, Outcome},
    login::Login,
    session::Session,
};
use crate::{Conversation, Ended, meter};
use countersign::{
    entropy,
    mail::{Reason, base64::Decoded},
    sasl::server::{Rejection, Verdict},
};
use countersign_accounts::LoginFlow;
use countersign_limits::LoginAttempt;
use std::{sync::atomic::Ordering, time::Instant};
use zeroize::Zeroizing;

impl Session {
    /// Runs an exchange of this mechanism with the initial response. The attempt is reported; an error means that the client
    /// disconnected.
    pub(super) async fn log_in(
        &self,
        conversation: &mut Conversation,
        name: &[u8],
        initial: Result<Option<Decoded>, Rejection>,
    ) -> Result<Login, Ended> {
        let name = String::from_utf8_lossy(name);
        let mut login_attempt = self.guard.login_attempt(&name);
        let login = match initial {
            Ok(initial) => {
                self.log_in_as(None, conversation, &mut login_attempt, &name, initial.as_deref()).await?
            }
            Err(why) => {
                login_attempt.fail(why);
                let attempt = self.attempt().not_begun(self.offered(&name), why);
                self.report(&login_attempt, attempt);
                self.count_idle()?;
                Login::Refused(if login_attempt.is_throttled() { Reason::Unavailable } else { why.into() })
            }
        };
        self.slowed(conversation, login).await
    }

    /// Runs PLAIN for a command that is PLAIN under another name, by PLAIN's rules; it is reported under that name.
    pub(super) async fn log_in_with_password(
        &self,
        reported: &'static str,
        conversation: &mut Conversation,
        user: &[u8],
        password: &[u8],
    ) -> Result<Login, Ended> {
        let room = user.len().saturating_add(password.len()).saturating_add(2);
        let mut message = Zeroizing::new(Vec::with_capacity(room));
        message.push(0);
        message.extend_from_slice(user);
        message.push(0);
        message.extend_from_slice(password);
        let mut login_attempt = self.guard.login_attempt("PLAIN");
        let login =
            self.log_in_as(Some(reported), conversation, &mut login_attempt, "PLAIN", Some(&message)).await?;
        self.slowed(conversation, login).await
    }

    async fn log_in_as(
        &self,
        reported: Option<&'static str>,
        conversation: &mut Conversation,
        login_attempt: &mut LoginAttempt<'_>,
        name: &str,
        initial: Option<&[u8]>,
    ) -> Result<Login, Ended> {
        let mut attempt = self.attempt();
        attempt.mechanism = reported;
        let began = Instant::now();
        let Ok(entropy) = entropy() else {
            let mechanism = reported.or(self.offered(name));
            (self.service.report)(&attempt.not_begun(mechanism, Rejection::Unavailable));
            return Ok(Login::Refused(Reason::Unavailable));
        };
        let step = match self.offer.start(name, initial, entropy) {
            Ok(step) => step,
            Err(why) => {
                (self.service.report)(&attempt.not_offered(why));
                self.count_idle()?;
                return Ok(Login::Refused(why.into()));
            }
        };
        if !login_attempt.may_begin() {
            attempt.mechanism = reported.or(self.offered(name));
            self.report(login_attempt, attempt);
            return Ok(Login::Refused(Reason::Unavailable));
        }
        let (client, peer, tokens) =
            ((self.protocol.name(), self.remote), &self.peer, self.runtime_config.mechanism_policy.tokens());
        let mut login_flow =
            LoginFlow::new(&self.service.accounts, tokens, client, peer.known(), &peer.after);
        let Outcome { verdict, lost } = exchange::run(
            step,
            conversation,
            &mut login_flow,
            login_attempt,
            self.protocol,
            &self.service.pool,
        )
        .await;
        let attempt = attempt.ended(&verdict).of(login_flow.attempted(), began.elapsed());
        let attempt = if login_flow.is_outside() { attempt.outside() } else { attempt };
        let is_throttled = login_attempt.is_throttled();
        self.report(login_attempt, attempt);
        let mut owner = None;
        if let Verdict::Accepted(accepted) = &verdict {
            owner = login_flow.of_own_password(accepted);
            conversation.set_session_token(login_flow.enter(accepted));
        }
        let login =
            if is_throttled { Login::Refused(Reason::Unavailable) } else { Login::new(&verdict, owner) };
        lost.map_or(Ok(login), Err)
    }

    /// Counts logins that cannot start, which are limited for each connection: they cost a client nothing and produce a line
    /// of output.
    fn count_idle(&self) -> Result<(), Ended> {
        const MAX: u32 = 20;
        let before = self.idle_attempts.fetch_add(1, Ordering::Relaxed);
        if before >= MAX { Err(Ended::TooMany) } else { Ok(()) }
    }

    /// Reports the attempt; one that the limits rejected is reported as that only.
    fn report(&self, login_attempt: &LoginAttempt<'_>, attempt: Attempt) {
        let Some(limit) = login_attempt.throttled_for() else { return (self.service.report)(&attempt) };
        meter::login_refused(self.protocol.name(), limit);
        (self.service.report)(&attempt.throttled());
    }

    /// Delays the reply to a rejected login, longer with each, whatever the reason.
    async fn slowed(&self, conversation: &mut Conversation, login: Login) -> Result<Login, Ended> {
        if let Login::Refused(_) = login {
            conversation.pause(self.guard.delay()).await?;
        }
        Ok(login)
    }

    /// Returns the name of an offered mechanism.
    fn offered(&self, name: &str) -> Option<&'static str> {
        self.offer.names().find(|offered| offered.eq_ignore_ascii_case(name))
    }
}
