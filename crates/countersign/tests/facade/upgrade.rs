//! Upgrades: when there is one, what triggers it, what it leaves alone.
use crate::{credentials, recipe, secret};
use countersign::{
    Credentials, Entropy, Recipe, ScramHash, Secret, Security, SentPassword, Step, Upgraded, client_registry,
    sasl::{
        Profile,
        client::{self, Preference},
        server::{self, Accepted, Ask, Check, Decision, Found, Verdict},
    },
    server_registry,
};
use sasl_testkit::{Application, Pair};

/// A login by another mechanism, with the right password.
fn log_in(credentials: &Credentials, name: &str) -> Accepted {
    let line = server::Connection::new(Profile::MAIL, Security::Verified);
    let offer = server_registry(&secret(), &recipe()).offer(&line);
    let line = client::Connection::new(Profile::MAIL, Security::Verified);
    let choice = client_registry().choose([name], &line, &Preference::password()).unwrap();
    let amy = Application::new().account("amy", credentials.records()).credentials("amy", "pencil");
    Pair::new(&offer, choice, amy).drive().server.accepted().expect("the password is right")
}

/// A login by PLAIN; nobody, if it is refused.
fn plain(credentials: &Credentials, password: &str) -> Option<Accepted> {
    let line = server::Connection::new(Profile::MAIL, Security::Verified);
    let offer = server_registry(&secret(), &recipe()).offer(&line);
    let message = format!("\0amy\0{password}");
    let step = offer.start("PLAIN", Some(message.as_bytes()), Entropy::new([3; 32])).unwrap();
    let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!("a question") };
    let Step::Work(work) = asked.verify_against(Found::Account(credentials.records())) else {
        panic!("work")
    };
    match work.run() {
        Step::Ask(Ask::Authorize(asked)) => match asked.answer(Decision::GrantAuthenticated) {
            Step::Done(Verdict::Accepted(accepted)) => Some(accepted),
            other => panic!("{other:?}"),
        },
        _ => None,
    }
}

fn proved(accepted: &Accepted, password: &str) -> SentPassword {
    SentPassword::new(accepted, &Secret::new(password)).expect("a login by PLAIN")
}

fn better() -> Recipe {
    Recipe::default().with_iterations(5000)
}

/// Log in with this, and upgrade; none, if there is nothing to do.
fn upgraded(credentials: Credentials, sent: &str, recipe: &Recipe) -> Option<Upgraded> {
    let accepted = plain(&credentials, sent).expect("every form logs in");
    credentials.upgrade(&proved(&accepted, sent), recipe, Entropy::new([9; 32])).map(|it| it.run())
}

fn check(credentials: &Credentials, password: &str) -> Option<Check> {
    let records = credentials.records();
    let mut verification = records.verifier().unwrap().begin(&Secret::new(password));
    (0..4).find_map(|_| verification.advance(u32::MAX))
}

#[test]
fn missing_and_weak_records_are_replaced_and_others_remain() {
    let first = recipe().with_hashes([ScramHash::Sha256, ScramHash::Sha1]);
    let made = Credentials::derive(&Secret::new("pencil"), &first, Entropy::new([1; 32])).unwrap().run();
    let text = made.to_text().to_string();
    assert!(!made.needs_upgrade(&first) && made.needs_upgrade(&recipe()) && made.needs_upgrade(&better()));
    // A mechanism is added: the two that are there stay what they are.
    let Some(Upgraded::Better(more)) = upgraded(made, "pencil", &recipe()) else { panic!("an upgrade") };
    assert!(more.hashes().eq(ScramHash::ALL.iter().copied()));
    assert!(text.lines().all(|line| more.to_text().contains(line)));
    assert!(!more.needs_upgrade(&recipe()));
    // Iterations are raised: all are new.
    let Some(Upgraded::Better(strong)) = upgraded(more, "pencil", &better()) else { panic!("an upgrade") };
    assert!(ScramHash::ALL.iter().all(|hash| strong.iterations(*hash) == Some(5000)));
    assert_eq!(
        (check(&strong, "pencil"), check(&strong, "stylus")),
        (Some(Check::Match), Some(Check::NoMatch))
    );
    // A weaker recipe is no reason.
    assert!(!strong.needs_upgrade(&recipe()));
    assert!(upgraded(strong, "pencil", &recipe()).is_none());
}

