//! ManageSieve with a well-behaved client, and rejections around a login.
use crate::support::{
    PASSWORD, Protocol, Serve, TOO_LONG, UNDECODABLE, USER, Wire, base64, client_first, refused,
};

const SIEVE: Protocol = Protocol::Sieve;

fn plain() -> String {
    base64(format!("\0{USER}\0{PASSWORD}"))
}

#[test]
fn capabilities_follow_the_state_and_come_unasked() {
    let serve = Serve::start();
    let mut wire = Wire::plain(serve.ready.sieve);
    let [sasl, secured_sasl] = [false, true].map(|tls| format!("\"SASL\" \"{}\"", serve.offered(tls)));
    let clear = [
        "\"IMPLEMENTATION\" \"countersign\"",
        sasl.as_str(),
        "\"SIEVE\" \"\"",
        "\"STARTTLS\"",
        "\"VERSION\" \"1.0\"",
        "OK",
    ];
    assert_eq!(wire.answer(), clear);
    assert_eq!(wire.sieve("CAPABILITY"), clear);
    assert_eq!(wire.sieve("STARTTLS"), ["OK \"Begin TLS now\""]);
    let mut wire = wire.start_tls(&serve.ready.ca);
    let secured = wire.answer();
    assert_eq!(secured[1], secured_sasl);
    assert!(!secured.contains(&"\"STARTTLS\"".to_owned()), "{secured:?}");
    assert_eq!(wire.sieve("capability"), secured);
    assert!(wire.log_in(SIEVE));
    let logged_in = wire.sieve("CAPABILITY");
    assert_eq!(logged_in[1], "\"SASL\" \"\"");
    assert_eq!(logged_in[3], "\"OWNER\" \"alice\"");
}

#[test]
fn strings_are_quoted_or_literal() {
    let serve = Serve::start();
    let (plain, length) = (plain(), plain().len());
    for initial in
        [format!("\"{plain}\""), format!("{{{length}+}}\r\n{plain}"), format!("{{0{length}+}}\r\n{plain}")]
    {
        for name in ["\"PLAIN\"", "{5+}\r\nPLAIN", "\"plain\""] {
            let mut wire = serve.tls(SIEVE);
            assert_eq!(wire.sieve(format!("AUTHENTICATE {name} {initial}")), ["OK"], "{name} {initial}");
            assert_eq!(serve.result(), "accepted");
            // And as an answer to the empty challenge.
            let mut wire = serve.tls(SIEVE);
            wire.send(format!("AUTHENTICATE {name}\r\n"));
            assert_eq!(wire.line(), "\"\"");
            assert_eq!(wire.sieve(&initial), ["OK"]);
            assert_eq!(serve.result(), "accepted");
        }
    }
}

#[test]
fn a117_the_proof_goes_with_success() {
    let serve = Serve::start();
    let mut wire = serve.clear(SIEVE);
    assert!(wire.log_in(SIEVE), "the client of these tests requires a proof");
    assert_eq!(serve.result(), "accepted");
}

#[test]
fn there_are_no_scripts() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(SIEVE);
    let rows = [
        ("LISTSCRIPTS", "OK"),
        ("SETACTIVE \"\"", "OK"),
        ("HAVESPACE \"a\" 99", "NO (QUOTA/MAXSCRIPTS) "),
        ("PUTSCRIPT \"a\" {5+}\r\nkeep;", "NO (QUOTA/MAXSCRIPTS) "),
        ("CHECKSCRIPT \"keep;\"", "NO (QUOTA/MAXSCRIPTS) "),
        ("GETSCRIPT \"a\"", "NO (NONEXISTENT) "),
        ("SETACTIVE \"a\"", "NO (NONEXISTENT) "),
        ("DELETESCRIPT \"a\"", "NO (NONEXISTENT) "),
        ("RENAMESCRIPT \"a\" \"b\"", "NO (NONEXISTENT) "),
        ("NOOP", "OK \"Nothing done\""),
        ("HAVESPACE \"a\" b", "NO \"Invalid arguments"),
        ("HAVESPACE a 99", "NO \"Invalid arguments"),
        ("GETSCRIPT \"a\" \"b\"", "NO \"Invalid arguments"),
        ("LISTSCRIPTS \"a\"", "NO \"Invalid arguments"),
        ("UNAUTHENTICATE", "NO \"Unknown command"),
        ("AUTHENTICATE \"PLAIN\"", "NO \"Already logged in"),
        ("STARTTLS", "NO \"STARTTLS"),
    ];
    for (command, reply) in rows {
        let said = wire.sieve(command);
        assert!(said.len() == 1 && said[0].starts_with(reply), "{command}: {said:?}");
    }
    assert_eq!(wire.sieve("NOOP \"a\\\"b\""), ["OK (TAG {3}"]);
    assert_eq!(wire.line(), "a\"b) \"Nothing done\"");
    assert_eq!(wire.sieve("LOGOUT"), ["OK \"Goodbye\""]);
    assert_eq!(wire.rest(), [""; 0]);
}

