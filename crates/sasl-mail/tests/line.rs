//! The client's lines, as a client writes and a server reads them.
use proptest::prelude::*;
use sasl_core::{
    Awaiting, Entropy, Error, Profile, Security, Server, ServerRegistry, Step,
    mechanism::{Credential, Mechanism, MechanismName, Next, Properties, ServerMechanism},
    server::{Ask, Connection, Finish, Rejection, Setup, Verdict},
};
use sasl_mail::{
    limits::{RESPONSE_LINE, response_line},
    line::{CANCEL, Line, read_initial, response},
};

/// The line without its CRLF, of which there is one, at the end.
fn body(line: &str) -> &str {
    let body = line.strip_suffix("\r\n").unwrap();
    assert!(!body.contains(['\r', '\n']));
    body
}

#[test]
fn a059_only_canonical_base64_and_the_star() {
    for cancel in [&b"*"[..], body(CANCEL).as_bytes()] {
        assert!(matches!(Line::read(cancel, RESPONSE_LINE), Line::Cancel));
    }
    let injected: &[&[u8]] = &[
        b"**",
        b"* ",
        b" *",
        b"*=",
        b"\t",
        b"\n",
        b"\r",
        b" ",
        b"\0",
        b"YQ==\t",
        b"YQ==\tuser=root",
        b"YQ\t==",
        b"\tYQ==",
        b"YQ==\n",
        b"\nYQ==",
        b"YQ==\r",
        b"YQ==\0",
        b"YQ== YQ==",
        b"YW\0j",
        b"YQ=",
        b"YR==",
    ];
    for line in injected {
        assert!(matches!(Line::read(line, RESPONSE_LINE), Line::Undecodable), "{}", line.escape_ascii());
        let initial = read_initial(Some(line), RESPONSE_LINE);
        assert_eq!(initial.unwrap_err(), Rejection::Undecodable, "{}", line.escape_ascii());
    }
}

#[test]
fn a113_an_equals_sign_is_an_initial_response_and_no_other() {
    assert!(matches!(Line::read(b"=", RESPONSE_LINE), Line::Undecodable));
    assert!(matches!(Line::read(b"", RESPONSE_LINE), Line::Response(empty) if empty.is_empty()));
    assert_eq!(*response(b""), "\r\n");

    assert!(read_initial(Some(b"="), RESPONSE_LINE).unwrap().unwrap().is_empty());
    assert!(read_initial(None, RESPONSE_LINE).unwrap().is_none());
    for neither in [&b""[..], b"==", b"= ", b"*"] {
        assert_eq!(read_initial(Some(neither), RESPONSE_LINE).unwrap_err(), Rejection::Undecodable);
    }
}

#[test]
fn a_line_may_be_as_long_as_the_longest_message() {
    assert_eq!(response_line(0), 12288);
    assert_eq!(response_line(9216), 12288);
    assert_eq!(response_line(9217), 12292);
    assert_eq!(response_line(usize::MAX), usize::MAX);

    let longest = "A".repeat(12288);
    assert!(matches!(Line::read(longest.as_bytes(), RESPONSE_LINE), Line::Response(o) if o.len() == 9216));
    assert!(read_initial(Some(longest.as_bytes()), RESPONSE_LINE).is_ok());
    let longer = "A".repeat(12292);
    assert!(matches!(Line::read(longer.as_bytes(), RESPONSE_LINE), Line::TooLong));
    assert_eq!(read_initial(Some(longer.as_bytes()), RESPONSE_LINE).unwrap_err(), Rejection::TooLong);
    // Not looked at any further: it would not be base64.
    assert!(matches!(Line::read(&[b'*'; 20], 19), Line::TooLong));
}

/// Lets in whoever says "amy".
struct Amy;

impl Mechanism for Amy {
    fn name(&self) -> MechanismName {
        MechanismName::from_static("X-AMY")
    }
    fn properties(&self) -> Properties {
        Properties::new(Credential::Password, 0)
    }
}

impl ServerMechanism for Amy {
    fn server(&self, _: Setup) -> Result<Next<Server>, Error> {
        Ok(Next::receive(|message: &[u8]| {
            Ok(Next::finish(match message {
                b"amy" => Finish::proved("amy"),
                _ => Finish::rejected(Rejection::BadCredentials),
            }))
        }))
    }
}

fn waiting() -> Awaiting<Server> {
    let offer = ServerRegistry::new().with(Amy).offer(&Connection::new(Profile::MAIL, Security::Verified));
    let Step::Send { then, .. } = offer.start("X-AMY", None, Entropy::new([0; 32])).unwrap() else {
        panic!()
    };
    then
}

#[test]
fn every_line_gets_to_its_door() {
    let read = |line: &[u8]| Line::read(line, response_line(waiting().max_message())).deliver_to(waiting());
    assert!(matches!(read(b"YW15"), Step::Ask(Ask::Authorize(asked)) if asked.authenticated() == "amy"));
    let too_long = [b'A'; 12292];
    let rows: [(&[u8], Rejection); 4] = [
        (b"Ym9i", Rejection::BadCredentials),
        (b"*", Rejection::Cancelled),
        (b"=", Rejection::Undecodable),
        (&too_long, Rejection::TooLong),
    ];
    for (line, reason) in rows {
        let Step::Done(Verdict::Rejected(rejected)) = read(line) else { panic!("{reason:?}") };
        assert_eq!(rejected.reason(), reason);
    }
}

proptest! {
    #[test]
    fn a063_nothing_but_base64_leaves_a_client(message: Vec<u8>, user in ".*[\r\n*=].*") {
        for message in [&message[..], user.as_bytes(), b"amy\r\nNOOP\r\n"] {
            let line = response(message);
            prop_assert!(body(&line).bytes().all(|c| c.is_ascii_alphanumeric() || b"+/=".contains(&c)));
            prop_assert!(matches!(Line::read(body(&line).as_bytes(), usize::MAX), Line::Response(o) if *o == *message));
        }
    }

    #[test]
    fn no_line_panics(line: Vec<u8>, limit in 0_usize..64) {
        let decided = Line::read(&line, limit);
        prop_assert_eq!(matches!(decided, Line::TooLong), line.len() > limit && line != b"*");
        let _ = read_initial(Some(&line), limit);
    }
}
