//! PLAIN with records of few iterations, so that the cost of the rest is visible.
use super::sample::{Times, take};
use countersign::{DirectorySecret, Recipe, ScramHash, server_registry};
use sasl_core::{
    Entropy, Profile, Records, Secret, Security, Step,
    server::{Ask, Connection, Found},
};

const PASSWORDS: [&str; 2] = ["wonderland", "pa\u{308}ss\u{b2}"];

fn recipe() -> Recipe {
    Recipe::default().with_iterations(2).with_hashes([ScramHash::Sha256])
}

fn records(password: &str) -> Records {
    let entropy = Entropy::new(rand::random());
    let deriving = countersign::Credentials::derive(&Secret::new(password), &recipe(), entropy);
    deriving.expect("a password").run().records()
}

/// Times from the directory's answer to the verdict, including the work.
fn verdicts(samples: usize, found: impl Fn(usize) -> Found, passwords: [&str; 2]) -> Times {
    let registry = server_registry(&DirectorySecret::new(rand::random()), &recipe());
    let offer = registry.offer(&Connection::new(Profile::MAIL, Security::Verified));
    take(
        samples,
        |kind| {
            let message = format!("\0user\0{}", passwords[kind]);
            let step = offer.start("PLAIN", Some(message.as_bytes()), Entropy::new(rand::random()));
            let Ok(Step::Ask(Ask::CheckPassword(asked))) = step else { panic!("no question") };
            (asked, found(kind))
        },
        |(asked, found)| match asked.verify_against(found) {
            Step::Work(work) => work.run(),
            _ => panic!("no work"),
        },
    )
}

pub fn first_or_last(samples: usize) -> Times {
    let records = records(PASSWORDS[0]);
    verdicts(samples, |_| Found::Account(records.clone()), ["Wonderland", "wonderlanD"])
}

pub fn pairs(samples: usize) -> Times {
    let records = PASSWORDS.map(records);
    verdicts(samples, |kind| Found::Account(records[kind].clone()), ["looking-glass"; 2])
}

pub fn known(samples: usize) -> Times {
    let records = records(PASSWORDS[0]);
    let found = |kind| {
        let [known, unknown] = [Found::Account(records.clone()), Found::Unknown { canonical: "user".into() }];
        if kind == 0 { known } else { unknown }
    };
    verdicts(samples, found, ["looking-glass"; 2])
}
