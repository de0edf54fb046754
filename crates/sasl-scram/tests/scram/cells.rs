//! Flag, name and connection: all 18 of them (RFC 5802 section 6).
use crate::{
    challenged::{FIRST, begin},
    ends::{BARE, End, PLUS, bindings, offer, server_registry},
};
use sasl_core::{
    BindingKind::{self, TlsExporter},
    Profile, Security,
    server::{Connection, Offer, Policy},
};

/// A client by hand that knows the password, and binds with what the flag names.
fn log_in(offer: &Offer, name: &str, flag: &str) -> End {
    let header = format!("{flag},,");
    let data = flag.strip_prefix("p=").unwrap_or_default();
    let challenged = match begin(offer, name, &header, FIRST) {
        Ok(challenged) => challenged,
        Err(end) => return end,
    };
    let without_proof = challenged.without_proof(&header, data.as_bytes());
    let verifier = challenged.keys("pencil").verifier(&challenged.auth_message(&without_proof));
    let message = challenged.proved(&without_proof, "pencil");
    let (word, data) = challenged.answer(message);
    if word == "accepted" {
        assert_eq!(data, verifier);
        return (word, String::new());
    }
    (word, data)
}

/// What a server has: no binding; one; one, and it must be used.
fn server(kinds: &[BindingKind], required: bool) -> Offer {
    let policy = if required { Policy::new().require_binding() } else { Policy::new() };
    let line = Connection::new(Profile::LDAP, Security::Verified).with_bindings(bindings(kinds));
    server_registry().with_policy(policy).offer(&line)
}

const IN: (&str, &str) = ("accepted", "");
const NOT_OFFERED: (&str, &str) = ("not-offered", "");
const NO_BINDING: (&str, &str) = ("malformed", "e=channel-binding-not-supported");
const UNBOUND: (&str, &str) = ("malformed", "e=other-error");
const DOWNGRADE: (&str, &str) = ("downgrade", "e=server-does-support-channel-binding");

#[test]
fn a079_a080_a128_a131_the_18_cells() {
    let none = server(&[], false);
    let available = server(&[TlsExporter], false);
    let required = server(&[TlsExporter], true);
    for (name, flag, [with_none, with_available, with_required]) in [
        (BARE, "n", [IN, IN, NOT_OFFERED]),
        (BARE, "y", [IN, DOWNGRADE, NOT_OFFERED]),
        (BARE, "p=tls-exporter", [NO_BINDING, IN, NOT_OFFERED]),
        (PLUS, "n", [NOT_OFFERED, UNBOUND, UNBOUND]),
        (PLUS, "y", [NOT_OFFERED, UNBOUND, UNBOUND]),
        (PLUS, "p=tls-exporter", [NOT_OFFERED, IN, IN]),
    ] {
        for (offer, (word, data)) in
            [(&none, with_none), (&available, with_available), (&required, with_required)]
        {
            assert_eq!(log_in(offer, name, flag), (word, data.into()), "{name} {flag} at {offer:?}");
        }
    }
}

#[test]
fn a131_a_server_that_could_bind_and_does_not_offer_it_lets_y_in() {
    let line = Connection::new(Profile::LDAP, Security::Verified).with_bindings(bindings(&[TlsExporter]));
    let offer = server_registry().with_policy(Policy::new().without_plus()).offer(&line);
    assert_eq!(log_in(&offer, BARE, "y").0, "accepted");
    assert_eq!(log_in(&offer, BARE, "n").0, "accepted");
}

#[test]
fn a129_offer_and_refusal_come_from_one_set() {
    for kinds in [&[][..], &[TlsExporter], &[BindingKind::TlsServerEndPoint]] {
        let offer = offer(Profile::LDAP, kinds);
        let offered = offer.names().any(|name| name == PLUS);
        assert_eq!(log_in(&offer, BARE, "y").0, if offered { "downgrade" } else { "accepted" }, "{kinds:?}");
    }
}

#[test]
fn a137_the_client_names_the_binding_and_the_server_finds_it() {
    let all = offer(Profile::LDAP, &BindingKind::ALL);
    for kind in BindingKind::ALL {
        for name in [BARE, PLUS] {
            assert_eq!(log_in(&all, name, &format!("p={kind}")).0, "accepted", "{name} {kind}");
        }
    }
}

#[test]
fn a050_a_binding_that_is_not_had_is_refused_at_once() {
    let unsupported = ("malformed", "e=unsupported-channel-binding-type".to_owned());
    let exporter = offer(Profile::LDAP, &[TlsExporter]);
    for name in [BARE, PLUS] {
        for kind in ["tls-unique", "tls-server-end-point", "tls-none", "TLS-EXPORTER", "a", "1.-"] {
            let first = begin(&exporter, name, &format!("p={kind},,"), FIRST);
            assert_eq!(first.err(), Some(unsupported.clone()), "{name} {kind}");
        }
    }
    // Whatever it is called, where there is none.
    for kind in ["tls-exporter", "tls-none"] {
        let first = begin(&offer(Profile::LDAP, &[]), BARE, &format!("p={kind},,"), FIRST);
        assert_eq!(first.err(), Some(("malformed", "e=channel-binding-not-supported".into())), "{kind}");
    }
}