#[test]
fn what_needs_a_login_is_refused_before_it() {
    let serve = Serve::start();
    let mut wire = serve.clear(SIEVE);
    for command in
        ["LISTSCRIPTS", "HAVESPACE \"a\" 9", "PUTSCRIPT \"a\" \"b\"", "GETSCRIPT \"a\"", "SETACTIVE \"\""]
    {
        assert_eq!(wire.sieve(command), ["NO \"Log in first\""], "{command}");
    }
    for command in
        ["AUTHENTICATE", "AUTHENTICATE PLAIN", "AUTHENTICATE \"X\" Y", "AUTHENTICATE \"X\" \"Y\" \"Z\""]
    {
        assert_eq!(wire.sieve(command), ["NO \"Invalid arguments\""], "{command}");
    }
    for command in ["\"LOGOUT\"", "(LOGOUT)", "", " LOGOUT", "LOG{0+}\r\nOUT", "\"\""] {
        assert_eq!(wire.sieve(command)[0], "NO \"Unknown command\"", "{command}");
    }
    assert!(serve.no_more_attempts());
    assert!(wire.log_in(SIEVE));
}

#[test]
fn a_literal_that_waits_ends_the_connection() {
    let serve = Serve::start();
    // It is ambiguous whether its octets follow at once or after a continuation request, which this protocol does not have.
    for command in ["AUTHENTICATE \"PLAIN\" {24}\r\n", "NOOP {5}\r\n", "{5}\r\n"] {
        let mut wire = serve.tls(SIEVE);
        wire.send(command);
        assert_eq!(wire.rest(), ["BYE \"A literal needs a + after its length\""], "{command}");
    }
    let mut wire = serve.tls(SIEVE);
    wire.send("AUTHENTICATE \"PLAIN\"\r\n");
    assert_eq!(wire.line(), "\"\"");
    wire.send("{24}\r\n");
    assert_eq!(wire.rest(), ["BYE \"Cannot parse what follows\""]);
    assert_eq!(serve.result(), "rejected:cancelled");
}

#[test]
fn a_literal_that_is_too_long_is_thrown_away_or_ends_the_connection() {
    let serve = Serve::start();
    for length in [65_536, 300_000] {
        let literal = format!("{{{length}+}}\r\n{}", "A".repeat(length));
        let mut wire = serve.clear(SIEVE);
        wire.send(format!("NOOP {literal}\r\n"));
        assert!(wire.line().starts_with("NO \"The line is too long"));
        wire.send("AUTHENTICATE \"SCRAM-SHA-256\"\r\n");
        assert_eq!(wire.line(), "\"\"");
        wire.send(format!("{literal}\r\n"));
        refused(&serve, &mut wire, SIEVE, TOO_LONG, "rejected:too-long", "a literal");
    }
    for length in ["1100000", "4294967295", "18446744073709551615", "99999999999999999999"] {
        let mut wire = serve.clear(SIEVE);
        wire.send(format!("NOOP {{{length}+}}\r\n"));
        assert_eq!(wire.rest(), ["BYE \"Line too long\""], "{length}");
    }
}

#[test]
fn a038_a_command_does_not_grow_without_end_through_its_literals() {
    let serve = Serve::start();
    for part in
        [[b"x".repeat(10_000), b" {0+}\r\n".to_vec()].concat(), b"{1+}\r\nx".to_vec(), b"{0+}\r\n".to_vec()]
    {
        let mut wire = serve.clear(SIEVE);
        let many = part.repeat(60_000 / part.len());
        let refused = (0..1_000).any(|_| wire.try_send(&many).is_err());
        assert!(refused, "60 MB of one command have been taken");
        serve.logged_in(SIEVE);
    }
}

#[test]
fn half_a_literal_and_a_closed_socket_are_a_login_that_was_cancelled() {
    let serve = Serve::start();
    for half in ["{24+}\r\n", "{24+}\r\nAGFs", "{24+}", "\"AGFs"] {
        let mut wire = serve.clear(SIEVE);
        wire.send("AUTHENTICATE \"SCRAM-SHA-256\"\r\n");
        assert_eq!(wire.line(), "\"\"");
        wire.send(half);
        drop(wire);
        assert_eq!(serve.result(), "rejected:cancelled", "{half:?}");
    }
}

#[test]
fn a059_a_response_is_a_string() {
    let serve = Serve::start();
    for raw in [
        "YWJj",
        "*",
        "",
        "\"YWJj",
        "YWJj\"",
        "\"YWJj\" \"YWJj\"",
        "(\"YWJj\")",
        "\"Y\\WJj\"",
        "{4+}\r\nYWJj=",
        "\"YWJj\" ",
    ] {
        let mut wire = serve.clear(SIEVE);
        wire.send(format!("AUTHENTICATE \"SCRAM-SHA-256\" \"{}\"\r\n", client_first()));
        assert!(wire.line().starts_with('"'));
        wire.send(format!("{raw}\r\n"));
        refused(&serve, &mut wire, SIEVE, UNDECODABLE, "rejected:undecodable", raw);
    }
}
