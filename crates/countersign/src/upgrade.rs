//! Records that are missing or too weak, made anew when their password comes by.
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
    /// Is there a hash of the recipe that there is no record for, or one with fewer iterations?
    ///
    /// More iterations than the recipe's, and hashes that it does not name, are left as they are.
    pub fn needs_upgrade(&self, recipe: &Recipe) -> bool {
        wanted(self, recipe).next().is_some() || self.cram_md5.falls_short(recipe) || self.foreign.is_some()
    }

    /// Begin to bring these credentials up to the recipe, with the password that the client has just sent as such.
    ///
    /// `None` where there is nothing to do. What it leads to must be written only if the account's credentials are still
    /// these ([`AccountSnapshot::generation`](crate::account::AccountSnapshot::generation)): else an old password would come back.
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
    /// // .. the login goes on; once it is accepted:
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
        // Another system's record is of one form of the password, which may have more.
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
        // It is set already, and no shorter for being refused here.
        let recipe = recipe.clone().with_hashes(wanted.iter().copied());
        let recipe = recipe.clone().with_minimum(octets(password).min(recipe.minimum));
        let deriving = Self::derive(password, &recipe, salts).ok()?;
        let units = deriving.cost().get().saturating_add(check_cost.get());
        // PBKDF2 takes no memory, the check of another system's record may.
        let cost = Cost::units(units).with_memory(memory);
        Some(Upgrading { kept: Some(self), wanted, checking: Some(checking), deriving, cost })
    }

    /// Begins to derive SCRAM records of the same password with other salts, for login names of the account that are of another
    /// [`SaltGroup`](crate::account::SaltGroup). It leads to [`Upgraded::Better`] with these records alone; `None` where the
    /// password cannot be used.
    pub fn derive_another(
        &self,
        sent: &SentPassword,
        recipe: &Recipe,
        salts: impl Into<Salts>,
    ) -> Option<Upgrading> {
        let (checking, check_cost, memory) = self.check_anew(&sent.0)?;
        let recipe = recipe.clone().with_minimum(octets(&sent.0).min(recipe.minimum));
        let mut deriving = Self::derive(&sent.0, &recipe, salts).ok()?;
        // It has no salt: the account's own will do.
        deriving.without_cram_md5();
        let cost = Cost::units(deriving.cost().get().saturating_add(check_cost.get())).with_memory(memory);
        let (kept, wanted) = (Some(Self::default()), recipe.hashes().to_vec());
        Some(Upgrading { kept, wanted, checking: Some(checking), deriving, cost })
    }

    /// Is it, octet for octet, the password as it was typed when it was set? A record of another system is of one form, and
    /// that one counts.
    fn check_anew(&self, password: &Secret) -> Option<(Box<dyn Verification>, Cost, u32)> {
        if let Some((_, known)) = self.stored.iter().min_by_key(|(hash, _)| hash.price()) {
            return Some((known.verify_raw(password), Cost::units(known.iterations()), 0));
        }
        let known = self.alone()?;
        Some((known.begin(password.expose()), Cost::units(known.units()), known.memory()))
    }
}

/// Octets of the password as it can be set; 0 if it cannot.
fn octets(password: &Secret) -> usize {
    let form = |kind| password_forms(password.expose()).find(|form| form.kind() == kind);
    // Forms that are equal are there once, under the first of their names.
    let form = form(PasswordFormKind::OpaqueString).or_else(|| form(PasswordFormKind::SaslPrep));
    form.map_or(0, |form| form.as_str().len())
}

/// The hashes of the recipe that the credentials do not come up to.
fn wanted(credentials: &Credentials, recipe: &Recipe) -> impl Iterator<Item = ScramHash> {
    let falls_short = |hash: &ScramHash| {
        credentials.iterations(*hash).is_none_or(|iterations| iterations < recipe.iterations())
    };
    recipe.hashes().iter().copied().filter(falls_short)
}

/// A password that a client has sent as such (PLAIN, LOGIN) and that has let it in: records may be derived from it.
#[derive(Clone)]
pub struct SentPassword(Secret);

impl SentPassword {
    /// The password of this login; `None` for a login by another mechanism, whose client may have proved anything, or another
    /// password.
    pub fn new(accepted: &Accepted, password: &Secret) -> Option<Self> {
        matches!(accepted.mechanism(), "PLAIN" | "LOGIN").then(|| Self(password.clone()))
    }
}

impl fmt::Debug for SentPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SentPassword(..)")
    }
}

/// Better credentials in the making.
pub struct Upgrading {
    /// Until the end.
    kept: Option<Credentials>,
    wanted: Vec<ScramHash>,
    /// Until it is known that the password is the one that was set, octet for octet.
    checking: Option<Box<dyn Verification>>,
    deriving: Deriving,
    cost: Cost,
}

/// What an upgrade leads to.
#[must_use = "better credentials are of use once they are stored"]
#[derive(Debug)]
pub enum Upgraded {
    /// Store these, if the account's are still what they were.
    Better(Credentials),
    /// The client has sent the password in another form than it was set in. From that one form the others cannot be
    /// made, so everything stays as it is.
    OtherForm,
}

impl Upgrading {
    /// What all of it costs.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Do so many units, of one record at the most; the end once it is through.
    pub fn advance(&mut self, units: u32) -> Option<Upgraded> {
        if let Some(checking) = &mut self.checking {
            if checking.advance(units)? == Check::NoMatch {
                return Some(Upgraded::OtherForm);
            }
            self.checking = None;
            return None;
        }
        let better = self.deriving.advance(units)?;
        // A record of another system has done what it was kept for.
        let Credentials { mut stored, cram_md5, foreign: _ } = self.kept.take()?;
        stored.retain(|(hash, _)| !self.wanted.contains(hash));
        stored.extend(better.stored.into_iter().filter(|(hash, _)| self.wanted.contains(hash)));
        stored.sort_by_key(|(hash, _)| ScramHash::ALL.iter().position(|other| other == hash));
        Some(Upgraded::Better(Credentials { stored, cram_md5: cram_md5.or(better.cram_md5), foreign: None }))
    }

    /// Do all of it here and now.
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
