//! What a client says about channel binding: `p`, `y` or `n` (RFC 5801 section 4, RFC 5802 section 6).
use crate::dummies::{bindings, client_family};
use sasl_core::{
    BindingKind::{self, TlsExporter, TlsServerEndPoint, TlsUnique},
    Bindings, ClientRegistry, Error, ErrorKind, Profile, Security,
    client::{BindingFlag, Connection, Preference, Setup},
    mechanism::{Binds, Credential, Properties},
};
use sasl_testkit::{Dummy, entropy};
use std::sync::{Arc, Mutex};

/// The flag that a mechanism with these traits is given.
fn flag(traits: Properties, offered: &[&str], bindings: Bindings) -> (char, Option<BindingKind>) {
    let seen = Arc::new(Mutex::new(None));
    let see = Arc::clone(&seen);
    let spy = Dummy::new("X-SPY").properties(traits).client(move |setup: Setup| {
        *see.lock().unwrap() = Some(match setup.binding {
            BindingFlag::NotSupported => ('n', None),
            BindingFlag::NotAdvertised => ('y', None),
            BindingFlag::Bound(binding) => ('p', Some(binding.kind())),
        });
        Err(Error::new(ErrorKind::Application, "seen enough"))
    });
    let line = Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings);
    let offered = offered.iter().copied().chain(["X-SPY"]);
    let choice = ClientRegistry::new().with(spy).choose(offered, &line, &Preference::password()).unwrap();
    assert!(choice.start(entropy(1)).is_err());
    seen.lock().unwrap().take().unwrap()
}

fn traits(binds: Binds) -> Properties {
    Properties::new(Credential::Password, 50).binds(binds)
}

#[test]
fn p_names_the_first_binding_that_there_is_in_the_order_of_preference() {
    let always = traits(Binds::Always);
    assert_eq!(flag(always, &[], bindings([TlsUnique, TlsExporter])), ('p', Some(TlsExporter)));
    assert_eq!(flag(always, &[], bindings([TlsServerEndPoint, TlsUnique])), ('p', Some(TlsUnique)));
    assert_eq!(flag(always, &[], bindings([TlsServerEndPoint])), ('p', Some(TlsServerEndPoint)));
}

#[test]
fn y_only_when_the_client_can_bind_and_no_plus_name_is_listed() {
    let bare = traits(Binds::Bare);
    assert_eq!(flag(bare, &[], bindings([TlsExporter])), ('y', None));
    assert_eq!(flag(bare, &["PLAIN", "PLUS", "X-PLUS-1", "XPLUS"], bindings([TlsUnique])), ('y', None));
}

#[test]
fn n_when_any_plus_name_is_listed_even_an_unknown_one_in_any_case() {
    for name in ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-1024-PLUS", "x-never-plus", "-PLUS"] {
        assert_eq!(flag(traits(Binds::Bare), &[name], bindings([TlsExporter])), ('n', None), "{name}");
    }
}

#[test]
fn n_when_the_client_has_no_binding() {
    assert_eq!(flag(traits(Binds::Bare), &[], Bindings::NONE), ('n', None));
    assert_eq!(flag(traits(Binds::Bare), &["SCRAM-SHA-1-PLUS"], Bindings::NONE), ('n', None));
}

#[test]
fn n_for_a_mechanism_that_has_no_bindings_at_all() {
    assert_eq!(flag(traits(Binds::Never), &[], bindings([TlsExporter])), ('n', None));
}

#[test]
fn a076_a_client_that_requires_a_binding_never_says_n_or_y() {
    let requiring = Preference::password().require_binding();
    let line = |bindings| Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings);
    let bare: Vec<_> = client_family().names().filter(|name| !name.ends_with("-PLUS")).collect();
    // Whatever is listed and whatever the connection has, a bare name is not started.
    assert!(client_family().choose(bare, &line(bindings([TlsExporter])), &requiring).is_err());
    assert!(client_family().choose(client_family().names(), &line(Bindings::NONE), &requiring).is_err());
    let choice =
        client_family().choose(client_family().names(), &line(bindings([TlsExporter])), &requiring).unwrap();
    assert_eq!(choice.name(), "SCRAM-SHA-256-PLUS");
}
