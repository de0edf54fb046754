//! What a server says of a refusal, where there is room for it or where the site asks for it, and what a client hears.
use crate::{
    dialed::dial,
    ends::{BARE, PLUS, bindings, directory, ended, server_registry_of, server_settings},
};
use sasl_core::{
    BindingKind::{self, TlsExporter},
    ErrorKind, Profile, Security, Step, UntrustedText,
    server::{Ask, Connection, Rejection, Verdict},
};
use sasl_scram::{ServerError, ServerSettings};
use sasl_testkit::entropy;

/// What the client sends first and last; the last is left out where the first is refused, and a proof is added where
/// `right` says so.
struct Case {
    error: ServerError,
    reason: Rejection,
    name: &'static str,
    kinds: &'static [BindingKind],
    first: &'static str,
    last: Option<(&'static [u8], bool)>,
}

const FIRST: &str = "n,,n=amy,r=a-nonce-by-hand";

fn cases() -> Vec<Case> {
    let malformed = |error, name, kinds, first| Case {
        error,
        reason: Rejection::Malformed,
        name,
        kinds,
        first,
        last: None,
    };
    let late = |error, reason, first, binding, right| Case {
        error,
        reason,
        name: BARE,
        kinds: &[TlsExporter],
        first,
        last: Some((binding, right)),
    };
    vec![
        malformed(ServerError::InvalidEncoding, BARE, &[], "n,,"),
        malformed(ServerError::ExtensionsNotSupported, BARE, &[], "n,,m=x,n=amy,r=a-nonce-by-hand"),
        malformed(ServerError::InvalidUsernameEncoding, BARE, &[], "n,,n=a=ZZ,r=a-nonce-by-hand"),
        malformed(ServerError::OtherError, BARE, &[], "n,,n=amy,r=short"),
        malformed(ServerError::OtherError, PLUS, &[TlsExporter], FIRST),
        malformed(
            ServerError::ChannelBindingNotSupported,
            BARE,
            &[],
            "p=tls-exporter,,n=amy,r=a-nonce-by-hand",
        ),
        malformed(
            ServerError::UnsupportedChannelBindingType,
            PLUS,
            &[TlsExporter],
            "p=tls-unique,,n=amy,r=a-nonce-by-hand",
        ),
        late(ServerError::InvalidProof, Rejection::BadCredentials, FIRST, b"n,,", false),
        late(
            ServerError::ServerDoesSupportChannelBinding,
            Rejection::Downgrade,
            "y,,n=amy,r=a-nonce-by-hand",
            b"y,,",
            true,
        ),
        late(
            ServerError::ChannelBindingsDontMatch,
            Rejection::BindingMismatch,
            "p=tls-exporter,,n=amy,r=a-nonce-by-hand",
            b"p=tls-exporter,,of somebody else",
            true,
        ),
        // Without the proof neither is told.
        late(
            ServerError::InvalidProof,
            Rejection::BadCredentials,
            "y,,n=amy,r=a-nonce-by-hand",
            b"y,,",
            false,
        ),
    ]
}

/// The step that the refusal is.
fn refusal(case: &Case, settings: &ServerSettings, profile: Profile) -> sasl_core::server::Step {
    let line = Connection::new(profile, Security::Verified).with_bindings(bindings(case.kinds));
    let offer = server_registry_of(settings).offer(&line);
    let mut step = offer.start(case.name, Some(case.first.as_bytes()), entropy(2)).unwrap();
    let Some((binding, right)) = case.last else { return step };
    loop {
        step = match step {
            Step::Ask(ask) => directory().answer_server(ask),
            Step::Send { message, then } => {
                let said = String::from_utf8(message.to_vec()).unwrap();
                let value = |name| crate::ends::value(&said, name);
                let without_proof = format!("c={},r={}", crate::reference::base64(binding), value("r="));
                let bare = &case.first[case.first.find("n=").unwrap()..];
                let salt = crate::reference::unbase64(value("s="));
                let password = if right { "pencil" } else { "stylus" };
                let keys = crate::reference::keys(password, &salt, value("i=").parse().unwrap());
                let proof = keys.proof(&format!("{bare},{said},{without_proof}"));
                return then.receive(format!("{without_proof},p={proof}").as_bytes());
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_value_goes_where_the_protocol_has_room_for_it() {
    for case in cases() {
        let Step::Done(verdict) = refusal(&case, &server_settings(), Profile::LDAP) else {
            panic!("{}", case.error)
        };
        assert_eq!(ended(&verdict), (case.reason.label(), format!("e={}", case.error)));
    }
}

#[test]
fn a029_nothing_goes_where_it_has_none() {
    for case in cases() {
        let Step::Done(verdict) = refusal(&case, &server_settings(), Profile::MAIL) else {
            panic!("{}", case.error)
        };
        assert_eq!(ended(&verdict), (case.reason.label(), String::new()));
    }
}

#[test]
fn an_error_reply_on_request_precedes_the_failure_without_changing_it() {
    let settings = server_settings().telling_errors();
    for case in cases() {
        for answer in [Some(&b""[..]), Some(b"v=AAAA"), None] {
            let Step::Send { message, then } = refusal(&case, &settings, Profile::MAIL) else {
                panic!("{}", case.error)
            };
            assert_eq!(*message, *format!("e={}", case.error).as_bytes());
            let verdict = match answer {
                Some(answer) => match then.receive(answer) {
                    Step::Done(verdict) => verdict,
                    other => panic!("{other:?}"),
                },
                None => then.cancel(),
            };
            assert_eq!(ended(&verdict), (case.reason.label(), String::new()));
        }
    }
}

#[test]
fn a_directory_that_does_not_answer_is_no_resources() {
    let first = Case { error: ServerError::NoResources, first: FIRST, last: None, ..cases().remove(0) };
    let away = |settings: &ServerSettings, profile| {
        let Step::Ask(Ask::Lookup(asked)) = refusal(&first, settings, profile) else { panic!() };
        asked.unavailable()
    };
    for (profile, told) in [(Profile::LDAP, "e=no-resources"), (Profile::MAIL, "")] {
        let Step::Done(verdict) = away(&server_settings(), profile) else { panic!() };
        assert_eq!(ended(&verdict), ("unavailable", told.into()));
    }
    let Step::Send { message, then } = away(&server_settings().telling_errors(), Profile::MAIL) else {
        panic!()
    };
    assert_eq!(*message, b"e=no-resources"[..]);
    let Step::Done(Verdict::Rejected(rejected)) = then.receive(b"") else { panic!() };
    assert_eq!(rejected.reason(), Rejection::Unavailable);
}

/// All values but one come from the cases above and from a directory that is away; the one is never sent.
#[test]
fn a029_every_value_is_said_but_unknown_user() {
    let said: Vec<_> = cases().iter().map(|case| case.error).chain([ServerError::NoResources]).collect();
    for error in ServerError::ALL {
        assert_eq!(said.contains(&error), error != ServerError::UnknownUser, "{error}");
    }
}

#[test]
fn a030_a_client_hears_every_value_as_text_that_is_not_trusted() {
    for error in ServerError::ALL {
        let dialed = dial(&[BARE], &[], "pencil");
        let challenge = dialed.challenge("");
        let refused = dialed.answer(&challenge).unwrap().told(format!("e={error}")).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Refused);
        assert_eq!(ServerError::heard(refused.said().unwrap()), Some(error));
        assert!(!refused.to_string().contains(error.value()));
    }
    for other in ["", "Invalid-proof", "invalid-proof ", "too-many-logins"] {
        assert_eq!(ServerError::heard(&UntrustedText::new(other.as_bytes())), None, "{other}");
    }
}

/// RFC 5802 gives a server one message to say it in, its last; what is wrong with the first of a client's makes that the only one.
#[test]
fn a030_the_same_in_place_of_a_challenge() {
    for error in ServerError::ALL {
        for more in ["", ",x=1"] {
            let refused = dial(&[BARE], &[], "pencil").refuses(format!("e={error}{more}"));
            assert_eq!(refused.kind(), ErrorKind::Refused);
            assert_eq!(ServerError::heard(refused.said().unwrap()), Some(error));
            assert!(!refused.to_string().contains(error.value()));
        }
    }
}

#[test]
fn a_strict_server_refuses_only_a_binding_under_a_bare_name() {
    let strict = server_settings().strict_bare_names();
    for (name, first, refused) in [
        (BARE, "p=tls-exporter,,n=amy,r=a-nonce-by-hand", true),
        (BARE, "p=tls-unique,,n=amy,r=a-nonce-by-hand", true),
        (BARE, FIRST, false),
        (BARE, "y,,n=amy,r=a-nonce-by-hand", false),
        (PLUS, "p=tls-exporter,,n=amy,r=a-nonce-by-hand", false),
    ] {
        let case = Case { name, first, kinds: &[TlsExporter], last: None, ..cases().remove(0) };
        match refusal(&case, &strict, Profile::LDAP) {
            Step::Done(verdict) => {
                assert!(refused, "{name} {first}");
                assert_eq!(ended(&verdict), ("malformed", "e=other-error".into()));
            }
            step => assert!(!refused && matches!(step, Step::Ask(Ask::Lookup(_))), "{name} {first}"),
        }
    }
}
