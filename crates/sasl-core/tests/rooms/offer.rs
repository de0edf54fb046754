//! What a server advertises, and nothing else may start.
use crate::dummies::{bindings, server_family};
use sasl_core::{
    BindingKind::{TlsExporter, TlsServerEndPoint, TlsUnique},
    Bindings, ExternalIdentity, Profile, Proof, Security, ServerRegistry,
    mechanism::{Credential, Next, Properties},
    server::{Connection, Finish, NotOffered, Offer, Policy},
};
use sasl_testkit::{Dummy, entropy};
use std::sync::{Arc, Mutex};

const ON_ANY_LINE: [&str; 3] = ["SCRAM-SHA-1", "SCRAM-SHA-256", "ANONYMOUS"];
const CONFIDENTIAL: [&str; 4] = ["OAUTHBEARER", "PLAIN", "LOGIN", "CRAM-MD5"];
const PLUS: [&str; 2] = ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS"];

fn on(security: Security, bindings: Bindings) -> Connection {
    Connection::new(Profile::MAIL, security).with_bindings(bindings)
}

fn offered(policy: Policy, connection: &Connection) -> Offer {
    server_family().with_policy(policy).offer(connection)
}

fn names(offer: &Offer) -> Vec<&'static str> {
    offer.names().collect()
}

fn has(offer: &Offer, all: &[&str]) -> bool {
    all.iter().all(|name| names(offer).contains(name))
}

/// Not advertised, and not to be started either.
fn lacks(offer: &Offer, all: &[&str], why: NotOffered) -> bool {
    all.iter().all(|name| {
        let lower = name.to_ascii_lowercase();
        !names(offer).contains(name)
            && [*name, &lower].iter().all(|name| offer.start(name, None, entropy(1)).err() == Some(why))
    })
}

#[test]
fn a090_plaintext_and_guessable_mechanisms_need_a_confidential_line() {
    let clear = offered(Policy::new(), &on(Security::Clear, Bindings::NONE));
    assert_eq!(names(&clear), ON_ANY_LINE);
    assert!(lacks(&clear, &CONFIDENTIAL, NotOffered::NeedsTls));
    for security in [Security::Unverified, Security::Verified, Security::Local] {
        assert!(has(&offered(Policy::new(), &on(security, Bindings::NONE)), &CONFIDENTIAL), "{security:?}");
    }
}

#[test]
fn names_stand_in_the_order_of_the_registry() {
    let all = offered(Policy::new(), &on(Security::Verified, bindings([TlsExporter])));
    let expected: Vec<_> = server_family().names().filter(|name| *name != "EXTERNAL").collect();
    assert_eq!(names(&all), expected);
}

#[test]
fn mechanisms_that_need_tls_differ_from_unknown_ones() {
    let clear = offered(Policy::new().withhold("LOGIN"), &on(Security::Clear, Bindings::NONE));
    assert!(lacks(&clear, &["PLAIN"], NotOffered::NeedsTls));
    // TLS alone would not help these.
    assert!(lacks(&clear, &["LOGIN", "EXTERNAL", "SCRAM-SHA-256-PLUS", "X-NEVER"], NotOffered::Unknown));
}

#[test]
fn a097_external_without_an_identity_is_not_offered_and_does_not_start() {
    for security in [Security::Clear, Security::Verified, Security::Local] {
        let offer = offered(Policy::new(), &on(security, bindings([TlsExporter])));
        assert!(lacks(&offer, &["EXTERNAL"], NotOffered::Unknown), "{security:?}");
    }
    let identity = ExternalIdentity::proved(Proof::TlsKey, "amy");
    let offer = offered(Policy::new(), &on(Security::Verified, Bindings::NONE).with_external(identity));
    assert!(has(&offer, &["EXTERNAL"]));
    assert!(offer.start("external", Some(b""), entropy(1)).is_ok());
}

#[test]
fn plus_names_need_a_binding_that_clients_look_for() {
    for kinds in [bindings([TlsExporter]), bindings([TlsUnique]), bindings([TlsServerEndPoint, TlsUnique])] {
        let offer = offered(Policy::new(), &on(Security::Verified, kinds));
        assert!(has(&offer, &PLUS) && has(&offer, &ON_ANY_LINE));
    }
    for kinds in [Bindings::NONE, bindings([TlsServerEndPoint])] {
        let offer = offered(Policy::new(), &on(Security::Verified, kinds));
        assert!(lacks(&offer, &PLUS, NotOffered::Unknown) && has(&offer, &ON_ANY_LINE));
    }
}

#[test]
fn the_end_point_alone_suffices_only_by_policy() {
    let policy = Policy::new().end_point_suffices();
    let offer = offered(policy.clone(), &on(Security::Verified, bindings([TlsServerEndPoint])));
    assert!(has(&offer, &PLUS));
    assert!(lacks(&offered(policy, &on(Security::Verified, Bindings::NONE)), &PLUS, NotOffered::Unknown));
}

