//! The daemon's end.
use crate::support::{MECHANISMS, SECOND, identity, mechanism, open, trusted, untrusted, written};
use auth_daemon_protocols::dovecot::{
    Mechanism, Property, Transport, Violation,
    server::{
        BadList, BindingAnswer, Exchange, Failure, Listener, Message, Open, PidStep, Refusal, Step,
        Untrusted, VersionStep,
    },
};
use std::time::Duration;

/// What a connection of minor version 4 makes of a line.
fn of(line: &str) -> Step<Untrusted> {
    open(&untrusted(), 1, 4).receive(&mut line.as_bytes(), Duration::ZERO)
}

fn closed(line: &str) -> Option<Violation> {
    match of(line) {
        Step::Close(violation) => Some(violation),
        _ => None,
    }
}

#[test]
fn lines_that_end_the_connection() {
    for (line, why) in [
        ("\n", Violation::Command),
        ("VERSION\t1\t4\n", Violation::Command),
        ("CPID\t42\n", Violation::Command),
        ("auth\t1\tPLAIN\tservice=imap\n", Violation::Command),
        ("SERVER\t1\n", Violation::Command),
        ("AUTH\n", Violation::Id),
        ("AUTH\t0\tPLAIN\tservice=imap\n", Violation::Id),
        ("AUTH\tx\tPLAIN\tservice=imap\n", Violation::Id),
        ("AUTH\t+1\tPLAIN\tservice=imap\n", Violation::Id),
        ("AUTH\t4294967296\tPLAIN\tservice=imap\n", Violation::Id),
        ("AUTH\t1\n", Violation::NoMechanism),
        ("AUTH\t1\t\tservice=imap\n", Violation::NoMechanism),
        ("AUTH\t1\tPLAIN\n", Violation::NoService),
        ("AUTH\t1\tPLAIN\tservice=\n", Violation::NoService),
        ("AUTH\t1\tPLAIN\tservice=imap\tresp=\tsecured\n", Violation::AfterResponse),
        ("CONT\n", Violation::Id),
        ("CONT\t1\n", Violation::MissingField),
        ("CANCEL\n", Violation::Id),
        ("AUTH\t1\tPLAIN\tservice=i\0map\n", Violation::Nul),
    ] {
        assert_eq!(closed(line), Some(why), "{line:?}");
    }
}

#[test]
fn handshakes_that_end_the_connection() {
    let close = |input: &str| {
        let (_, connection) = untrusted().accept(identity(1));
        let mut input = input.as_bytes();
        match connection.receive(&mut input) {
            VersionStep::Close(violation) => Some(violation),
            VersionStep::Read(_) => None,
            VersionStep::Send { then, .. } => match then.receive(&mut input) {
                PidStep::Close(violation) => Some(violation),
                PidStep::Read(_) | PidStep::Open(_) => None,
            },
        }
    };
    assert_eq!(close("CPID\t42\n"), Some(Violation::NoVersion));
    assert_eq!(close("VERSION\t2\t4\n"), Some(Violation::Version));
    assert_eq!(close("VERSION\t1\tx\n"), Some(Violation::Version));
    assert_eq!(close("VERSION\t1\t4\nCPID\t0\n"), Some(Violation::Pid));
    assert_eq!(close("VERSION\t1\t4\nCPID\n"), Some(Violation::Pid));
    assert_eq!(close("VERSION\t1\t4\nVERSION\t1\t4\n"), Some(Violation::Command));
    assert_eq!(close("VERSION\t1\t4\nAUTH\t1\tPLAIN\tservice=imap\n"), Some(Violation::Command));
    // A minor version is never refused, and a CR is tolerated.
    assert_eq!(close("VERSION\t1\t99\r\nCPID\t42\r\n"), None);
}

#[test]
fn mechanisms_with_channel_binding_are_listed_since_minor_3() {
    for (minor, listed) in [(0, false), (1, false), (2, false), (3, true), (4, true), (99, true)] {
        let (_, connection) = untrusted().accept(identity(1));
        let hello = format!("VERSION\t1\t{minor}\n");
        let VersionStep::Send { list, .. } = connection.receive(&mut hello.as_bytes()) else { panic!() };
        assert_eq!(String::from_utf8_lossy(list.as_bytes()).contains("-PLUS"), listed, "{minor}");
        let open = open(&untrusted(), 1, minor);
        assert_eq!(open.mechanisms().any(|one| one.name().ends_with("-PLUS")), listed, "{minor}");
    }
}

#[test]
fn a_list_has_something_for_every_caller() {
    let list = |names: &[&str]| {
        Listener::untrusted(names.iter().map(|name| mechanism(name)).collect(), SECOND).err()
    };
    assert_eq!(list(&[]), Some(BadList));
    assert_eq!(list(&["SCRAM-SHA-256-PLUS"]), Some(BadList));
    assert_eq!(list(&["PLAIN", "PLAIN"]), Some(BadList));
    assert_eq!(list(&MECHANISMS), None);
}

#[test]
fn properties_have_words() {
    for property in Property::ALL {
        let one =
            Mechanism::new("X", auth_daemon_protocols::dovecot::Properties::NONE.with(property)).unwrap();
        let listener = Listener::untrusted(vec![mechanism("PLAIN"), one], SECOND).unwrap();
        let (_, connection) = listener.accept(identity(1));
        let VersionStep::Send { list, .. } = connection.receive(&mut &b"VERSION\t1\t4\n"[..]) else {
            panic!()
        };
        let wanted = format!("MECH\tX\t{}\n", property.name());
        assert!(String::from_utf8_lossy(list.as_bytes()).contains(&wanted), "{wanted}");
    }
}

