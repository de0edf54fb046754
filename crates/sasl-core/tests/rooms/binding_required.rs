//! A channel binding that is required is asked for twice: at the choice, and again at the end.
use crate::dummies::{bindings, choice, reason, sent};
use sasl_core::{
    BindingKind::{self, TlsExporter},
    Bindings, ClientRegistry, Error, ErrorKind, Profile, Security, ServerRegistry, Step,
    client::{Choice, Connection, Finish, NoUsableMechanism, Preference, SkipReason},
    mechanism::{Binds, Credential, Next, Properties},
    server::{self, Rejection},
};
use sasl_testkit::{Dummy, entropy};

/// A mechanism that says it binds; at its end it is bound by this.
fn plus(in_the_end: Option<BindingKind>) -> Dummy {
    let traits = Properties::new(Credential::Password, 50).binds(Binds::Always).proves_server();
    Dummy::new("X-PLUS").properties(traits).client(move |_| {
        Ok(Next::send(b"amy", move |_| Ok(Next::finish(Finish::verified().bound(in_the_end)))))
    })
}

fn choose(dummy: Dummy, preference: &Preference, bindings: Bindings) -> Result<Choice, NoUsableMechanism> {
    let line = Connection::new(Profile::XMPP, Security::Verified).with_bindings(bindings);
    ClientRegistry::new().with(dummy).with(Dummy::new("X-BARE")).choose(
        ["X-PLUS", "X-BARE"],
        &line,
        preference,
    )
}

fn required() -> Preference {
    Preference::password().require_binding()
}

/// The end of the exchange, by a challenge and by data with success.
fn ends(dummy: impl Fn() -> Dummy, preference: &Preference) -> [Result<sasl_core::client::Step, Error>; 2] {
    let begun = || {
        let choice = choose(dummy(), preference, bindings([TlsExporter])).unwrap();
        sent(choice.start(entropy(1)).unwrap()).1
    };
    let by_challenge = begun().receive(b"v=").and_then(|step| sent(step).1.success(None));
    [by_challenge, begun().success(Some(b"v="))]
}

#[test]
fn a077_an_unbound_exchange_is_no_login_where_binding_is_required() {
    for end in ends(|| plus(None), &required()) {
        let error = end.unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().contains("binding is required")),
            (ErrorKind::Policy, true)
        );
    }
}

#[test]
fn a077_an_exchange_that_ends_bound_is_one_and_says_by_what() {
    for end in ends(|| plus(Some(TlsExporter)), &required()) {
        let Ok(Step::Done(authenticated)) = end else { panic!("{end:?}") };
        assert_eq!(authenticated.binding(), Some(TlsExporter));
    }
}

#[test]
fn a077_a_binding_mechanism_without_its_binding_is_no_login() {
    for end in ends(|| plus(None), &Preference::password()) {
        assert_eq!(end.unwrap_err().kind(), ErrorKind::Policy);
    }
}

#[test]
fn a077_a_server_rejects_a_login_whose_binding_was_lost() {
    let reason_of = |in_the_end| {
        let dummy = plus(None).server(move |_| {
            Ok(Next::receive(move |_: &[u8]| {
                Ok(Next::finish(server::Finish::proved("amy").bound(in_the_end)))
            }))
        });
        let line = server::Connection::new(Profile::MAIL, Security::Verified);
        let offer = ServerRegistry::new().with(dummy).offer(&line.with_bindings(bindings([TlsExporter])));
        match offer.start("X-PLUS", Some(b"amy"), entropy(1)).unwrap() {
            Step::Done(end) => Some(reason(&end)),
            _ => None,
        }
    };
    assert_eq!(reason_of(None), Some(Rejection::Unavailable));
    assert_eq!(reason_of(Some(TlsExporter)), None);
}

#[test]
fn a007_a_mechanism_that_promises_the_servers_proof_cannot_end_without_it() {
    let broken = Dummy::new("X-TEST")
        .properties(Properties::new(Credential::Password, 50).proves_server())
        .client(|_| Ok(Next::finish(Finish::with_final_message(b"amy"))));
    let error = choice(Profile::MAIL, broken).start(entropy(1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ServerNotVerified);
}

#[test]
fn a077_what_says_all_at_once_and_ends_unbound_sends_nothing() {
    let blunt = plus(None).client(|_| Ok(Next::finish(Finish::with_final_message(b"amy\0pencil"))));
    let choice = choose(blunt, &required(), bindings([TlsExporter])).unwrap();
    assert_eq!(choice.start(entropy(1)).unwrap_err().kind(), ErrorKind::Policy);
}

#[test]
fn a076_required_and_not_to_be_had_is_an_error_before_a_byte_is_sent() {
    let none = choose(plus(None), &required(), Bindings::NONE).unwrap_err();
    assert_eq!(none.passed_over(), [("X-PLUS", SkipReason::NoBinding), ("X-BARE", SkipReason::Unbound)]);
    let line = Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings([TlsExporter]));
    let registry = ClientRegistry::new().with(plus(None)).with(Dummy::new("X-BARE"));
    let none = registry.choose(["X-BARE"], &line, &required()).unwrap_err();
    assert_eq!(none.passed_over(), [("X-PLUS", SkipReason::NotOffered), ("X-BARE", SkipReason::Unbound)]);
}
