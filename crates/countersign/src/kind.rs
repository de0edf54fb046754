//! The externally visible properties of an account's records, for decoys that resemble them.
use crate::{
    credentials::Credentials,
    foreign::{ForeignRecord, Hashing},
    hash::ScramHash,
    row::Row,
};
use core::{fmt, hash};
use sasl_scram::{DecoyProfile, Parameters, SaltFormat};
use std::sync::Arc;

/// The externally visible properties of an account's records: iteration counts, formats of the salts, and the cost
/// of a PLAIN check. Nothing in it is specific to the account.
///
/// Count the accounts of each profile to make decoys in the same proportions.
///
/// ```
/// use countersign::{Credentials, Entropy, RecordProfile, Recipe, Secret, scram::DecoyProfiles};
/// use std::collections::HashMap;
///
/// let recipe = Recipe::default().with_iterations(4096);
/// let mut accounts: HashMap<RecordProfile, u32> = HashMap::new();
/// for entropy in [[1; 32], [2; 32]] {
///     let credentials = Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new(entropy))?.run();
///     *accounts.entry(credentials.kind()).or_default() += 1;
/// }
/// assert_eq!(accounts.len(), 1);
/// let population = DecoyProfiles::new(accounts.iter().map(|(kind, count)| kind.template(*count)));
/// # let _ = population;
/// # Ok::<(), countersign::scram::RecordError>(())
/// ```
#[derive(Clone)]
pub struct RecordProfile {
    text: String,
    scram: Vec<(ScramHash, Parameters)>,
    /// The record that checks PLAIN passwords if no SCRAM record exists.
    alone: Option<Arc<dyn Hashing>>,
}

impl Credentials {
    /// Returns the profile of these credentials.
    pub fn kind(&self) -> RecordProfile {
        let mut scram: Vec<_> = self.stored.iter().collect();
        // The first one checks passwords that are sent in plaintext.
        scram.sort_by_key(|(hash, _)| hash.price());
        let scram: Vec<_> = scram
            .into_iter()
            .map(|(hash, stored)| (*hash, parameters(stored.iterations(), stored.salt())))
            .collect();
        let alone = self.alone();
        let mut text = String::new();
        for (hash, parameters) in &scram {
            text.push_str(&format!("{hash} {parameters:?};"));
        }
        if let Some(hashing) = &alone {
            text.push_str(&hashing.kind());
        }
        RecordProfile { text, scram, alone: alone.map(|hashing| hashing.decoy()) }
    }
}

impl RecordProfile {
    /// Returns a decoy profile for this number of accounts.
    pub fn template(&self, weight: u32) -> DecoyProfile {
        let template = self.scram.iter().fold(DecoyProfile::new(weight), |template, (hash, parameters)| {
            (Row::for_hash(*hash).template)(template, parameters.clone())
        });
        match &self.alone {
            Some(hashing) => template.checking_passwords_with(Arc::new(ForeignRecord(Arc::clone(hashing)))),
            None => template,
        }
    }
}

fn parameters(iterations: u32, salt: &[u8]) -> Parameters {
    let alphabet = if is_uuid(salt) { SaltFormat::Uuid } else { SaltFormat::Octets };
    Parameters::new(iterations).with_salt(salt.len(), alphabet)
}

/// Returns whether the salt is `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in lower case.
fn is_uuid(salt: &[u8]) -> bool {
    let fits = |(at, octet): (usize, &u8)| match at {
        8 | 13 | 18 | 23 => *octet == b'-',
        _ => matches!(octet, b'0'..=b'9' | b'a'..=b'f'),
    };
    salt.len() == 36 && salt.iter().enumerate().all(fits)
}

impl PartialEq for RecordProfile {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for RecordProfile {}

impl hash::Hash for RecordProfile {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// Writes a text that is equal for equal profiles, for a directory that counts them. It cannot be parsed.
impl fmt::Display for RecordProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for RecordProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordProfile({})", self.text)
    }
}
