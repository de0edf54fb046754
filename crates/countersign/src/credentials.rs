//! What is stored of an account's password.
use crate::{
    cram_md5::CramMd5,
    hash::ScramHash,
    recipe::Recipe,
    row::{AnyDeriving, AnyStored, Row},
};
use sasl_core::{Cost, Entropy, Records, Secret};
use sasl_scram::RecordError;
use zeroize::Zeroizing;

/// Every record that an account needs, derived from one password: one for each hash of the recipe. A SCRAM record
/// checks PLAIN too.
#[derive(Debug)]
pub struct Credentials {
    /// Strongest first, each hash once.
    pub(crate) stored: Vec<(ScramHash, Box<dyn AnyStored>)>,
    pub(crate) cram_md5: CramMd5,
}

impl Credentials {
    /// Begin to derive credentials; run it on a thread that may take its time.
    ///
    /// # Errors
    /// [`RecordError::Password`] for a password that cannot be used, [`RecordError::Iterations`] for a recipe
    /// that cannot.
    pub fn derive(password: &Secret, recipe: &Recipe, entropy: Entropy) -> Result<Deriving, RecordError> {
        let entropy = Zeroizing::new(entropy.into_octets());
        let begin = |hash: &ScramHash| {
            let deriving = (Row::for_hash(*hash).derive)(password, recipe, Entropy::new(*entropy))?;
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
        let (text, cram_md5) = CramMd5::split(text)?;
        let parse = |line: &str| {
            let (name, _) = line.split_once('$').ok_or(RecordError::Form)?;
            let hash = ScramHash::from_name(name).ok_or(RecordError::Form)?;
            Ok((hash, (Row::for_hash(hash).parse)(line)?))
        };
        let stored = text.split('\n').map(parse).collect::<Result<Vec<_>, _>>()?;
        // Each hash once, in one order.
        let mut order = ScramHash::ALL.iter();
        if stored.iter().all(|(hash, _)| order.any(|next| next == hash)) {
            Ok(Self { stored, cram_md5 })
        } else {
            Err(RecordError::Form)
        }
    }

    /// As text: a line for each hash, strongest first, without one at the end, each in the form of RFC 5803; then one in
    /// Dovecot's `{CRAM-MD5}` form, if there is that record. Whoever has it can guess passwords.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        for (at, (_, stored)) in self.stored.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            text.push_str(&stored.to_text());
        }
        self.cram_md5.write(&mut text);
        text
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
        Records::new(stored.into_iter().map(|(_, stored)| stored.record()).chain(self.cram_md5.record()))
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
        })
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
