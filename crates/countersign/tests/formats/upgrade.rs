//! An account that has come from elsewhere gets every record at its next login by PLAIN.
use crate::support::{good, plain};
use countersign::{
    Credentials, DirectorySecret, Entropy, Recipe, ScramHash, Secret, SentPassword, Step, Upgraded,
    formats::{dovecot, phc, postgresql, rfc5803},
    sasl::{
        Profile, Security,
        server::{self, Accepted, Ask, Decision, Found, Verdict},
    },
    server_registry,
};

fn accepted(credentials: &Credentials, password: &str) -> Accepted {
    let registry = server_registry(&DirectorySecret::new([2; 32]), &Recipe::default().with_iterations(4096));
    let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
    let message = format!("\0user\0{password}");
    let step = offer.start("PLAIN", Some(message.as_bytes()), Entropy::new([3; 32])).unwrap();
    let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!("a question") };
    let Step::Work(work) = asked.verify_against(Found::Account(credentials.records())) else {
        panic!("work")
    };
    let Step::Ask(Ask::Authorize(asked)) = work.run() else { panic!("a question") };
    let Step::Done(Verdict::Accepted(accepted)) = asked.answer(Decision::GrantAuthenticated) else {
        panic!("a yes")
    };
    accepted
}

fn upgraded(credentials: Credentials, password: &str, recipe: &Recipe) -> Upgraded {
    assert!(credentials.needs_upgrade(recipe));
    let accepted = accepted(&credentials, password);
    let sent = SentPassword::new(&accepted, &Secret::new(password)).expect("a login by PLAIN");
    credentials.upgrade(&sent, recipe, Entropy::new([9; 32])).expect("a way").run()
}

#[test]
fn every_kind_of_record_leads_to_all_of_ours() {
    let recipe = Recipe::default().with_iterations(4096).with_minimum(8);
    for (read, password) in [
        (phc::read("$2y$05$abcdefghijklmnopqrstuu680Yiaj5hFUaJTH/rTAcbA2PQEGfiZu"), "pencil"),
        (
            phc::read("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
            "password",
        ),
        (dovecot::read("{DIGEST-MD5}dcea7dc1023b1e8a920c5260f2c65188", "user"), "pencil"),
        (dovecot::read("{PBKDF2}$1$salt$2$ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957", "user"), "password"),
        (
            dovecot::read(
                "{CRAM-MD5}e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6",
                "user",
            ),
            "test",
        ),
        (
            dovecot::read(
                "{SCRAM-SHA-1}4096,GetyLXdBuHzf1FWf8SLz2Q==,NA/OqmF4hhrsrB9KR7po+dliTGM=,QBiURvQaE6H6qYTmeghDHLANBFQ=",
                "user",
            ),
            "test",
        ),
    ] {
        let credentials = good(read);
        let Upgraded::Better(better) = upgraded(credentials, password, &recipe) else { panic!("{password}") };
        assert!(better.hashes().eq(ScramHash::ALL.iter().copied()), "{password}");
        assert!(plain(&better, password) && !plain(&better, "other"));
        assert!(!better.needs_upgrade(&recipe));
        // The record of the other system is left behind.
        assert!(
            better.to_text().lines().all(|line| line.starts_with("SCRAM-") || line.starts_with("{CRAM-MD5}"))
        );
    }
}

/// A password whose three forms are three.
const THREE: &str = "pa\u{17f}swort\u{b2}\u{a0}x";

#[test]
fn a_record_of_what_was_typed_moves_when_that_is_sent() {
    let recipe = Recipe::default().with_iterations(4096);
    let made = Credentials::derive(&Secret::new(THREE), &recipe, Entropy::new([5; 32])).unwrap().run();
    // As Dovecot makes it.
    let credentials = good(dovecot::read(&dovecot::write(&made).unwrap().value, "user"));
    assert!(plain(&credentials, THREE) && !plain(&credentials, "passwort2 x"));
    let Upgraded::Better(better) = upgraded(credentials, THREE, &recipe) else { panic!("it was typed") };
    assert!(plain(&better, THREE) && plain(&better, "passwort2 x"));
    let line = better.to_text().lines().find(|line| line.starts_with("SCRAM-SHA-512")).unwrap().to_owned();
    assert!(line.contains("opaque=") && line.contains("raw="), "all three forms");
}

#[test]
fn a148_a_record_of_a_prepared_form_stays_when_another_form_is_sent() {
    let recipe = Recipe::default().with_iterations(4096);
    let made = Credentials::derive(&Secret::new(THREE), &recipe, Entropy::new([5; 32])).unwrap().run();
    for text in
        [postgresql::write(&made).unwrap().value, rfc5803::write(&made, ScramHash::Sha1).unwrap().value]
    {
        let read = || good(rfc5803::read(&text));
        assert!(plain(&read(), THREE), "it logs in by PLAIN all the same");
        assert!(matches!(upgraded(read(), THREE, &recipe), Upgraded::OtherForm));
        let Upgraded::Better(better) = upgraded(read(), "passwort2 x", &recipe) else {
            panic!("the only form")
        };
        assert!(plain(&better, "passwort2 x"));
    }
}
