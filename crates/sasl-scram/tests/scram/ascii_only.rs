//! Until names and passwords are prepared (RFC 5802 section 5.1), only printable ASCII is taken, at both ends and
//! where passwords are set. This room changes when preparation arrives.
use crate::{
    challenged::begin,
    dialed::dial_with,
    ends::{BARE, COUNT, offer, records, registry},
};
use sasl_core::{Cost, Kind, Profile, Secret, Security, client::Connection, server::Check};
use sasl_scram::{RecordError, Sha256, Stored};
use sasl_testkit::{Application, entropy};

const NOT_ASCII: [&str; 7] = ["p\u{e4}ss", "\u{2168}", "a\u{ad}b", "\u{1f40c}", "a\tb", "\u{7f}", "a\r\nb"];

#[test]
fn a_server_refuses_such_a_name_as_malformed() {
    for name in NOT_ASCII {
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
fn a_client_refuses_such_a_name_or_password_before_it_sends_anything() {
    let line = Connection::new(Profile::XMPP, Security::Verified);
    let dial =
        |amy: Application<'_>| dial_with(&registry(), &[BARE], &line, amy).err().map(|error| error.kind());
    for text in NOT_ASCII.into_iter().chain([""]) {
        let application = Some(Kind::Application);
        assert_eq!(dial(Application::new().credentials(text, "pencil")), application, "{text:?}");
        assert_eq!(dial(Application::new().credentials("amy", text)), application, "{text:?}");
        let acting = (!text.is_empty()).then_some(Kind::Application);
        assert_eq!(dial(Application::new().credentials("amy", "pencil").acting_as(text)), acting, "{text:?}");
    }
}

#[test]
fn a066_no_record_is_made_of_such_a_password_nor_of_an_empty_one() {
    for text in NOT_ASCII.into_iter().chain([""]) {
        let derived = Stored::<Sha256>::derive(&Secret::new(text), COUNT, entropy(9));
        assert_eq!(derived.err(), Some(RecordError::Password), "{text:?}");
    }
}

#[test]
fn a066_such_a_password_matches_no_record_at_the_usual_cost() {
    let records = records("pencil");
    let verifier = records.verifier().unwrap();
    for text in NOT_ASCII.into_iter().chain([""]) {
        let password = Secret::new(text);
        assert_eq!(verifier.cost(&password), Cost::units(COUNT));
        assert_eq!(verifier.begin(&password).advance(COUNT), Some(Check::NoMatch), "{text:?}");
    }
}
