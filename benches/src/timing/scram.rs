//! SCRAM-SHA-256: the steps of a server.
use super::sample::{Times, take};
use crate::account::{ITERATIONS, PASSWORD, SALT, Script, USER, mac};
use base64ct::{Base64, Encoding};
use sasl_core::{
    Asked, Awaiting, Entropy, Profile, Records, Secret, Security, Server, ServerRegistry, Step,
    server::{Ask, Connection, Found, Lookup, Offer},
};
use sasl_scram::{Decoys, ScramRecord, ScramServer, ServerSettings, Sha256, Stored};
use std::sync::Arc;

const NAME: &str = "SCRAM-SHA-256";
/// A password that clients prepare in three ways.
const OF_THREE_FORMS: &str = "pa\u{308}ss\u{b2}";

/// A server with an account, and the data that its client knows.
struct Setting {
    offer: Offer,
    script: Script,
    records: Records,
}

impl Setting {
    fn new() -> Self {
        let settings = ServerSettings::new(Decoys::new(rand::random(), ITERATIONS));
        let registry = ServerRegistry::new().with(ScramServer::<Sha256>::bare(&settings));
        let offer = registry.offer(&Connection::new(Profile::MAIL, Security::Verified));
        let script = Script::new();
        let stored = Stored::<Sha256>::parse(&script.record()).expect("a record");
        Self { offer, script, records: Records::new([Arc::new(ScramRecord::new(&stored)) as _]) }
    }

    /// Returns the question for the account, after a client's first message.
    fn asked(&self, first: &str) -> Asked<Lookup> {
        let step = self.offer.start(NAME, Some(first.as_bytes()), Entropy::new(rand::random()));
        match step {
            Ok(Step::Ask(Ask::Lookup(asked))) => asked,
            _ => panic!("no question"),
        }
    }

    fn known(&self) -> Found {
        Found::Account(self.records.clone())
    }

    /// Sends a challenge for this account. Returns the client's message up to the proof, and the correct proof.
    fn challenged(&self, found: Found) -> (Awaiting<Server>, String, [u8; 32]) {
        let nonce = Base64::encode_string(&rand::random::<[u8; 18]>());
        let bare = format!("n={USER},r={nonce}");
        let Step::Send { message, then } = self.asked(&format!("n,,{bare}")).answer(found) else {
            panic!("no challenge")
        };
        let challenge = String::from_utf8_lossy(&message).into_owned();
        let nonce = challenge.split(',').next().expect("a nonce");
        let last = format!("c=biws,{nonce}");
        let mut proof = mac(&self.script.stored_key, format!("{bare},{challenge},{last}").as_bytes());
        proof.iter_mut().zip(self.script.client_key).for_each(|(octet, key)| *octet ^= key);
        (then, last, proof)
    }
}

fn unknown() -> Found {
    Found::Unknown { canonical: USER.into() }
}

/// Times the last message.
fn proofs(
    samples: usize,
    setting: &Setting,
    found: impl Fn(usize) -> Found,
    proof: impl Fn(usize, [u8; 32]) -> [u8; 32],
) -> Times {
    take(
        samples,
        |kind| {
            let (then, last, right) = setting.challenged(found(kind));
            (then, format!("{last},p={}", Base64::encode_string(&proof(kind, right))))
        },
        |(then, message)| (then.receive(message.as_bytes()), message),
    )
}

pub fn first_or_last(samples: usize) -> Times {
    let setting = Setting::new();
    proofs(
        samples,
        &setting,
        |_| setting.known(),
        |kind, mut proof| {
            proof[[0, 31][kind]] ^= 1;
            proof
        },
    )
}

pub fn prefix_or_random(samples: usize) -> Times {
    let setting = Setting::new();
    proofs(
        samples,
        &setting,
        |_| setting.known(),
        |kind, mut proof| {
            let other: [u8; 32] = rand::random();
            let from = [31, 0][kind];
            proof[from..].copy_from_slice(&other[from..]);
            proof
        },
    )
}

pub fn pairs(samples: usize) -> Times {
    let setting = Setting::new();
    let records = [PASSWORD, OF_THREE_FORMS].map(|password| {
        let entropy = Entropy::new(rand::random());
        let stored =
            Stored::<Sha256>::derive(&Secret::new(password), ITERATIONS, entropy).expect("a password").run();
        Records::new([Arc::new(ScramRecord::new(&stored)) as _])
    });
    let found = |kind: usize| Found::Account(records[kind].clone());
    proofs(samples, &setting, found, |_, _| rand::random())
}

pub fn known_proof(samples: usize) -> Times {
    let setting = Setting::new();
    let found = |kind| if kind == 0 { setting.known() } else { unknown() };
    proofs(samples, &setting, found, |_, _| rand::random())
}

/// Times from the directory's answer to the challenge.
pub fn known_challenge(samples: usize) -> Times {
    debug_assert_eq!(SALT.len(), 16, "as a decoy's");
    let setting = Setting::new();
    take(
        samples,
        |kind| {
            let nonce = Base64::encode_string(&rand::random::<[u8; 18]>());
            let asked = setting.asked(&format!("n,,n={USER},r={nonce}"));
            // Both are computed in both cases.
            let found = [setting.known(), unknown()];
            let [known, unknown] = found;
            (asked, if kind == 0 { known } else { unknown })
        },
        |(asked, found)| asked.answer(found),
    )
}
