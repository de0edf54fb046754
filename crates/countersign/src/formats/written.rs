//! What is written for another system, and what that leaves out.
use crate::{credentials::Credentials, hash::ScramHash};
use core::fmt;
use sasl_scram::{Form, KeyPair};

/// For another system, in its own form.
#[must_use]
#[derive(Debug)]
pub struct Exported<T> {
    /// To be stored there.
    pub value: T,
    /// Of which it says nothing.
    pub left_out: Vec<Omission>,
}

/// What the other system has no place for.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Omission {
    /// The keys of other forms of the password: clients that prepare it in another way than that system's cannot log in
    /// there.
    OtherForms,
    /// There are no keys of the form that its clients send; those of another are written.
    ItsForm,
    /// The record for this hash.
    Hash(ScramHash),
    /// The record for CRAM-MD5.
    CramMd5,
    /// The record of the system that the account has come from.
    Imported,
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherForms => "the keys of other forms of the password",
            Self::ItsForm => "the form of the password that its clients send",
            Self::Hash(hash) => hash.name(),
            Self::CramMd5 => "CRAM-MD5",
            Self::Imported => "the record that checks PLAIN only",
        })
    }
}

/// The parts of one record, of the form that a system's clients send.
pub(super) struct Parts<'a> {
    pub(super) salt: &'a [u8],
    pub(super) iterations: u32,
    pub(super) keys: KeyPair,
    pub(super) left_out: Vec<Omission>,
}

/// One record; all others of the account, and all other forms, are left out.
pub(super) fn parts(credentials: &Credentials, hash: ScramHash, form: Form) -> Option<Parts<'_>> {
    let (_, stored) = credentials.stored.iter().find(|(other, _)| *other == hash)?;
    let keys = stored.pair(form)?;
    let mut left_out = Vec::new();
    let forms = stored.forms();
    if forms.len() > 1 {
        left_out.push(Omission::OtherForms);
    }
    // Where SASLprep's is missing it is not equal to another one: it stands first.
    if form == Form::SaslPrep && !forms.contains(&Form::SaslPrep) {
        left_out.push(Omission::ItsForm);
    }
    let others = credentials.hashes().filter(|other| *other != hash).map(Omission::Hash);
    left_out.extend(others.chain(credentials.cram_md5.is_there().then_some(Omission::CramMd5)));
    left_out.extend(credentials.foreign.is_some().then_some(Omission::Imported));
    Some(Parts { salt: stored.salt(), iterations: stored.iterations(), keys, left_out })
}