#[test]
fn plus_names_can_be_withdrawn() {
    let policy = Policy::new().without_plus().end_point_suffices();
    let offer = offered(policy, &on(Security::Verified, bindings([TlsExporter, TlsServerEndPoint])));
    assert!(lacks(&offer, &PLUS, NotOffered::Unknown) && has(&offer, &ON_ANY_LINE));
}

#[test]
fn where_a_binding_is_required_only_what_is_bound_and_external_are_left() {
    let identity = ExternalIdentity::proved(Proof::TlsCertificate, "amy");
    let line = on(Security::Verified, bindings([TlsUnique])).with_external(identity);
    let offer = offered(Policy::new().require_binding(), &line);
    assert_eq!(names(&offer), ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "EXTERNAL"]);
    assert!(
        lacks(&offer, &ON_ANY_LINE, NotOffered::Unknown) && lacks(&offer, &CONFIDENTIAL, NotOffered::Unknown)
    );
}

#[test]
fn where_a_binding_is_required_and_there_is_none_nothing_is_left() {
    for security in [Security::Clear, Security::Verified] {
        let offer = offered(Policy::new().require_binding(), &on(security, Bindings::NONE));
        assert_eq!(names(&offer), [""; 0]);
        assert!(lacks(&offer, &CONFIDENTIAL, NotOffered::Unknown), "TLS alone would not help");
    }
    let contradictory = Policy::new().require_binding().without_plus();
    assert_eq!(names(&offered(contradictory, &on(Security::Verified, bindings([TlsExporter])))), [""; 0]);
}

#[test]
fn a101_what_is_withheld_is_withheld_wherever_it_stands() {
    let connection = on(Security::Verified, bindings([TlsExporter]));
    let all = names(&offered(Policy::new(), &connection));
    for (at, name) in all.iter().enumerate() {
        let offer = offered(Policy::new().withhold(*name), &connection);
        let mut others = all.clone();
        others.remove(at);
        assert_eq!(names(&offer), others, "{name}, the first as well as the last");
        assert!(lacks(&offer, &[name], NotOffered::Unknown), "{name}");
    }
}

#[test]
fn what_is_withheld_does_not_start_by_its_whole_name_in_any_case() {
    let policy = Policy::new().withhold("scram-sha-1").withhold("PLAIN");
    let offer = offered(policy, &on(Security::Verified, bindings([TlsExporter])));
    assert!(lacks(&offer, &["SCRAM-SHA-1", "PLAIN"], NotOffered::Unknown));
    assert!(has(&offer, &["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "LOGIN"]));
}

#[test]
fn a_mechanism_gets_the_bindings_that_the_client_could_know() {
    for (policy, kinds, available, known) in [
        (Policy::new(), bindings([TlsExporter]), true, true),
        (Policy::new().without_plus(), bindings([TlsExporter]), true, false),
        (Policy::new(), bindings([TlsServerEndPoint]), true, false),
        (
            Policy::new().withhold("SCRAM-SHA-1-PLUS").withhold("SCRAM-SHA-256-PLUS"),
            bindings([TlsUnique]),
            true,
            false,
        ),
        (Policy::new().withhold("SCRAM-SHA-1-PLUS"), bindings([TlsUnique]), true, true),
        (Policy::new(), Bindings::NONE, false, false),
    ] {
        let seen = Arc::new(Mutex::new(None));
        let see = Arc::clone(&seen);
        let spy = Dummy::new("X-SPY").server(move |setup| {
            *see.lock().unwrap() = Some((!setup.bindings.available.is_empty(), setup.bindings.offered));
            Ok(Next::finish(Finish::proved("amy")))
        });
        let offer = server_family().with(spy).with_policy(policy).offer(&on(Security::Verified, kinds));
        let _ = offer.start("X-SPY", None, entropy(1)).unwrap();
        assert_eq!(*seen.lock().unwrap(), Some((available, known)));
    }
}

#[test]
fn a100_a_mechanism_is_given_its_entropy_and_external_alone_the_identity() {
    let identity = ExternalIdentity::proved(Proof::UnixPeer, "amy");
    assert_eq!((identity.name(), identity.proof()), ("amy", Proof::UnixPeer));
    let line = on(Security::Local, Bindings::NONE).with_external(identity);
    for (credential, given) in [(Credential::External, "amy [9, 9]"), (Credential::Password, "nobody [9, 9]")]
    {
        let spy = Dummy::new("X-SPY").properties(Properties::new(credential, 1)).server(|setup| {
            let name = setup.external.map_or("nobody".into(), |external| external.name().to_owned());
            Ok(Next::finish(Finish::proved(format!("{name} {:?}", &setup.entropy.into_octets()[..2]))))
        });
        let step = ServerRegistry::new().with(spy).offer(&line).start("X-SPY", None, entropy(9)).unwrap();
        let sasl_core::Step::Ask(sasl_core::server::Ask::Authorize(asked)) = step else { panic!("{step:?}") };
        assert_eq!(asked.authenticated(), given);
    }
}

#[test]
fn what_is_not_offered_says_so_without_a_name() {
    assert_eq!(NotOffered::Unknown.to_string(), "the mechanism is not offered");
    assert_eq!(NotOffered::NeedsTls.to_string(), "the mechanism is offered only over TLS");
}
