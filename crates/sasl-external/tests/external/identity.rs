//! Where the identity comes from.
use crate::offer;
use sasl_core::{
    Entropy, ExternalIdentity, Profile, Proof, Security, ServerRegistry, Step,
    mechanism::{Credential, Next, Properties, ServerMechanism as _},
    server::{self, Ask, Decision, Finish, NotOffered, Rejection, Verdict},
};
use sasl_external::External;
use sasl_testkit::{Dummy, entropy};

fn line() -> server::Connection {
    server::Connection::new(Profile::MAIL, Security::Verified)
}

#[test]
fn a097_without_an_identity_it_is_not_offered_and_cannot_start() {
    let offer = ServerRegistry::new().with(External::new()).offer(&line());
    assert_eq!(offer.names().count(), 0);
    for name in ["EXTERNAL", "external", "External"] {
        for initial in [None, Some(&b""[..]), Some(b"amy")] {
            assert_eq!(offer.start(name, initial, entropy(2)).err(), Some(NotOffered::Unknown));
        }
    }
    // A frame that would let it start all the same lets nobody in.
    assert!(External::new().server(server::Setup::new(entropy(2))).is_err());
}

#[test]
fn a091_the_name_is_taken_in_any_case_where_it_is_offered() {
    for name in ["EXTERNAL", "external", "eXtErNaL"] {
        assert!(matches!(offer().start(name, Some(b""), entropy(2)), Ok(Step::Ask(Ask::Authorize(_)))));
    }
    for name in ["EXTERNA", "EXTERNAL ", "EXTERNAL-PLUS", ""] {
        assert!(offer().start(name, Some(b""), entropy(2)).is_err(), "{name}");
    }
}

#[test]
fn a098_a_message_is_no_identity() {
    // Whatever is written (CVE-2016-7142 took a fingerprint out of it), the identity is the connection's.
    for message in [&b"root"[..], b"amy fp=0000", b"root\x01fp=abc", b"CN=root", b"{\"user\":\"root\"}"] {
        let Ok(Step::Ask(Ask::Authorize(asked))) = offer().start("EXTERNAL", Some(message), entropy(2))
        else {
            panic!()
        };
        assert_eq!(asked.authenticated(), "amy");
        assert_eq!(asked.requested().map(str::as_bytes), Some(message));
        let Step::Done(Verdict::Rejected(rejected)) = asked.answer(Decision::GrantAuthenticated) else {
            panic!()
        };
        assert_eq!(rejected.reason(), Rejection::NotAuthorized);
    }
}

#[test]
fn a096_a_name_in_the_message_is_no_substitute_for_one_that_was_proved() {
    let offer = ServerRegistry::new().with(External::new()).offer(&line());
    assert_eq!(offer.start("EXTERNAL", Some(b"amy"), entropy(2)).err(), Some(NotOffered::Unknown));
}

#[test]
fn a100_no_other_mechanism_is_given_the_identity() {
    fn asks(setup: &server::Setup) -> bool {
        setup.external.is_some()
    }
    for (credential, given) in
        [(Credential::External, true), (Credential::Password, false), (Credential::Token, false)]
    {
        let dummy = Dummy::new("X-NOSY").properties(Properties::new(credential, 1)).server(move |setup| {
            assert_eq!(asks(&setup), given, "{credential:?}");
            Ok(Next::finish(Finish::rejected(Rejection::BadCredentials)))
        });
        let identity = ExternalIdentity::proved(Proof::TlsKey, "amy");
        let offer = ServerRegistry::new().with(dummy).offer(&line().with_external(identity));
        assert!(matches!(
            offer.start("X-NOSY", None, Entropy::new([0; 32])),
            Ok(Step::Done(Verdict::Rejected(_)))
        ));
    }
}

#[test]
fn every_kind_of_proof_will_do() {
    for proof in [Proof::TlsKey, Proof::TlsCertificate, Proof::UnixPeer] {
        let line = line().with_external(ExternalIdentity::proved(proof, "amy"));
        assert_eq!(ServerRegistry::new().with(External::new()).offer(&line).names().count(), 1);
    }
}

#[test]
fn it_needs_no_confidential_line_and_no_binding() {
    let identity = || ExternalIdentity::proved(Proof::UnixPeer, "amy");
    let clear = server::Connection::new(Profile::MAIL, Security::Clear).with_external(identity());
    assert_eq!(ServerRegistry::new().with(External::new()).offer(&clear).names().count(), 1);
    let policy = server::Policy::new().require_binding();
    let registry = ServerRegistry::new().with(External::new()).with_policy(policy);
    assert_eq!(registry.offer(&line().with_external(identity())).names().count(), 1);
}
