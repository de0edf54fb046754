//! What is stored of an account's password.
use crate::{
    cram_md5::CramMd5,
    foreign::{self, ForeignRecord, Hashing},
    hash::ScramHash,
    recipe::Recipe,
    row::{AnyDeriving, AnyStored, Row},
    salts::Salts,
};
use sasl_core::{Cost, Records, Secret};
use sasl_scram::RecordError;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Every record that an account needs, derived from one password: one for each hash of the recipe. A SCRAM record
/// checks PLAIN too.
///
/// Those of an account that has come from another system ([`formats`](crate::formats)) may be fewer, or a single one that
/// checks PLAIN and nothing else.
#[derive(Debug, Default)]
pub struct Credentials {
    /// Strongest first, each hash once.
    pub(crate) stored: Vec<(ScramHash, Box<dyn AnyStored>)>,
    pub(crate) cram_md5: CramMd5,
    /// Checks PLAIN where there is none of the others that does.
    pub(crate) foreign: Option<Arc<dyn Hashing>>,
}

impl Credentials {
    /// Begin to derive credentials; run it on a thread that may take its time. Their salts are made of fresh
    /// [`Entropy`](crate::Entropy), or of a directory's secret ([`DirectorySecret::salts`](crate::DirectorySecret::salts)).
    ///
    /// # Errors
    /// [`RecordError::Password`] for a password that cannot be used, [`RecordError::Iterations`] for a recipe
    /// that cannot.
    pub fn derive(
        password: &Secret,
        recipe: &Recipe,
        salts: impl Into<Salts>,
    ) -> Result<Deriving, RecordError> {
        let salts = salts.into();
        let begin = |hash: &ScramHash| {
            let deriving = (Row::for_hash(*hash).derive)(password, recipe, &salts)?;
            Ok((*hash, deriving))
        };
        let mut waiting = recipe.hashes.iter().map(begin).collect::<Result<Vec<_>, _>>()?;
        let units = waiting.iter().fold(0_u32, |units, (_, one)| units.saturating_add(one.cost().get()));
        waiting.reverse();
        let cram_md5 = CramMd5::derive(password, recipe)?;
        Ok(Deriving { cost: Cost::units(units), waiting, done: Vec::new(), cram_md5 })
    }

    /// From the text that [`to_text`](Self::to_text) gives.
    ///
    /// # Errors
    /// What is wrong with it. It is never taken for a password.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let mut credentials = Self::default();
        // Each hash once, in one order; then the others, of which there is one each.
        let mut order = ScramHash::ALL.iter();
        for line in text.split('\n') {
            if credentials.foreign.is_some() {
                return Err(RecordError::Form);
            }
            if !line.starts_with("SCRAM-") {
                if !credentials.cram_md5.is_there() && CramMd5::begins(line) {
                    credentials.cram_md5 = CramMd5::parse(line)?;
                } else {
                    credentials.foreign = Some(foreign::parse(line).ok_or(RecordError::Form)?);
                }
                continue;
            }
            let (name, _) = line.split_once('$').ok_or(RecordError::Form)?;
            let hash = ScramHash::from_name(name).ok_or(RecordError::Form)?;
            if credentials.cram_md5.is_there() || !order.any(|next| *next == hash) {
                return Err(RecordError::Form);
            }
            credentials.stored.push((hash, (Row::for_hash(hash).parse)(line)?));
        }
        Ok(credentials)
    }

    /// As text: a line for each hash, strongest first, without one at the end, each in the form of RFC 5803; then one in
    /// Dovecot's `{CRAM-MD5}` form, if there is that record, and one of another system's. Whoever has it can guess passwords.
    pub fn to_text(&self) -> Zeroizing<String> {
        let scram = self.stored.iter().map(|(_, stored)| stored.to_text());
        let lines = scram.chain(self.cram_md5.to_text()).chain(self.foreign.iter().map(|one| one.to_text()));
        let mut text = Zeroizing::new(String::new());
        for (at, line) in lines.enumerate() {
            if at > 0 {
                text.push('\n');
            }
            text.push_str(&line);
        }
        text
    }

    /// Is there no record at all?
    pub fn is_empty(&self) -> bool {
        self.stored.is_empty() && !self.cram_md5.is_there() && self.foreign.is_none()
    }

    /// The hashes that there are records for, strongest first.
    pub fn hashes(&self) -> impl Iterator<Item = ScramHash> {
        self.stored.iter().map(|(hash, _)| *hash)
    }

    /// The iteration count of the record for this hash, if there is one.
    pub fn iterations(&self, hash: ScramHash) -> Option<u32> {
        self.stored.iter().find(|(other, _)| *other == hash).map(|(_, stored)| stored.iterations())
    }

    /// Is there a record for this mechanism? One for SCRAM serves it with `-PLUS` too; any checks PLAIN.
    pub fn serve(&self, mechanism: &str) -> bool {
        let bare = mechanism.strip_suffix("-PLUS").unwrap_or(mechanism);
        self.hashes().any(|hash| hash.name() == bare) || (mechanism == "CRAM-MD5" && self.cram_md5.is_there())
    }

    /// Ready to answer a lookup with: make them once, when the account is loaded.
    pub fn records(&self) -> Records {
        // The first checks passwords that are sent as such.
        let mut stored: Vec<_> = self.stored.iter().collect();
        stored.sort_by_key(|(hash, _)| hash.price());
        let alone = self.alone().map(|hashing| Arc::new(ForeignRecord(hashing)) as _);
        Records::new(
            stored.into_iter().map(|(_, stored)| stored.record()).chain(self.cram_md5.record()).chain(alone),
        )
    }

    /// What checks PLAIN where no SCRAM record does.
    pub(crate) fn alone(&self) -> Option<Arc<dyn Hashing>> {
        if self.stored.is_empty() { self.foreign.clone().or_else(|| self.cram_md5.alone()) } else { None }
    }
}

/// Credentials in the making.
#[derive(Debug)]
pub struct Deriving {
    cost: Cost,
    /// The strongest one last.
    waiting: Vec<(ScramHash, Box<dyn AnyDeriving>)>,
    done: Vec<(ScramHash, Box<dyn AnyStored>)>,
    cram_md5: CramMd5,
}

impl Deriving {
    /// What all of it costs.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Do so many units, of one record at the most; the credentials once it is through.
    pub fn advance(&mut self, units: u32) -> Option<Credentials> {
        if let Some((hash, deriving)) = self.waiting.last_mut() {
            let stored = deriving.advance(units)?;
            self.done.push((*hash, stored));
            self.waiting.pop();
        }
        let through = self.waiting.is_empty();
        through.then(|| Credentials {
            stored: core::mem::take(&mut self.done),
            cram_md5: core::mem::take(&mut self.cram_md5),
            foreign: None,
        })
    }

    pub(crate) fn without_cram_md5(&mut self) {
        self.cram_md5 = CramMd5::default();
    }

    /// Do all of it here and now.
    pub fn run(mut self) -> Credentials {
        loop {
            if let Some(credentials) = self.advance(u32::MAX) {
                return credentials;
            }
        }
    }
}
