//! `serve --metrics`
use crate::support::{Protocol::Imap, Protocol::Smtp, Serve, USER, command, output, scrape, until, value};

#[test]
fn mox_match_12_attempts_are_counted_by_protocol_mechanism_result_and_binding() {
    let serve = Serve::with(&["--metrics", "127.0.0.1:0"]);
    let mut wire = serve.tls(Imap);
    for name in [USER, USER, "n0b0dy-at-all"] {
        wire.imap(format!("LOGIN {name} wrong-password"));
        assert_eq!(serve.result(), "rejected:bad-credentials");
    }
    serve.logged_in(Smtp);
    wire.imap("AUTHENTICATE X-UNHEARD-OF");
    until("the connections have ended", || {
        value(&scrape(&serve, "/metrics"), "countersign_connections_open{protocol=\"submission\"}")
            == Some(0.0)
    });
    let text = scrape(&serve, "/metrics");
    assert!(text.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4"), "{text}");
    let attempts = |labels: &str| value(&text, &format!("countersign_login_attempts_total{{{labels}}}"));
    let wrong = r#"protocol="imap",mechanism="LOGIN",result="rejected:bad-credentials",binding="none""#;
    let right = r#"protocol="submission",mechanism="SCRAM-SHA-256",result="accepted",binding="none""#;
    let unheard_of = r#"protocol="imap",mechanism="none",result="rejected:not-offered",binding="none""#;
    assert_eq!([wrong, right, unheard_of].map(attempts), [Some(3.0), Some(1.0), Some(1.0)], "{text}");
    assert_eq!(value(&text, r#"countersign_connections_total{protocol="imap"}"#), Some(1.0));
    assert_eq!(value(&text, r#"countersign_connections_open{protocol="imap"}"#), Some(1.0));
    let times = r#"countersign_exchange_seconds_count{protocol="imap",mechanism="LOGIN"}"#;
    assert_eq!(value(&text, times), Some(3.0), "{text}");
    assert!(text.contains("# TYPE countersign_exchange_seconds histogram"), "{text}");
    // No name that was sent, and nothing of the client's, is in it.
    for sent in [USER, "n0b0dy", "UNHEARD", "wrong-password", "127.0.0.1"] {
        assert!(!text.contains(sent), "{sent}: {text}");
    }
    assert!(scrape(&serve, "/").starts_with("HTTP/1.1 404 "));
    drop(wire);
}

#[test]
fn without_the_switch_nothing_listens_and_a_port_that_is_taken_is_told() {
    let serve = Serve::start();
    assert!(serve.first_line.get("metrics").is_none(), "{}", serve.first_line);
    let taken = serve.ready.imap.to_string();
    let said = output(command(&["serve", "--imap", "127.0.0.1:0", "--metrics", &taken]));
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("--metrics"), "{said:?}");
}

#[test]
fn logins_that_are_held_are_counted_by_what_there_was_enough_of() {
    let serve = Serve::with(&["--metrics", "127.0.0.1:0", "--limits", "--limit-name", "2/9"]);
    let mut wire = serve.tls(Imap);
    for _ in 0..3 {
        wire.imap(format!("LOGIN {USER} wrong-password"));
    }
    let line = "countersign_logins_refused_total{protocol=\"imap\",limit=\"name\"}";
    assert_eq!(value(&scrape(&serve, "/metrics"), line), Some(1.0));
}