#[test]
fn what_is_unknown_in_a_request_is_ignored() {
    let line =
        "AUTH\t1\tPLAIN\tservice=imap\tnew_parameter=1\tnew_flag\trip=unknown\tlport=x\tsecured\tdebug\n";
    let Step::Start { request, .. } = of(line) else { panic!() };
    let session = request.session();
    assert_eq!((session.remote_ip, session.local_port), (None, None));
    assert!(session.transport == Transport::Secured && session.debug && !session.no_login);
}

/// A connection with one exchange that has a binding asked for.
fn asked(minor: u32, message: bool) -> Open<Untrusted> {
    let line = b"AUTH\t1\tSCRAM-SHA-256-PLUS\tservice=imap\n";
    let Step::Start { exchange, then, .. } =
        open(&untrusted(), 1, minor).receive(&mut &line[..], Duration::ZERO)
    else {
        panic!()
    };
    let kind = auth_daemon_protocols::dovecot::BindingType::TlsExporter;
    let message = message.then(|| Message::new(b"m").unwrap());
    let Step::Send { then, .. } =
        then.request_binding(exchange.into_binding().unwrap(), kind, message.as_ref())
    else {
        panic!()
    };
    then
}

#[test]
fn a_binding_that_was_asked_for_is_there_or_missing() {
    let answer = |line: &str| match asked(4, true).receive(&mut line.as_bytes(), Duration::ZERO) {
        Step::Respond { response, .. } => match response.binding() {
            BindingAnswer::NotAsked => panic!(),
            BindingAnswer::Missing => Some(None),
            BindingAnswer::Given(octets) => Some(Some(octets.expose().to_vec())),
        },
        _ => None,
    };
    assert_eq!(answer("CONT\t1\tYQ==\tchannel_binding=Yg==\n"), Some(Some(b"b".to_vec())));
    assert_eq!(answer("CONT\t1\tYQ==\tnew=1\tchannel_binding=Yg==\n"), Some(Some(b"b".to_vec())));
    for missing in [
        "",
        "\tchannel_binding=",
        "\tchannel_binding",
        "\tchannel_binding=!",
        "\tchannel_binding=Yg==\tchannel_binding=Yg==",
    ] {
        assert_eq!(answer(&format!("CONT\t1\tYQ=={missing}\n")), Some(None), "{missing}");
    }
    // `#` is for what was asked for alone.
    assert_eq!(answer("CONT\t1\t#\tchannel_binding=Yg==\n"), None);
    let Step::Respond { response, .. } =
        asked(3, false).receive(&mut &b"CONT\t1\t#\tchannel_binding=Yg==\n"[..], Duration::ZERO)
    else {
        panic!()
    };
    assert!(response.message().expose().is_empty() && matches!(response.binding(), BindingAnswer::Given(_)));
}

fn start<T: auth_daemon_protocols::dovecot::server::Trust>(open: Open<T>, line: &str) -> (Exchange, Open<T>) {
    match open.receive(&mut line.as_bytes(), Duration::ZERO) {
        Step::Start { exchange, then, .. } => (exchange, then),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_third_field_before_minor_3_makes_the_data_invalid() {
    for (minor, ends) in [(2, true), (3, false)] {
        let (exchange, then) = start(open(&untrusted(), 1, minor), "AUTH\t1\tLOGIN\tservice=smtp\n");
        let Step::Send { then, .. } = then.challenge(exchange, &Message::new(b"").unwrap()) else { panic!() };
        let step = then.receive(&mut &b"CONT\t1\tYQ==\tchannel_binding=Yg==\n"[..], Duration::ZERO);
        let fail = b"FAIL\t1\tcode=invalid_base64\treason=Invalid base64 data in continued response\n";
        assert_eq!(written(&step) == fail, ends, "{minor}");
        let ignored = matches!(&step, Step::Respond { response, .. } if matches!(response.binding(), BindingAnswer::NotAsked));
        assert_eq!(ignored, !ends);
    }
}

#[test]
fn a_malformed_certificate_field_counts_on_trusted_sockets_only() {
    for field in ["ssl_client_cert_fp=AB:CD", "ssl_client_cert_pubkey_fp=00", "ssl_client_cert_pubkey_fp="] {
        let line = format!("AUTH\t1\tEXTERNAL\tservice=imap\t{field}\tresp=\n");
        let step = open(&trusted(), 1, 4).receive(&mut line.as_bytes(), Duration::ZERO);
        assert!(matches!(step, Step::Refuse { why: Refusal::Parameter, .. }), "{field}");
        assert!(matches!(of(&line), Step::Start { .. }), "{field}");
    }
}

#[test]
fn failures_have_codes_reasons_and_no_long_names() {
    use auth_daemon_protocols::dovecot::FailureCode;
    for (minor, failure, wanted) in [
        (
            0,
            Failure::because(FailureCode::UserDisabled, Some("amy")),
            "FAIL\t1\tuser=amy\tcode=user_disabled\n",
        ),
        (4, Failure::because(FailureCode::Temporary, None), "FAIL\t1\tcode=temp_fail\n"),
        (4, Failure::credentials(None).with_reason("Try\tlater"), "FAIL\t1\treason=Try\u{1}tlater\n"),
        (4, Failure::credentials(Some(&"a".repeat(1025))), "FAIL\t1\n"),
    ] {
        let (exchange, then) =
            start(open(&untrusted(), 1, minor), "AUTH\t1\tPLAIN\tservice=smtp\tresp=YQ==\n");
        assert_eq!(written(&then.reject(exchange, failure)), wanted.as_bytes());
    }
}
