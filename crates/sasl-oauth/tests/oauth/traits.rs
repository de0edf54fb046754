//! Where they are offered, and where they are chosen.
use crate::ends::{NAMES, client_registry, server_registry};
use sasl_core::{
    Profile, Security,
    client::{Connection, Preference, SkipReason},
    mechanism::{Credential, Mechanism},
    server::{self, NotOffered},
};
use sasl_oauth::{OAuthBearer, XOAuth2};
use sasl_testkit::entropy;

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = is_send_and_sync::<(OAuthBearer, XOAuth2)>();

#[test]
fn a090_they_are_offered_on_a_confidential_line_alone() {
    let offer = |security| server_registry().offer(&server::Connection::new(Profile::MAIL, security));
    assert_eq!(offer(Security::Clear).names().count(), 0);
    assert_eq!(offer(Security::Verified).names().collect::<Vec<_>>(), NAMES);
    for name in NAMES {
        let started = offer(Security::Clear).start(name, Some(b""), entropy(1));
        assert_eq!(started.err(), Some(NotOffered::NeedsTls));
    }
}

#[test]
fn a151_a_token_is_sent_only_over_a_line_that_ends_where_it_should() {
    let choose = |security, preference: &Preference| {
        client_registry()
            .choose(NAMES, &Connection::new(Profile::MAIL, security), preference)
            .map(|choice| choice.name())
    };
    for security in [Security::Clear, Security::Unverified] {
        let none = choose(security, &Preference::token()).unwrap_err();
        assert!(none.passed_over().iter().all(|(_, why)| *why == SkipReason::LineNotTrusted));
        assert_eq!(choose(security, &Preference::token().pin_insecure("XOAUTH2")), Ok("XOAUTH2"));
    }
    assert_eq!(choose(Security::Verified, &Preference::token()), Ok("OAUTHBEARER"));
    assert!(choose(Security::Verified, &Preference::password()).is_err());
}

#[test]
fn what_they_say_of_themselves() {
    for (traits, strength) in [(OAuthBearer.properties(), 30), (XOAuth2.properties(), 28)] {
        assert!(traits.plaintext && traits.confidential && !traits.server_first && !traits.proves_server);
        assert_eq!((traits.credential, traits.strength), (Credential::Token, strength));
    }
}
