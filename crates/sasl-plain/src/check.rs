//! The check of a password against records, as work that costs the same for unknown users.
use alloc::{boxed::Box, string::String, sync::Arc};
use sasl_core::{
    Error, ErrorKind, Records, Secret, Server,
    mechanism::{Job, JobProgress, Next, Record, Verification, Verifier},
    server::{Check, CheckPassword, Finish, Found, PasswordAnswer, Rejection},
};

/// Asks for the password check. If it succeeds, the client is authenticated and requests this authorization
/// identity, if any.
pub(crate) fn ask(
    question: CheckPassword,
    requested: Option<String>,
    decoy: Option<Arc<dyn Record>>,
) -> Next<Server> {
    Next::ask(question, |question: CheckPassword, answer| {
        let (user, password) = question.into_parts();
        match answer {
            PasswordAnswer::Checked(check) => Ok(finish(check, user, requested)),
            PasswordAnswer::Against(found) => {
                let canonical = match &found {
                    Found::Unknown { canonical } => canonical,
                    Found::Account(_) => &user,
                };
                // Computed for every name, so that timing does not reveal whether the account exists.
                let kind = decoy.as_ref().and_then(|decoy| decoy.decoy_for(canonical));
                Checking::begin(&found, kind.or(decoy), &password, move |check| {
                    finish(check, user, requested)
                })
            }
        }
    })
}

fn finish(check: Check, user: String, requested: Option<String>) -> Next<Server> {
    Next::finish(match check {
        Check::Match => Finish::proved(user).with_authzid(requested),
        Check::NoMatch => Finish::rejected(Rejection::BadCredentials),
    })
}

/// A password check in progress.
struct Checking<F> {
    verification: Box<dyn Verification>,
    may_match: bool,
    then: F,
}

impl<F: FnOnce(Check) -> Next<Server> + Send + Sync + 'static> Checking<F> {
    /// Starts a check with the account's verifier, or with the decoy if there is no account or no verifier.
    fn begin(
        found: &Found,
        decoy: Option<Arc<dyn Record>>,
        password: &Secret,
        then: F,
    ) -> Result<Next<Server>, Error> {
        const NO_DECOY: Error =
            Error::new(ErrorKind::Application, "the mechanism has no decoy to check passwords against");
        let decoy = decoy.as_deref().and_then(Record::verifier).ok_or(NO_DECOY)?;
        let account = match found {
            Found::Account(records) => Records::verifier(records),
            Found::Unknown { .. } => None,
        };
        let verifier: &dyn Verifier = account.unwrap_or(decoy);
        let cost = verifier.cost(password);
        let verification = verifier.begin(password);
        Ok(Next::work_state(cost, Box::new(Self { verification, may_match: account.is_some(), then })))
    }
}

impl<F: FnOnce(Check) -> Next<Server> + Send + Sync + 'static> Job<Server> for Checking<F> {
    fn run_for(mut self: Box<Self>, units: u32) -> JobProgress<Server> {
        match self.verification.advance(units) {
            None => JobProgress::Pending(self),
            Some(Check::Match) if self.may_match => JobProgress::Complete(Ok((self.then)(Check::Match))),
            Some(_) => JobProgress::Complete(Ok((self.then)(Check::NoMatch))),
        }
    }
}
