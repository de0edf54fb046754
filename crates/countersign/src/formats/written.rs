//! An exported record and the data that it omits.
use crate::{credentials::Credentials, hash::ScramHash};
use core::fmt;
use sasl_scram::{Form, KeyPair};

/// A record in the format of another system.
#[must_use]
#[derive(Debug)]
pub struct Exported<T> {
    /// The value to store in the other system.
    pub value: T,
    /// The data that the value omits.
    pub left_out: Vec<Omission>,
}

/// Data that the other system cannot store.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Omission {
    /// The keys of other password forms: clients that prepare the password differently from that system cannot log
    /// in there.
    OtherForms,
    /// The password form of that system's clients: its keys do not exist, so those of another form are written.
    ItsForm,
    /// The record for this hash.
    Hash(ScramHash),
    /// The record for CRAM-MD5.
    CramMd5,
    /// The record of the system from which the account was imported.
    Imported,
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherForms => "the keys of other password forms",
            Self::ItsForm => "the password form that its clients send",
            Self::Hash(hash) => hash.name(),
            Self::CramMd5 => "CRAM-MD5",
            Self::Imported => "the record that checks PLAIN only",
        })
    }
}

/// The parts of one record for one password form.
pub(super) struct Parts<'a> {
    pub(super) salt: &'a [u8],
    pub(super) iterations: u32,
    pub(super) keys: KeyPair,
    pub(super) left_out: Vec<Omission>,
}

/// Returns the parts of one record. All other records of the account and all other forms are omitted.
pub(super) fn parts(credentials: &Credentials, hash: ScramHash, form: Form) -> Option<Parts<'_>> {
    let (_, stored) = credentials.stored.iter().find(|(other, _)| *other == hash)?;
    let keys = stored.pair(form)?;
    let mut left_out = Vec::new();
    let forms = stored.forms();
    if forms.len() > 1 {
        left_out.push(Omission::OtherForms);
    }
    // If the SASLprep form is absent, it differs from all others, because it would be first.
    if form == Form::SaslPrep && !forms.contains(&Form::SaslPrep) {
        left_out.push(Omission::ItsForm);
    }
    let others = credentials.hashes().filter(|other| *other != hash).map(Omission::Hash);
    left_out.extend(others.chain(credentials.cram_md5.is_there().then_some(Omission::CramMd5)));
    left_out.extend(credentials.foreign.is_some().then_some(Omission::Imported));
    Some(Parts { salt: stored.salt(), iterations: stored.iterations(), keys, left_out })
}
