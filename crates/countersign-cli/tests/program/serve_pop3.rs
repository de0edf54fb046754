//! POP3 with a well-behaved client, and rejections around a login.
use crate::support::{BAD_CREDENTIALS, PASSWORD, Protocol, Serve, USER, Wire, base64, refused};

const POP3: Protocol = Protocol::Pop3;

/// Returns the list, without its constant part.
fn capabilities(wire: &mut Wire) -> Vec<String> {
    assert_eq!(wire.pop3("CAPA"), "+OK Capability list follows");
    let mut lines = wire.dotted();
    for always in ["TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "IMPLEMENTATION countersign"] {
        let at = lines.iter().position(|line| line == always);
        lines.remove(at.unwrap_or_else(|| panic!("no {always}")));
    }
    lines
}

#[test]
fn capabilities_follow_the_state() {
    let serve = Serve::start();
    let [clear, secured] = [false, true].map(|tls| format!("SASL {}", serve.offered(tls)));
    let mut wire = serve.clear(POP3);
    assert_eq!(capabilities(&mut wire), [clear.as_str(), "STLS"]);
    assert_eq!(capabilities(&mut serve.started(POP3)), ["USER", secured.as_str()]);
    assert_eq!(capabilities(&mut serve.tls(POP3)), ["USER", secured.as_str()]);
    assert!(wire.log_in(POP3));
    assert_eq!(capabilities(&mut wire), [""; 0]);
}

#[test]
fn a_maildrop_is_there_and_empty() {
    let serve = Serve::start();
    let mut wire = serve.logged_in(POP3);
    assert_eq!(wire.pop3("STAT"), "+OK 0 0");
    for list in ["LIST", "UIDL", "list"] {
        assert_eq!(wire.pop3(list), "+OK No messages");
        assert_eq!(wire.dotted(), [""; 0]);
    }
    for command in ["LIST 1", "UIDL 1", "RETR 1", "DELE 1", "TOP 1 0", "RETR 4294967296"] {
        assert_eq!(wire.pop3(command), "-ERR No such message", "{command}");
    }
    for command in ["RETR", "RETR x", "TOP 1", "TOP 1 2 3", "DELE -1", "STAT 1", "LIST ", "NOOP x"] {
        assert_eq!(wire.pop3(command), "-ERR Invalid argument", "{command}");
    }
    assert!(wire.pop3("NOOP").starts_with("+OK") && wire.pop3("RSET").starts_with("+OK"));
    assert_eq!(wire.pop3("QUIT"), "+OK Goodbye");
    assert_eq!(wire.rest(), [""; 0]);
}

#[test]
fn what_needs_a_login_is_refused_before_it() {
    let serve = Serve::start();
    let mut wire = serve.clear(POP3);
    for command in ["STAT", "LIST", "UIDL", "RETR 1", "DELE 1", "NOOP", "RSET"] {
        assert_eq!(wire.pop3(command), "-ERR Log in first", "{command}");
    }
    assert_eq!(wire.pop3("APOP alice 0123"), "-ERR Unknown command");
    assert_eq!(wire.pop3("AUTH"), "-ERR AUTH takes a mechanism's name");
    assert_eq!(wire.pop3("AUTH PLAIN AAAA AAAA"), "-ERR AUTH takes a mechanism's name");
    assert!(serve.no_more_attempts());
}

#[test]
fn user_and_pass_are_plain_by_another_name() {
    let serve = Serve::start();
    let mut wire = serve.tls(POP3);
    assert_eq!(wire.pop3(format!("USER {USER}")), "+OK Send the password");
    assert_eq!(wire.pop3(format!("PASS {PASSWORD}")), "+OK Logged in");
    let attempt = serve.attempt();
    assert_eq!((&attempt["mechanism"], &attempt["protocol"]), (&"USER".into(), &"pop3".into()));
    assert_eq!((&attempt["result"], &attempt["account"]), (&"accepted".into(), &USER.into()));
    for command in ["USER bob", "PASS x", "AUTH PLAIN", "AUTH X"] {
        assert!(wire.pop3(command).starts_with("-ERR Already logged in"), "{command}");
    }

    // A password may begin and end with spaces, and contain some.
    let serve = Serve::with(&["--user", "bob: two  words "]);
    let mut wire = serve.tls(POP3);
    wire.pop3("USER bob");
    assert_eq!(wire.pop3("PASS  two  words "), "+OK Logged in");
}

#[test]
fn a026_user_accepts_unknown_names() {
    let serve = Serve::start();
    for name in [USER, "mallory"] {
        let mut wire = serve.tls(POP3);
        assert_eq!(wire.pop3(format!("USER {name}")), "+OK Send the password");
        wire.send("PASS looking-glass\r\n");
        refused(&serve, &mut wire, POP3, BAD_CREDENTIALS, "rejected:bad-credentials", name);
    }
}

#[test]
fn pass_needs_user_right_before_it() {
    let serve = Serve::start();
    let mut wire = serve.tls(POP3);
    let pass = format!("PASS {PASSWORD}");
    assert_eq!(wire.pop3(&pass), "-ERR Send USER first");
    wire.pop3(format!("USER {USER}"));
    assert!(wire.pop3("PASS looking-glass").starts_with("-ERR [AUTH] "));
    assert_eq!(serve.result(), "rejected:bad-credentials");
    assert_eq!(wire.pop3(&pass), "-ERR Send USER first", "a name counts once");
    wire.pop3(format!("USER {USER}"));
    assert!(wire.pop3("AUTH X").starts_with("-ERR "));
    assert_eq!(wire.pop3(&pass), "-ERR Send USER first", "AUTH has come between");
    for bad in ["USER", "USER ", "PASS", "PASS "] {
        assert_eq!(wire.pop3(bad), "-ERR Invalid argument", "{bad:?}");
    }
}

#[test]
fn a064_octets_that_are_no_name_and_no_password_are_refused() {
    let serve = Serve::start();
    for (user, pass) in [
        (b"alice\0".as_slice(), b"wonderland".as_slice()),
        (b"al\xffice", b"wonderland"),
        (b"alice", b"wonder\0land"),
        (b"alice\0wonderland", b""),
    ] {
        let mut wire = serve.tls(POP3);
        assert_eq!(wire.pop3([b"USER ", user].concat()), "+OK Send the password");
        let said = wire.pop3([b"PASS ", pass].concat());
        assert!(
            ["-ERR Invalid message", "-ERR Invalid argument"].iter().any(|text| said.starts_with(text)),
            "{said}"
        );
        assert!(wire.log_in(POP3));
    }
}

#[test]
fn a_long_initial_response_is_read() {
    let serve = Serve::start();
    let mut wire = serve.tls(POP3);
    let long = base64(format!("\0{USER}\0{}", "x".repeat(3_000)));
    wire.send(format!("AUTH PLAIN {long}\r\n"));
    assert!(wire.line().starts_with("-ERR "), "longer than any password, and read");
    assert!(serve.result().starts_with("rejected:"));
    assert!(wire.log_in(POP3));
}
