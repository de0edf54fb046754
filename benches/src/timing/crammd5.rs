//! CRAM-MD5: the record's check, and the server's answer.
use super::sample::{Times, take};
use hmac::{Hmac, KeyInit, Mac};
use sasl_core::{
    Entropy, Profile, Records, Secret, Security, ServerRegistry, Step,
    server::{Ask, Connection, Found, Offer},
};
use sasl_crammd5::{CramMd5Record, CramMd5Server, Host, Stored};
use std::sync::Arc;

const PASSWORDS: [&str; 2] = ["pencil", "pa\u{308}ss\u{b2}"];

fn offer() -> Offer {
    let host = Host::new("mail.example.org").expect("a host");
    let registry = ServerRegistry::new().with(CramMd5Server::new(host));
    registry.offer(&Connection::new(Profile::MAIL, Security::Verified))
}

fn records(password: &str) -> Records {
    let stored = Stored::derive(&Secret::new(password)).expect("a password");
    Records::new([Arc::new(CramMd5Record::new(&stored)) as _])
}

/// Times from the directory's answer to the verdict.
fn verdicts(
    samples: usize,
    found: impl Fn(usize) -> Found,
    digest: impl Fn(usize, [u8; 16]) -> [u8; 16],
) -> Times {
    let offer = offer();
    take(
        samples,
        |kind| {
            let Ok(Step::Send { message, then }) =
                offer.start("CRAM-MD5", None, Entropy::new(rand::random()))
            else {
                panic!("no challenge")
            };
            let mut mac = Hmac::<md5::Md5>::new_from_slice(PASSWORDS[0].as_bytes()).expect("any length");
            mac.update(&message);
            let digest = digest(kind, mac.finalize().into_bytes().into());
            let response = format!("user {}", base16ct::lower::encode_string(&digest));
            let Step::Ask(Ask::Lookup(asked)) = then.receive(response.as_bytes()) else {
                panic!("no question")
            };
            (asked, found(kind))
        },
        |(asked, found)| asked.answer(found),
    )
}

pub fn first_or_last(samples: usize) -> Times {
    let records = records(PASSWORDS[0]);
    verdicts(
        samples,
        |_| Found::Account(records.clone()),
        |kind, mut digest| {
            digest[[0, 15][kind]] ^= 1;
            digest
        },
    )
}

pub fn prefix_or_random(samples: usize) -> Times {
    let records = records(PASSWORDS[0]);
    verdicts(
        samples,
        |_| Found::Account(records.clone()),
        |kind, mut digest| {
            let other: [u8; 16] = rand::random();
            let from = [15, 0][kind];
            digest[from..].copy_from_slice(&other[from..]);
            digest
        },
    )
}

pub fn keys(samples: usize) -> Times {
    let records = PASSWORDS.map(records);
    verdicts(samples, |kind| Found::Account(records[kind].clone()), |_, _| rand::random())
}

pub fn known(samples: usize) -> Times {
    let records = records(PASSWORDS[0]);
    let found = |kind| {
        let both = [Found::Account(records.clone()), Found::Unknown { canonical: "user".into() }];
        let [known, unknown] = both;
        if kind == 0 { known } else { unknown }
    };
    verdicts(samples, found, |_, _| rand::random())
}
