//! A password against records, as work that is the same for users who do not exist.
use alloc::{boxed::Box, sync::Arc};
use sasl_core::{
    Error, Job, Kind, Next, Progress, Record, Records, Secret, Server, Verification, Verifier,
    server::{Check, Found},
};

/// The check is under way.
pub(crate) struct Checking<F> {
    verification: Box<dyn Verification>,
    may_match: bool,
    then: F,
}

impl<F: FnOnce(Check) -> Next<Server> + Send + Sync + 'static> Checking<F> {
    /// Check with the account's verifier, or with the decoy where there is no account or no verifier.
    pub(crate) fn begin(
        found: &Found,
        decoy: Option<Arc<dyn Record>>,
        password: &Secret,
        then: F,
    ) -> Result<Next<Server>, Error> {
        const NO_DECOY: Error = Error::new(Kind::Application, "PLAIN: made without a decoy to check with");
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
    fn run_for(mut self: Box<Self>, units: u32) -> Progress<Server> {
        match self.verification.advance(units) {
            None => Progress::More(self),
            Some(Check::Match) if self.may_match => Progress::Done(Ok((self.then)(Check::Match))),
            Some(_) => Progress::Done(Ok((self.then)(Check::NoMatch))),
        }
    }
}
