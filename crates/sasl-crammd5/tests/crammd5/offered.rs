//! Where it is offered, and where it is chosen.
use crate::ends::server;
use sasl_core::{
    ClientRegistry, Profile, Security, ServerRegistry,
    client::{self, Preference, SkipReason},
    mechanism::{Credential, Mechanism},
    server::{Connection, NotOffered},
};
use sasl_crammd5::{
    CramMd5Client, CramMd5Record, CramMd5Server, Forms, Host, HostRefused, RecordError, Stored,
};
use sasl_testkit::entropy;

const fn is_send_and_sync<T: Send + Sync>() {}

const _: () = is_send_and_sync::<(
    CramMd5Client,
    CramMd5Server,
    CramMd5Record,
    Stored,
    Host,
    HostRefused,
    Forms,
    RecordError,
)>();

#[test]
fn a090_it_is_offered_on_a_confidential_line_by_default() {
    for (mechanism, security, expected) in [
        (server(), Security::Clear, 0),
        (server(), Security::Verified, 1),
        (server(), Security::Local, 1),
        (server().offered_in_clear(), Security::Clear, 1),
        (server().offered_in_clear(), Security::Verified, 1),
    ] {
        let offer = ServerRegistry::new().with(mechanism).offer(&Connection::new(Profile::MAIL, security));
        assert_eq!(offer.names().count(), expected, "{security:?}");
        let started = offer.start("cram-md5", None, entropy(1));
        assert_eq!(started.is_ok(), expected == 1);
        assert_eq!(started.err(), (expected == 0).then_some(NotOffered::NeedsTls));
    }
}

#[test]
fn a151_a_client_does_not_use_it_over_an_unverified_line() {
    let registry = ClientRegistry::new().with(CramMd5Client::new());
    let choose = |security, preference: &Preference| {
        registry.choose(["CRAM-MD5"], &client::Connection::new(Profile::MAIL, security), preference)
    };
    for security in [Security::Clear, Security::Unverified] {
        let none = choose(security, &Preference::password().pin("CRAM-MD5")).unwrap_err();
        assert_eq!(none.passed_over(), [("CRAM-MD5", SkipReason::LineNotTrusted)]);
        assert!(choose(security, &Preference::password().pin_insecure("CRAM-MD5")).is_ok());
    }
    assert!(choose(Security::Verified, &Preference::password()).is_ok());
}

#[test]
fn what_it_says_of_itself() {
    let traits = server().properties();
    assert!(traits.server_first && traits.confidential && !traits.plaintext && !traits.proves_server);
    assert_eq!((traits.credential, traits.strength), (Credential::Password, 10));
    assert_eq!(server().name().as_str(), "CRAM-MD5");
}

#[test]
fn hosts() {
    for host in ["mail.example.org", "a", "[IPv6:::1]", "xn--mnchen-3ya.example", &"a".repeat(255)] {
        assert!(Host::new(host).is_ok(), "{host}");
    }
    for host in ["", "a b", "a>b", "a<b", "a@b", "a\0", "a\r\n", "m\u{fc}nchen.example", &"a".repeat(256)] {
        assert_eq!(Host::new(host), Err(HostRefused), "{host:?}");
    }
    assert_eq!(HostRefused.to_string(), "not a valid host name");
}
