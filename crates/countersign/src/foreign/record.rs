//! Such a record, ready to answer a login with.
use super::hashing::Hashing;
use precis_normalize::password_forms;
use sasl_core::{
    Cost, Secret,
    mechanism::{Record, Verification, Verifier},
    server::Check,
};
use std::sync::Arc;

/// Checks PLAIN and LOGIN. Every form of what was submitted is checked, as it is against a SCRAM record, because nobody
/// knows how the other system prepared its passwords; how many there are depends on what was submitted alone.
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
        // One form after the other, so the memory is that of one.
        Cost::units(self.0.units().saturating_mul(forms)).with_memory(self.0.memory())
    }

    fn begin(&self, password: &Secret) -> Box<dyn Verification> {
        let forms = password_forms(password.expose());
        let waiting = forms.map(|form| self.0.begin(form.as_str())).collect();
        Box::new(Each { waiting, matched: false })
    }
}

/// Each form, whatever the others have shown. There is none of the empty password, which matches nothing.
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
