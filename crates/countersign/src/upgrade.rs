//! The upgrade of missing or weak records when the client sends the password.
use crate::{
    credentials::{Credentials, Deriving},
    hash::ScramHash,
    recipe::Recipe,
    salts::Salts,
};
use core::fmt;
use precis_normalize::{PasswordFormKind, password_forms};
use sasl_core::{
    Cost, Secret,
    mechanism::Verification,
    server::{Accepted, Check},
};

impl Credentials {
    /// Returns whether a hash of the recipe has no record or one with fewer iterations.
    ///
    /// Records with more iterations than the recipe, and those of other hashes, are kept.
    pub fn needs_upgrade(&self, recipe: &Recipe) -> bool {
        wanted(self, recipe).next().is_some() || self.cram_md5.falls_short(recipe) || self.foreign.is_some()
    }

    /// Starts the upgrade of these credentials to the recipe, with the password that the client has just sent in
    /// plaintext.
    ///
    /// Returns `None` if there is nothing to do. Store the result only if the account's credentials are unchanged
    /// ([`AccountSnapshot::generation`](crate::account::AccountSnapshot::generation)); otherwise an old password
    /// would be restored.
    ///
    /// ```
    /// # use countersign::{*, sasl::{Profile, server::{self, Ask, Decision, Found, Verdict}}};
    /// let old = Recipe::default().with_iterations(4096);
    /// let kept = Credentials::derive(&Secret::new("pencil"), &old, Entropy::new([1; 32]))?.run();
    /// # let line = server::Connection::new(Profile::MAIL, Security::Verified);
    /// # let offer = server_registry(&DirectorySecret::new([2; 32]), &old).offer(&line);
    /// # let step = offer.start("PLAIN", Some(b"\0amy\0pencil"), Entropy::new([3; 32])).unwrap();
    /// # let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!() };
    /// let password = asked.password().clone();
    /// # let Step::Work(work) = asked.verify_against(Found::Account(kept.records())) else { panic!() };
    /// # let Step::Ask(Ask::Authorize(asked)) = work.run() else { panic!() };
    /// # let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else { panic!() };
    /// // .. after the login is accepted:
    /// let recipe = Recipe::default().with_iterations(10_000);
    /// assert!(kept.needs_upgrade(&recipe));
    /// let sent = SentPassword::new(&accepted, &password).expect("PLAIN sends it");
    /// let upgrading = kept.upgrade(&sent, &recipe, Entropy::new([4; 32])).unwrap();
    /// let Upgraded::Better(better) = upgrading.run() else { panic!() };
    /// assert_eq!(better.iterations(ScramHash::Sha256), Some(10_000));
    /// # Ok::<(), countersign::scram::RecordError>(())
    /// ```
    pub fn upgrade(self, sent: &SentPassword, recipe: &Recipe, salts: impl Into<Salts>) -> Option<Upgrading> {
        let password = &sent.0;
        // An imported record covers one form of the password, which can have more.
        let all =
            password_forms(password.expose()).filter(|form| form.as_str().len() >= recipe.minimum).count();
        let is_whole = |hash: &ScramHash| {
            self.stored.iter().any(|(other, stored)| other == hash && stored.forms().len() >= all)
        };
        let mut wanted: Vec<ScramHash> = wanted(&self, recipe).collect();
        wanted.extend(recipe.hashes().iter().filter(|hash| !is_whole(hash)));
        if wanted.is_empty() && !self.needs_upgrade(recipe) {
            return None;
        }
        let (checking, check_cost, memory) = self.check_anew(password)?;
        // The password is already set, so rejecting it here as too short would have no benefit.
        let recipe = recipe.clone().with_hashes(wanted.iter().copied());
        let recipe = recipe.clone().with_minimum(octets(password).min(recipe.minimum));
        let deriving = Self::derive(password, &recipe, salts).ok()?;
        let units = deriving.cost().get().saturating_add(check_cost.get());
        // PBKDF2 needs no memory; the check of an imported record can.
        let cost = Cost::units(units).with_memory(memory);
        Some(Upgrading { kept: Some(self), wanted, checking: Some(checking), deriving, cost })
    }

