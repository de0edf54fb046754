//! Submission with a well-behaved client, and rejected messages.
use crate::support::{PASSWORD, Protocol, Serve, USER, Wire, base64};
use std::fs;

const SMTP: Protocol = Protocol::Smtp;

fn code(lines: &[String]) -> String {
    lines.last().expect("a line").chars().take_while(|c| *c != ' ').collect()
}

fn enhanced(lines: &[String]) -> String {
    lines.last().expect("a line").split(' ').take(2).collect::<Vec<_>>().join(" ")
}

/// Returns the one submitted message, without the lines that the server adds.
fn message(serve: &Serve) -> String {
    let files: Vec<_> = fs::read_dir(&serve.ready.messages).expect("a folder").flatten().collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let text = fs::read_to_string(files[0].path()).expect("a file");
    let head = "X-Submitted-By: alice\r\nReturn-Path: <a@example.org>\r\nX-Recipients: b@example.org\r\n";
    text.strip_prefix(head).expect("the server's lines").to_owned()
}

fn begin(wire: &mut Wire) {
    assert_eq!(code(&wire.smtp("MAIL FROM:<a@example.org> SIZE=100")), "250");
    assert_eq!(code(&wire.smtp("RCPT TO:<b@example.org>")), "250");
    assert_eq!(code(&wire.smtp("DATA")), "354");
}

#[test]
fn extensions_follow_the_state_of_tls() {
    let serve = Serve::start();
    let mut wire = serve.clear(SMTP);
    let clear = wire.smtp("EHLO client.example");
    assert!(clear.iter().any(|line| line == "250-STARTTLS"), "{clear:?}");
    assert!(clear.iter().any(|line| line.starts_with("250-AUTH SCRAM-SHA-512 ")), "{clear:?}");
    assert_eq!(wire.smtp("HELO client.example"), ["250 localhost"]);
    assert_eq!(code(&wire.smtp("STARTTLS")), "220");
    let mut wire = wire.start_tls(&serve.ready.ca);
    assert_eq!(
        enhanced(&wire.smtp(format!("AUTH PLAIN {}", base64("\0alice\0x")))),
        "503 5.5.1",
        "EHLO first"
    );
    let secured = wire.smtp("EHLO client.example");
    let list = "250-AUTH SCRAM-SHA-512-PLUS SCRAM-SHA3-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS \
                SCRAM-SHA-512 SCRAM-SHA3-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN";
    assert!(secured.iter().any(|line| line == list), "{secured:?}");
    assert!(!secured.iter().any(|line| line.contains("STARTTLS")), "{secured:?}");
    assert_eq!(enhanced(&wire.smtp("STARTTLS")), "503 5.5.1");
}

#[test]
fn a_message_is_kept_without_its_dots() {
    let serve = Serve::start();
    let mut wire = serve.tls(SMTP);
    let plain = base64(format!("\0{USER}\0{PASSWORD}"));
    assert_eq!(wire.smtp(format!("AUTH PLAIN {plain}")), ["235 2.7.0 Logged in"]);
    begin(&mut wire);
    wire.send("Subject: dots\r\n\r\n..\r\n...two\r\n.one\r\nnone.\r\n");
    assert_eq!(code(&wire.smtp(".")), "250");
    assert_eq!(message(&serve), "Subject: dots\r\n\r\n.\r\n..two\r\none\r\nnone.\r\n");
    // The transaction is over: the next one starts without recipients.
    assert_eq!(enhanced(&wire.smtp("RCPT TO:<b@example.org>")), "503 5.5.1");
    assert_eq!(wire.smtp("QUIT"), ["221 2.0.0 Goodbye"]);
    assert_eq!(wire.rest(), [""; 0]);
}

