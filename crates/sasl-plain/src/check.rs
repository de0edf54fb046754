//! A password against records, as work that is the same for users who do not exist.
use alloc::{boxed::Box, string::String, sync::Arc};
use sasl_core::{
    Error, ErrorKind, Records, Secret, Server,
    mechanism::{Job, JobProgress, Next, Record, Verification, Verifier},
    server::{Check, CheckPassword, Finish, Found, PasswordAnswer, Rejection},
};

/// Is this their password? If it is, they are who they say, and want to act as this identity, if any.
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
                // Asked for everybody, so that it tells nobody apart.
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

/// The check is under way.
struct Checking<F> {
    verification: Box<dyn Verification>,
    may_match: bool,
    then: F,
}

impl<F: FnOnce(Check) -> Next<Server> + Send + Sync + 'static> Checking<F> {
    /// Check with the account's verifier, or with the decoy where there is no account or no verifier.
    fn begin(
        found: &Found,
        decoy: Option<Arc<dyn Record>>,
        password: &Secret,
        then: F,
    ) -> Result<Next<Server>, Error> {
        const NO_DECOY: Error =
            Error::new(ErrorKind::Application, "made without a decoy to check passwords with");
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
