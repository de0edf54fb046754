//! The accounts: amy and bob, each with a password and a token.
use sasl_core::{
    Entropy, Records, Secret, Security,
    mechanism::Record,
    server::{Found, TokenAnswer, TokenFailure},
};
use sasl_crammd5::{CramMd5Record, Stored as CramMd5Stored};
use sasl_scram::{Decoys, ScramRecord, Sha256, Stored};
use std::sync::{Arc, OnceLock};

/// Few, for a fast fuzzer.
pub const ITERATIONS: u32 = 4;
pub const PEOPLE: [(&str, &str, &str); 2] = [("amy", "pencil", "amy-t0ken"), ("bob", "stylus", "bob-t0ken")];
/// The password of no account.
pub const WRONG: &str = "crayon";

/// Returns one of four kinds of connections by two bits.
pub fn security(bits: u8) -> Security {
    [Security::Verified, Security::Local, Security::Unverified, Security::Clear][usize::from(bits & 3)]
}

pub fn password(user: &str) -> Option<&'static str> {
    PEOPLE.iter().find(|(name, ..)| *name == user).map(|(_, password, _)| *password)
}

pub fn owner(token: &str) -> Option<&'static str> {
    PEOPLE.iter().find(|(.., own)| *own == token).map(|(name, ..)| *name)
}

/// Returns the issuer's answer.
pub fn issued(token: &str) -> TokenAnswer {
    match owner(token) {
        Some(user) => TokenAnswer::Valid { user: user.into() },
        None => TokenAnswer::Invalid(TokenFailure {
            scope: Some("mail".into()),
            openid_configuration: Some("https://id.example.org/\"\\\u{e4}".into()),
        }),
    }
}

/// Returns the directory's answer.
pub fn find(user: &str) -> Found {
    static RECORDS: OnceLock<[Records; 2]> = OnceLock::new();
    let records = |password: &str| {
        let stored = Stored::<Sha256>::derive(&Secret::new(password), ITERATIONS, Entropy::new([3; 32]));
        let crammd5 = CramMd5Stored::derive(&Secret::new(password)).expect("a password");
        Records::new([
            Arc::new(ScramRecord::new(&stored.expect("a recipe").run())) as Arc<dyn Record>,
            Arc::new(CramMd5Record::new(&crammd5)),
        ])
    };
    let all = RECORDS.get_or_init(|| PEOPLE.map(|(_, password, _)| records(password)));
    match PEOPLE.iter().position(|(name, ..)| *name == user) {
        Some(at) => Found::Account(all[at].clone()),
        None => Found::Unknown { canonical: user.into() },
    }
}

/// Returns the record that passwords of unknown users are checked against.
pub fn decoy() -> Arc<dyn Record> {
    Arc::new(Decoys::new([4; 32], ITERATIONS).record::<Sha256>())
}