#[test]
fn commands_out_of_their_order_are_refused() {
    let serve = Serve::start();
    let mut wire = Wire::plain(serve.ready.submission);
    wire.line();
    let first = base64("n,,n=alice,r=abcdefghijklmnop");
    let auth = format!("AUTH SCRAM-SHA-256 {first}");
    let before = [
        (auth.as_str(), "503 5.5.1"),
        ("EHLO", "501 5.5.4"),
        ("MAIL FROM:<a@example.org>", "530 5.7.0"),
        ("RCPT TO:<b@example.org>", "530 5.7.0"),
        ("DATA", "530 5.7.0"),
    ];
    for (command, reply) in before {
        assert_eq!(enhanced(&wire.smtp(command)), reply, "{command}");
    }
    wire.smtp("EHLO client.example");
    assert!(wire.log_in(SMTP));
    let after = [
        (auth.as_str(), "503 5.5.1"),
        ("STARTTLS", "503 5.5.1"),
        ("RCPT TO:<b@example.org>", "503 5.5.1"),
        ("DATA", "503 5.5.1"),
        ("MAIL FROM:a@example.org", "501 5.5.4"),
        ("MAIL FROM:<a@example.org>", "250 2.1.0"),
        ("MAIL FROM:<a@example.org>", "503 5.5.1"),
        ("DATA", "503 5.5.1"),
        ("RCPT TO:<>", "501 5.5.4"),
        ("RCPT TO:<b@example.org>", "250 2.1.5"),
        ("RSET", "250 2.0.0"),
        ("DATA", "503 5.5.1"),
        ("NOOP", "250 2.0.0"),
        ("VRFY alice", "500 5.5.1"),
    ];
    for (command, reply) in after {
        assert_eq!(enhanced(&wire.smtp(command)), reply, "{command}");
    }
}

#[test]
fn auth_has_no_place_in_a_transaction() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(SMTP);
    wire.smtp("MAIL FROM:<a@example.org>");
    assert_eq!(enhanced(&wire.smtp("AUTH PLAIN")), "503 5.5.1");
    assert_eq!(code(&wire.smtp("RCPT TO:<b@example.org>")), "250", "the transaction goes on");
    assert!(serve.no_more_attempts());
}

#[test]
fn a_bare_line_feed_in_a_message_has_it_refused() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(SMTP);
    begin(&mut wire);
    wire.send("one\ntwo\r\n");
    assert_eq!(enhanced(&wire.smtp(".")), "554 5.6.0");
    wire.noop(SMTP);
    begin(&mut wire);
    wire.send(["three".repeat(20_000), "\r\n".to_owned()].concat());
    assert_eq!(enhanced(&wire.smtp(".")), "554 5.6.0");
    begin(&mut wire);
    wire.send("clean\r\n");
    assert_eq!(code(&wire.smtp(".")), "250");
    assert_eq!(message(&serve), "clean\r\n");
}

#[test]
fn nothing_but_a_dot_between_two_crlf_ends_a_message() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(SMTP);
    for smuggled in ["\n.\r\n", "\n.\n", "\r\n.\n", "\r\n.\r\r\n"] {
        begin(&mut wire);
        // If the message ended here, VRFY would be a command with a reply.
        wire.send(format!("text{smuggled}VRFY alice\r\n"));
        assert!(enhanced(&wire.smtp(".")) != "500 5.5.1", "{smuggled:?}");
        wire.noop(SMTP);
        assert_eq!(wire.smtp("RSET"), ["250 2.0.0 Reset"], "{smuggled:?}");
    }
    let long = "x".repeat(70_000);
    begin(&mut wire);
    wire.send(format!("{long}\n.\r\nVRFY alice\r\n"));
    assert_eq!(enhanced(&wire.smtp(".")), "554 5.6.0");
    wire.noop(SMTP);
}

#[test]
fn a_message_that_is_too_large_is_refused_and_the_session_goes_on() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(SMTP);
    begin(&mut wire);
    let line = ["x".repeat(65_000), "\r\n".to_owned()].concat();
    for _ in 0..170 {
        wire.send(&line);
    }
    assert_eq!(enhanced(&wire.smtp(".")), "552 5.3.4");
    wire.noop(SMTP);
    assert_eq!(fs::read_dir(&serve.ready.messages).expect("a folder").count(), 0);
}
