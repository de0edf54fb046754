//! An imported hash in the form that logins use.
use super::hashing::Hashing;
use precis_normalize::password_forms;
use sasl_core::{
    Cost, Secret,
    mechanism::{Record, Verification, Verifier},
    server::Check,
};
use std::sync::Arc;

/// The verifier for PLAIN and LOGIN. Every form of the submitted password is checked, as for SCRAM records,
/// because the preparation in the other system is unknown. The number of forms depends only on the submitted
/// password.
#[derive(Debug)]
pub(crate) struct ForeignRecord(pub(crate) Arc<dyn Hashing>);

impl Record for ForeignRecord {
    fn verifier(&self) -> Option<&dyn Verifier> {
        Some(self)
    }
}

impl Verifier for ForeignRecord {
    fn cost(&self, password: &Secret) -> Cost {
        let forms = u32::try_from(password_forms(password.expose()).count()).unwrap_or(u32::MAX);
        // The forms are checked one after the other, so the memory is that of one.
        Cost::units(self.0.units().saturating_mul(forms)).with_memory(self.0.memory())
    }

    fn begin(&self, password: &Secret) -> Box<dyn Verification> {
        let forms = password_forms(password.expose());
        let waiting = forms.map(|form| self.0.begin(form.as_str())).collect();
        Box::new(Each { waiting, matched: false })
    }
}

/// The check of all forms, whatever the result of each. The empty password has no forms and never matches.
struct Each {
    waiting: Vec<Box<dyn Verification>>,
    matched: bool,
}

impl Verification for Each {
    fn advance(&mut self, units: u32) -> Option<Check> {
        if let Some(now) = self.waiting.last_mut() {
            self.matched |= now.advance(units)? == Check::Match;
            self.waiting.pop();
        }
        let found = if self.matched { Check::Match } else { Check::NoMatch };
        self.waiting.is_empty().then_some(found)
    }
}
