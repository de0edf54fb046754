//! saslauthd's protocol.
use auth_daemon_protocols::saslauthd::{
    Answer, BadRequest, Reply, Request,
    client::{self, ask},
    server::{Connection, Step},
};
use proptest::prelude::*;

fn strings(parts: &[&[u8]]) -> Vec<u8> {
    parts
        .iter()
        .flat_map(|part| [&u16::try_from(part.len()).unwrap().to_be_bytes(), *part].concat())
        .collect()
}

fn read(octets: &[u8]) -> Step {
    Connection::new().receive(&mut &octets[..])
}

#[test]
fn a_recorded_request_of_libsasl() {
    // Cyrus imapd's login of amy@example.org: split at the last @.
    let octets = b"\0\x03amy\0\x06pencil\0\x04imap\0\x0bexample.org";
    let Step::Check { request, then } = read(octets) else { panic!() };
    assert_eq!((request.login(), request.service(), request.realm()), ("amy", "imap", "example.org"));
    assert_eq!((request.password().expose(), request.client()), (&b"pencil"[..], None));
    assert_eq!(then.answer(Reply::Refuse).as_bytes(), b"\0\x02NO");
}

#[test]
fn names_are_put_together_once() {
    for (login, realm, account) in [
        ("amy", "", "amy"),
        ("amy", "example.org", "amy@example.org"),
        // testsaslauthd and Exim do not split.
        ("amy@example.org", "example.org", "amy@example.org"),
        ("amy@example.org", "", "amy@example.org"),
        ("example.org", "example.org", "example.org@example.org"),
        ("a@b", "example.org", "a@b@example.org"),
    ] {
        assert_eq!(Request::new(login, b"p", "", realm).unwrap().account(), account);
    }
}

#[test]
fn a_fifth_string_is_taken_where_it_has_begun_to_arrive() {
    let four = strings(&[b"amy", b"pencil", b"imap", b""]);
    let five = strings(&[b"amy", b"pencil", b"imap", b"", b"192.0.2.7;50000"]);
    assert!(matches!(read(&four), Step::Check { request, .. } if request.client().is_none()));
    assert!(
        matches!(read(&five), Step::Check { request, .. } if request.client() == Some("192.0.2.7;50000"))
    );
    let Step::Read(connection) = read(&five[..four.len() + 1]) else { panic!() };
    let mut rest = &five[four.len() + 1..];
    assert!(
        matches!(connection.receive(&mut rest), Step::Check { request, .. } if request.client().is_some())
    );
}

#[test]
fn a_request_that_cannot_be_right_is_refused() {
    let long = [b'a'; 8193];
    for parts in [
        [&b""[..], b"pencil", b"", b""],
        [b"amy", b"", b"", b""],
        [b"a\0my", b"pencil", b"", b""],
        [b"amy", b"pen\0cil", b"", b""],
        [b"amy", b"pencil", b"\0", b""],
        [b"amy\xff", b"pencil", b"", b""],
        [&long[..257], b"pencil", b"", b""],
        [b"amy", &long, b"", b""],
        [b"amy", b"pencil", &long[..257], b""],
        [b"amy", b"pencil", b"", &long[..257]],
    ] {
        let Step::Refuse(line) = read(&strings(&parts)) else { panic!("{parts:?}") };
        assert_eq!(line.as_bytes(), b"\0\x02NO");
    }
    assert_eq!(Request::new("", b"p", "", "").unwrap_err(), BadRequest);
}

#[test]
fn the_longest_password_is_read() {
    let octets = strings(&[&[b'a'; 256], &[b'p'; 8192], &[b's'; 256], &[b'r'; 256], &[b'c'; 256]]);
    assert!(matches!(read(&octets), Step::Check { .. }));
}

#[test]
fn a_yes_is_ok_alone_or_with_a_text() {
    let of = |octets: &[u8]| match ask(&Request::new("amy", b"p", "", "").unwrap()).1.receive(octets) {
        client::Step::Answered(answer) => Some(answer),
        client::Step::Read(_) | client::Step::TooLong => None,
    };
    assert_eq!(of(b"\0\x02OK"), Some(Answer::Accepted));
    assert_eq!(of(b"\0\x0bOK remember"), Some(Answer::Accepted));
    for no in [
        &b"\0\x02NO"[..],
        b"\0\x03NO ",
        b"\0\x04OKAY",
        b"\0\x02ok",
        b"\0\x00",
        b"\0\x01O",
        b"\0\x16NO NULL login received",
    ] {
        assert_eq!(of(no), Some(Answer::Refused), "{no:?}");
    }
    assert_eq!(of(b"\0\x02O"), None);
    assert_eq!(of(b"\x04\x01OK"), None);
}

proptest! {
    #[test]
    fn there_and_back_in_any_pieces(login in "[^\0]{1,60}", password in prop::collection::vec(1..=255_u8, 1..99), realm in "[^\0]{0,60}", at in 0..400_usize) {
        let request = Request::new(&login, &password, "imap", &realm).unwrap();
        let (octets, _) = ask(&request);
        let octets = octets.as_bytes();
        let (first, second) = octets.split_at(at.min(octets.len()));
        let step = match Connection::new().receive(&mut &first[..]) {
            Step::Read(connection) => connection.receive(&mut &second[..]),
            step => step,
        };
        let Step::Check { request: read, .. } = step else { panic!() };
        prop_assert_eq!((read.login(), read.realm(), read.password().expose()), (login.as_str(), realm.as_str(), &password[..]));
    }

    #[test]
    fn any_octets_are_read_to_an_end(octets in prop::collection::vec(any::<u8>(), 0..600)) {
        for end in 0..octets.len() {
            let _ = read(&octets[..end]);
            let _ = ask(&Request::new("amy", b"p", "", "").unwrap()).1.receive(&octets[..end]);
        }
    }
}