    /// Starts the derivation of SCRAM records of the same password with other salts, for login names of the
    /// account in another [`SaltGroup`](crate::account::SaltGroup). The result is [`Upgraded::Better`] with only
    /// these records. Returns `None` if the password cannot be used.
    pub fn derive_another(
        &self,
        sent: &SentPassword,
        recipe: &Recipe,
        salts: impl Into<Salts>,
    ) -> Option<Upgrading> {
        let (checking, check_cost, memory) = self.check_anew(&sent.0)?;
        let recipe = recipe.clone().with_minimum(octets(&sent.0).min(recipe.minimum));
        let mut deriving = Self::derive(&sent.0, &recipe, salts).ok()?;
        // It has no salt, so the account's own record is sufficient.
        deriving.without_cram_md5();
        let cost = Cost::units(deriving.cost().get().saturating_add(check_cost.get())).with_memory(memory);
        let (kept, wanted) = (Some(Self::default()), recipe.hashes().to_vec());
        Some(Upgrading { kept, wanted, checking: Some(checking), deriving, cost })
    }

    /// Starts a check whether this is, octet for octet, the password as typed when it was set. An imported record
    /// has one form, and that form is checked.
    fn check_anew(&self, password: &Secret) -> Option<(Box<dyn Verification>, Cost, u32)> {
        if let Some((_, known)) = self.stored.iter().min_by_key(|(hash, _)| hash.price()) {
            return Some((known.verify_raw(password), Cost::units(known.iterations()), 0));
        }
        let known = self.alone()?;
        Some((known.begin(password.expose()), Cost::units(known.units()), known.memory()))
    }
}

/// Returns the length in octets of the password as it can be set; 0 if it cannot.
fn octets(password: &Secret) -> usize {
    let form = |kind| password_forms(password.expose()).find(|form| form.kind() == kind);
    // Equal forms occur once, under the first of their names.
    let form = form(PasswordFormKind::OpaqueString).or_else(|| form(PasswordFormKind::SaslPrep));
    form.map_or(0, |form| form.as_str().len())
}

/// Returns the hashes of the recipe that the credentials do not satisfy.
fn wanted(credentials: &Credentials, recipe: &Recipe) -> impl Iterator<Item = ScramHash> {
    let falls_short = |hash: &ScramHash| {
        credentials.iterations(*hash).is_none_or(|iterations| iterations < recipe.iterations())
    };
    recipe.hashes().iter().copied().filter(falls_short)
}

/// A password that a client has sent in plaintext (PLAIN, LOGIN) and that was accepted. Records can be derived
/// from it.
#[derive(Clone)]
pub struct SentPassword(Secret);

impl SentPassword {
    /// Returns the password of this login, or `None` for a login with another mechanism, whose client has proved
    /// something else or another password.
    pub fn new(accepted: &Accepted, password: &Secret) -> Option<Self> {
        matches!(accepted.mechanism(), "PLAIN" | "LOGIN").then(|| Self(password.clone()))
    }
}

impl fmt::Debug for SentPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SentPassword(..)")
    }
}

/// Credentials that are being upgraded.
pub struct Upgrading {
    /// The present credentials, until the end.
    kept: Option<Credentials>,
    wanted: Vec<ScramHash>,
    /// The check that the password is the one that was set, octet for octet, until it is complete.
    checking: Option<Box<dyn Verification>>,
    deriving: Deriving,
    cost: Cost,
}

/// The result of an upgrade.
#[must_use = "better credentials are of use once they are stored"]
#[derive(Debug)]
pub enum Upgraded {
    /// The new credentials. Store them if the account's credentials are unchanged.
    Better(Credentials),
    /// The client has sent another form of the password than the one that was set. The other forms cannot be
    /// derived from it, so the credentials stay as they are.
    OtherForm,
}

impl Upgrading {
    /// Returns the total cost.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Does this many units of work, at most to the end of one record. Returns the result when the upgrade is
    /// complete.
    pub fn advance(&mut self, units: u32) -> Option<Upgraded> {
        if let Some(checking) = &mut self.checking {
            if checking.advance(units)? == Check::NoMatch {
                return Some(Upgraded::OtherForm);
            }
            self.checking = None;
            return None;
        }
        let better = self.deriving.advance(units)?;
        // An imported record is no longer needed.
        let Credentials { mut stored, cram_md5, foreign: _ } = self.kept.take()?;
        stored.retain(|(hash, _)| !self.wanted.contains(hash));
        stored.extend(better.stored.into_iter().filter(|(hash, _)| self.wanted.contains(hash)));
        stored.sort_by_key(|(hash, _)| ScramHash::ALL.iter().position(|other| other == hash));
        Some(Upgraded::Better(Credentials { stored, cram_md5: cram_md5.or(better.cram_md5), foreign: None }))
    }

    /// Does all of the work on this thread.
    pub fn run(mut self) -> Upgraded {
        while self.kept.is_some() {
            if let Some(upgraded) = self.advance(u32::MAX) {
                return upgraded;
            }
        }
        Upgraded::OtherForm
    }
}

impl fmt::Debug for Upgrading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upgrading").field("cost", &self.cost).finish_non_exhaustive()
    }
}
