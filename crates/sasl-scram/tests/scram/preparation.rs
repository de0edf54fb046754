//! Names and passwords before they are looked up or hashed (RFC 5802 section 5.1).
use crate::{
    challenged::begin,
    dialed::dial_with,
    ends::{BARE, COUNT, client_registry, offer, records},
};
use sasl_core::{Cost, ErrorKind, Profile, Secret, Security, client::Connection, server::Check};
use sasl_scram::{Forms, RecordError, ScramRecord, Sha256, Stored};
use sasl_testkit::{Application, entropy};

/// No login name: controls, line separators, noncharacters.
const NO_NAME: [&str; 5] = ["a\tb", "\u{7f}", "a\r\nb", "a\u{2028}b", "\u{fffe}"];
/// No password to set.
const NO_PASSWORD: [&str; 5] = ["", "a\tb", "a\r\nb", "a\u{200d}b", "\u{ad}"];
/// Its SASLprep form, its OpaqueString form and itself are three.
const THREE: &str = "²\u{a0}";

#[test]
fn a062_a_server_refuses_what_is_no_name_as_malformed() {
    for name in NO_NAME {
        for (header, first) in [
            ("n,,".to_owned(), format!("n={name},r=12345678")),
            (format!("n,a={name},"), "n=amy,r=12345678".into()),
        ] {
            let end = begin(&offer(Profile::LDAP, &[]), BARE, &header, &first).err();
            assert_eq!(end, Some(("malformed", "e=invalid-username-encoding".into())), "{header}{first}");
        }
    }
}

#[test]
fn a063_a_client_refuses_what_is_no_name_before_it_sends_anything() {
    let line = Connection::new(Profile::XMPP, Security::Verified);
    let dial = |amy: Application<'_>| {
        dial_with(&client_registry(), &[BARE], &line, amy).err().map(|error| error.kind())
    };
    for text in NO_NAME {
        let application = Some(ErrorKind::Application);
        assert_eq!(dial(Application::new().credentials(text, "pencil")), application, "{text:?}");
        assert_eq!(
            dial(Application::new().credentials("amy", "pencil").acting_as(text)),
            application,
            "{text:?}"
        );
    }
    assert_eq!(dial(Application::new().credentials("amy", "")), Some(ErrorKind::Application));
    assert_eq!(dial(Application::new().credentials("zoe\u{301}", "p\u{e4}ss 🐌")), None);
}

#[test]
fn a066_no_record_is_made_of_what_precis_refuses_nor_of_an_empty_password() {
    for text in NO_PASSWORD {
        let derived = Stored::<Sha256>::derive(&Secret::new(text), COUNT, entropy(9));
        assert!(matches!(derived, Err(RecordError::Password(_))), "{text:?}");
    }
}

#[test]
fn a066_what_cannot_be_set_matches_no_record() {
    let records = records("pencil");
    let verifier = records.verifier().unwrap();
    for text in NO_PASSWORD {
        let mut verification = verifier.begin(&Secret::new(text));
        let check = std::iter::repeat_with(|| verification.advance(COUNT)).take(4).find_map(|check| check);
        assert_eq!(check, Some(Check::NoMatch), "{text:?}");
    }
}

fn verify(record: &ScramRecord<Sha256>, password: &str) -> (Cost, Check) {
    let verifier: &dyn sasl_core::mechanism::Verifier = record;
    let password = Secret::new(password);
    let mut verification = verifier.begin(&password);
    (
        verifier.cost(&password),
        std::iter::repeat_with(|| verification.advance(u32::MAX)).find_map(|c| c).unwrap(),
    )
}

fn stored(password: &str) -> Stored<Sha256> {
    Stored::derive(&Secret::new(password), COUNT, entropy(9)).unwrap().run()
}

#[test]
fn a150_the_cost_of_a_check_depends_on_the_password_not_on_the_records() {
    let three = Cost::units(COUNT * 3);
    for set in ["pencil", THREE] {
        for forms in [Forms::One, Forms::Three] {
            let record = ScramRecord::with_forms(&stored(set), forms);
            assert_eq!(verify(&record, "eraser"), (Cost::units(COUNT), Check::NoMatch));
            assert_eq!(verify(&record, "³\u{a0}"), (three, Check::NoMatch));
        }
    }
    assert_eq!(verify(&ScramRecord::new(&stored(THREE)), THREE), (three, Check::Match));
    let one = ScramRecord::with_forms(&stored(THREE), Forms::One);
    assert_eq!(verify(&one, "2 "), (Cost::units(COUNT), Check::Match));
    assert_eq!(verify(&one, "²\u{20}").1, Check::Match);
}

#[test]
fn a_record_of_three_forms_there_and_back_as_text() {
    let text = stored(THREE).to_text();
    let [first, opaque, raw] = text.split(';').collect::<Vec<_>>()[..] else { panic!("{text:?}") };
    assert!(first.starts_with("SCRAM-SHA-256$") && opaque.starts_with("opaque=") && raw.starts_with("raw="));
    assert_eq!(Stored::<Sha256>::parse(&text).unwrap().to_text(), text);
    // For a password of one form it is the text of RFC 5803 and nothing else.
    assert!(!stored("pencil").to_text().contains(';'));
    for wrong in [
        format!("{first};{raw};{opaque}"),
        format!("{first};{opaque};{opaque}"),
        format!("{first};"),
        format!("{first};sasl{opaque}"),
        format!("{};{raw}", *text),
    ] {
        assert!(Stored::<Sha256>::parse(&wrong).is_err(), "{wrong}");
    }
}
