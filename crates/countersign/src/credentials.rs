//! The stored credentials of an account.
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

/// The stored credentials of an account, derived from one password: one record for each hash of the recipe. A
/// SCRAM record can also check PLAIN passwords.
///
/// Imported accounts ([`formats`](crate::formats)) can have fewer records, or only one that checks PLAIN
/// passwords.
#[derive(Debug, Default)]
pub struct Credentials {
    /// The SCRAM records, strongest first, each hash once.
    pub(crate) stored: Vec<(ScramHash, Box<dyn AnyStored>)>,
    pub(crate) cram_md5: CramMd5,
    /// The record that checks PLAIN passwords if there is no other for that.
    pub(crate) foreign: Option<Arc<dyn Hashing>>,
}

impl Credentials {
    /// Starts the derivation of credentials; run it on a thread that may block. The salts come from fresh
    /// [`Entropy`](crate::Entropy) or from the secret of a directory
    /// ([`DirectorySecret::salts`](crate::DirectorySecret::salts)).
    ///
    /// # Errors
    /// [`RecordError::Password`] for an invalid password, [`RecordError::Iterations`] for an invalid recipe.
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

    /// Parses the output of [`to_text`](Self::to_text).
    ///
    /// # Errors
    /// [`RecordError`] for an invalid text. Such a text is never taken for a password.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let mut credentials = Self::default();
        // Each hash once and in a fixed order, then at most one of each other kind.
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

    /// Writes the credentials as text, one line for each record. SCRAM records come first, strongest first, in the
    /// format of RFC 5803. A CRAM-MD5 record in Dovecot's `{CRAM-MD5}` format and an imported record follow, if
    /// present. There is no line end after the last line. An attacker who reads the text can guess passwords.
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

    /// Returns whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.stored.is_empty() && !self.cram_md5.is_there() && self.foreign.is_none()
    }

    /// Returns the hashes for which there are records, strongest first.
    pub fn hashes(&self) -> impl Iterator<Item = ScramHash> {
        self.stored.iter().map(|(hash, _)| *hash)
    }

    /// Returns the iteration count of the record for this hash, if there is one.
    pub fn iterations(&self, hash: ScramHash) -> Option<u32> {
        self.stored.iter().find(|(other, _)| *other == hash).map(|(_, stored)| stored.iterations())
    }

    /// Returns whether there is a record for this mechanism. A SCRAM record also serves `-PLUS`; any record can
    /// check PLAIN passwords.
    pub fn serve(&self, mechanism: &str) -> bool {
        let bare = mechanism.strip_suffix("-PLUS").unwrap_or(mechanism);
        self.hashes().any(|hash| hash.name() == bare) || (mechanism == "CRAM-MD5" && self.cram_md5.is_there())
    }

    /// Returns the records in the form that logins use. Create them once, when the account is loaded.
    pub fn records(&self) -> Records {
        // The first one checks passwords that are sent in plaintext.
        let mut stored: Vec<_> = self.stored.iter().collect();
        stored.sort_by_key(|(hash, _)| hash.price());
        let alone = self.alone().map(|hashing| Arc::new(ForeignRecord(hashing)) as _);
        Records::new(
            stored.into_iter().map(|(_, stored)| stored.record()).chain(self.cram_md5.record()).chain(alone),
        )
    }

    /// Returns the verifier of PLAIN passwords if no SCRAM record exists.
    pub(crate) fn alone(&self) -> Option<Arc<dyn Hashing>> {
        if self.stored.is_empty() { self.foreign.clone().or_else(|| self.cram_md5.alone()) } else { None }
    }
}

/// Credentials that are being derived.
#[derive(Debug)]
pub struct Deriving {
    cost: Cost,
    /// The hashes that are not yet derived, strongest last.
    waiting: Vec<(ScramHash, Box<dyn AnyDeriving>)>,
    done: Vec<(ScramHash, Box<dyn AnyStored>)>,
    cram_md5: CramMd5,
}

impl Deriving {
    /// Returns the total cost.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Does this many units of work, at most to the end of one record. Returns the credentials when they are
    /// complete.
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

    /// Does all of the work on this thread.
    pub fn run(mut self) -> Credentials {
        loop {
            if let Some(credentials) = self.advance(u32::MAX) {
                return credentials;
            }
        }
    }
}
