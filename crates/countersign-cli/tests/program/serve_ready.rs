//! The server's output.
use crate::support::{ALL, PASSWORD, Protocol, Serve, USER, Wire};

#[test]
fn the_first_line_has_these_fields_and_all_of_them_are_true() {
    let serve = Serve::start();
    let fields: Vec<&String> = serve.first_line.as_object().expect("an object").keys().collect();
    assert_eq!(
        fields,
        ["ca", "imap", "imaps", "messages", "pop3", "pop3s", "sieve", "submission", "submissions"]
    );
    let addresses = ALL.map(|protocol| serve.address(protocol)).into_iter().chain(serve.implicit());
    assert!(addresses.into_iter().all(|address| address.port() != 0));
    assert!(
        std::fs::read_to_string(&serve.ready.ca).expect("a file").starts_with("-----BEGIN CERTIFICATE-----")
    );
    assert_eq!(std::fs::read_dir(&serve.ready.messages).expect("a folder").count(), 0);
    for protocol in ALL {
        serve.clear(protocol).noop(protocol);
        serve.tls(protocol).noop(protocol);
    }
}

#[test]
fn an_attempt_has_these_fields_and_no_credential() {
    let serve = Serve::start();
    let mut wire = serve.tls(Protocol::Imap);
    wire.imap(format!("LOGIN {USER} {PASSWORD}"));
    let attempt = serve.attempt();
    let fields: Vec<&String> = attempt.as_object().expect("an object").keys().collect();
    assert_eq!(
        fields,
        ["account", "binding", "connection", "event", "mechanism", "protocol", "remote", "result", "tls"]
    );
    assert_eq!(attempt["event"], "login");
    assert_eq!(attempt["protocol"], "imap");
    assert_eq!(attempt["tls"], "implicit");
    assert_eq!(attempt["mechanism"], "LOGIN");
    assert_eq!(attempt["account"], USER);
    assert!(!attempt.to_string().contains(PASSWORD));
}

#[test]
fn tls_is_reported_as_it_is() {
    let serve = Serve::start();
    serve.clear(Protocol::Smtp).log_in(Protocol::Smtp);
    assert_eq!(serve.attempt()["tls"], "none");
    serve.tls(Protocol::Smtp).log_in(Protocol::Smtp);
    assert_eq!(serve.attempt()["tls"], "implicit");
    let mut wire = serve.clear(Protocol::Smtp);
    wire.smtp("STARTTLS");
    let mut wire: Wire = wire.start_tls(&serve.ready.ca);
    wire.smtp("EHLO client.example");
    wire.log_in(Protocol::Smtp);
    assert_eq!(serve.attempt()["tls"], "starttls");
}
