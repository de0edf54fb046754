//! What a client sends over a line that it cannot trust.
use crate::dummies::{bindings, client_family};
use sasl_core::{
    BindingKind::TlsExporter,
    ClientRegistry, Profile, Security,
    client::{Connection, Preference, SkipReason},
    mechanism::{Credential, Properties},
};
use sasl_testkit::Dummy;

const SCRAM: [&str; 4] = ["SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"];
const RISKY: [&str; 4] = ["OAUTHBEARER", "PLAIN", "LOGIN", "CRAM-MD5"];
const UNTRUSTED: [Security; 2] = [Security::Clear, Security::Unverified];

fn line(security: Security) -> Connection {
    Connection::new(Profile::MAIL, security).with_bindings(bindings([TlsExporter]))
}

fn chosen(offered: &[&str], security: Security, preference: &Preference) -> Option<&'static str> {
    client_family()
        .choose(offered.iter().copied(), &line(security), preference)
        .ok()
        .map(|choice| choice.name())
}

#[test]
fn a151_an_unverified_line_needs_a_mechanism_that_proves_the_server() {
    let both = Preference::password().and_token();
    for security in UNTRUSTED {
        assert_eq!(chosen(&[&SCRAM[..], &RISKY].concat(), security, &both), Some("SCRAM-SHA-256-PLUS"));
        let none = client_family().choose(RISKY, &line(security), &both).unwrap_err();
        for name in RISKY {
            assert!(none.passed_over().contains(&(name, SkipReason::LineNotTrusted)), "{name} {security:?}");
        }
    }
}

#[test]
fn a151_on_a_line_that_ends_where_it_should_each_of_them_will_do() {
    for security in [Security::Verified, Security::Local] {
        for name in RISKY.iter().chain(&SCRAM) {
            assert_eq!(
                chosen(&[name], security, &Preference::password().and_token()),
                Some(*name),
                "{security:?}"
            );
        }
    }
}

#[test]
fn a151_pinning_alone_does_not_make_a_line_trusted() {
    for security in UNTRUSTED {
        for name in RISKY {
            let both = || Preference::password().and_token();
            assert_eq!(chosen(&[name], security, &both().pin(name)), None, "{name}");
            assert_eq!(chosen(&[name], security, &both().pin_insecure(name)), Some(name));
        }
    }
}

#[test]
fn a151_the_risk_is_taken_for_the_pinned_mechanism_alone() {
    let preference = Preference::password().pin_insecure("LOGIN");
    assert_eq!(chosen(&["PLAIN"], Security::Unverified, &preference), None);
    // A pin that replaces another one is as careful or as careless as its own name says.
    let careful = Preference::password().pin_insecure("PLAIN").pin("PLAIN");
    assert_eq!(chosen(&["PLAIN"], Security::Unverified, &careful), None);
}

#[test]
fn what_has_no_secret_to_lose_may_be_tried_anywhere() {
    for security in UNTRUSTED {
        assert_eq!(chosen(&["ANONYMOUS"], security, &Preference::external()), Some("ANONYMOUS"));
        let keyed = line(security).with_external();
        let choice =
            client_family().choose(["EXTERNAL", "ANONYMOUS"], &keyed, &Preference::external()).unwrap();
        assert_eq!(choice.name(), "EXTERNAL");
    }
}

#[test]
fn a090_what_a_line_is_good_for() {
    let table = [Security::Clear, Security::Unverified, Security::Verified, Security::Local]
        .map(|security| (security.is_confidential(), security.is_trusted()));
    assert_eq!(table, [(false, false), (true, false), (true, true), (true, true)]);
}

#[test]
fn a151_a_server_proof_after_the_password_does_not_protect_it() {
    let traits = Properties::new(Credential::Password, 50).proves_server().plaintext();
    let registry = ClientRegistry::new().with(Dummy::new("X-LATE").properties(traits));
    for security in UNTRUSTED {
        let none = registry.choose(["X-LATE"], &line(security), &Preference::password()).unwrap_err();
        assert_eq!(none.passed_over(), [("X-LATE", SkipReason::LineNotTrusted)]);
    }
}