#[test]
fn a148_only_the_form_that_was_typed_upgrades_and_no_form_is_lost() {
    const TYPED: &str = "²\u{a0}";
    let forms = ["2 ", "² ", TYPED];
    for sent in forms {
        let made = credentials(TYPED);
        match (upgraded(made, sent, &better()), sent == TYPED) {
            (Some(Upgraded::Better(better)), true) => {
                for form in forms {
                    assert_eq!(check(&better, form), Some(Check::Match), "{form:?}");
                }
            }
            (Some(Upgraded::OtherForm), false) => {}
            other => panic!("{sent:?}: {other:?}"),
        }
    }
}

/// The client of another mechanism has not sent the password, so what the caller has at hand may be anybody's.
#[test]
fn a148_only_a_login_that_has_sent_the_password_upgrades() {
    let made = credentials("pencil");
    for (name, upgrades) in [("PLAIN", true), ("LOGIN", true), ("SCRAM-SHA-256", false)] {
        let accepted = log_in(&made, name);
        assert_eq!(accepted.mechanism(), name);
        let sent = SentPassword::new(&accepted, &Secret::new("pencil"));
        assert_eq!(sent.is_some(), upgrades, "{name}");
    }
}

#[test]
fn a148_a_spelling_that_becomes_the_only_form_does_not_upgrade() {
    // SASLprep makes wide letters narrow, OpaqueString does not.
    let sent = "\u{ff50}encil";
    assert!(matches!(upgraded(credentials("pencil"), sent, &better()), Some(Upgraded::OtherForm)));
    assert!(matches!(upgraded(credentials("pencil"), "pencil", &better()), Some(Upgraded::Better(_))));
}

#[test]
fn another_password_than_the_one_that_logged_in_does_not_upgrade() {
    let made = credentials("pencil");
    let accepted = plain(&made, "pencil").unwrap();
    assert!(plain(&made, "stylus").is_none());
    let upgrading = made.upgrade(&proved(&accepted, "stylus"), &better(), Entropy::new([9; 32])).unwrap();
    assert!(matches!(upgrading.run(), Upgraded::OtherForm));
}

#[test]
fn slices_lead_to_what_one_piece_leads_to() {
    let accepted = plain(&credentials("pencil"), "pencil").unwrap();
    let begin = || {
        credentials("pencil").upgrade(&proved(&accepted, "pencil"), &better(), Entropy::new([9; 32])).unwrap()
    };
    let Upgraded::Better(whole) = begin().run() else { panic!("an upgrade") };
    let mut slow = begin();
    assert_eq!(slow.cost().get(), 4096 + 4 * 5000);
    let done = (0..1000).find_map(|_| slow.advance(999)).expect("an end");
    let Upgraded::Better(sliced) = done else { panic!("an upgrade") };
    assert_eq!(*whole.to_text(), *sliced.to_text());
}

#[test]
fn a119_an_upgrade_shows_nothing() {
    let accepted = plain(&credentials("pencil"), "pencil").unwrap();
    let upgrading =
        credentials("pencil").upgrade(&proved(&accepted, "pencil"), &better(), Entropy::new([9; 32]));
    let shown = "Upgrading { cost: Cost { units: 24096, memory: 0 }, .. }";
    assert_eq!(format!("{:?}", upgrading.unwrap()), shown);
}

#[test]
fn a_form_below_the_minimum_is_never_stored() {
    let strict = recipe().with_minimum(8);
    let derive = |password: &str| {
        Credentials::derive(&Secret::new(password), &strict, Entropy::new([1; 32])).map(|it| it.run())
    };
    for short in ["1234567", "äää", "²²²", "\u{3000}\u{3000}\u{3000}"] {
        let error = derive(short).unwrap_err().to_string();
        assert_eq!(error, "the password is too short: at least 8 octets are required", "{short:?}");
    }
    // Eight octets, of which SASLprep makes four digits.
    let made = derive("²²²²").unwrap();
    assert_eq!((check(&made, "²²²²"), check(&made, "2222")), (Some(Check::Match), Some(Check::NoMatch)));
    let lenient = credentials("²²²²");
    assert_eq!(check(&lenient, "2222"), Some(Check::Match));
}
