//! The commands that begin an exchange.
use proptest::prelude::*;
use sasl_core::server::Rejection;
use sasl_mail::{
    BadArgument, Command, InitialResponse,
    imap::{capability::Capabilities, client::authenticate},
    line::read_initial,
    pop3, sieve,
    smtp::client::auth,
};

const SASL_IR: &[u8] = b"IMAP4rev1 SASL-IR";

fn imap(initial: Option<&[u8]>, words: &[u8]) -> Command {
    authenticate("a1", "PLAIN", initial, &Capabilities::read(words)).unwrap()
}

fn says(command: &Command) -> (&str, InitialResponse) {
    (&command.line, command.initial)
}

#[test]
fn an_absent_initial_response_is_not_an_empty_one() {
    assert_eq!(says(&imap(None, SASL_IR)), ("a1 AUTHENTICATE PLAIN\r\n", InitialResponse::Absent));
    assert_eq!(says(&imap(Some(b""), SASL_IR)), ("a1 AUTHENTICATE PLAIN =\r\n", InitialResponse::Inline));
    assert_eq!(says(&imap(Some(b"a"), SASL_IR)), ("a1 AUTHENTICATE PLAIN YQ==\r\n", InitialResponse::Inline));
    assert_eq!(says(&auth("PLAIN", None).unwrap()), ("AUTH PLAIN\r\n", InitialResponse::Absent));
    assert_eq!(says(&auth("PLAIN", Some(b"")).unwrap()), ("AUTH PLAIN =\r\n", InitialResponse::Inline));
    assert_eq!(says(&auth("PLAIN", Some(b"a")).unwrap()), ("AUTH PLAIN YQ==\r\n", InitialResponse::Inline));
}

#[test]
fn a112_pop3_and_managesieve_know_the_difference_too() {
    use InitialResponse::{Absent, Inline};
    let pop3 = |initial| pop3::client::auth("PLAIN", initial).unwrap();
    assert_eq!(says(&pop3(None)), ("AUTH PLAIN\r\n", Absent));
    assert_eq!(says(&pop3(Some(b""))), ("AUTH PLAIN =\r\n", Inline));
    assert_eq!(says(&pop3(Some(b"a"))), ("AUTH PLAIN YQ==\r\n", Inline));
    let sieve = |initial| sieve::client::authenticate("PLAIN", initial).unwrap();
    assert_eq!(says(&sieve(None)), ("AUTHENTICATE \"PLAIN\"\r\n", Absent));
    assert_eq!(says(&sieve(Some(b""))), ("AUTHENTICATE \"PLAIN\" \"\"\r\n", Inline));
    assert_eq!(says(&sieve(Some(b"a"))), ("AUTHENTICATE \"PLAIN\" \"YQ==\"\r\n", Inline));
}

#[test]
fn imap_needs_sasl_ir() {
    for words in [&b"IMAP4rev1 AUTH=PLAIN"[..], b"SASL-IRX", b"XSASL-IR", b"SASL-IR=1"] {
        assert_eq!(says(&imap(Some(b"a"), words)), ("a1 AUTHENTICATE PLAIN\r\n", InitialResponse::Deferred));
        assert_eq!(says(&imap(Some(b""), words)), ("a1 AUTHENTICATE PLAIN\r\n", InitialResponse::Deferred));
        assert_eq!(says(&imap(None, words)), ("a1 AUTHENTICATE PLAIN\r\n", InitialResponse::Absent));
    }
    assert_eq!(imap(Some(b"a"), b"sasl-ir").initial, InitialResponse::Inline);
}

#[test]
fn what_is_held_back_is_at_hand() {
    let held =
        |initial: Option<&[u8]>, words: &[u8]| imap(initial, words).deferred.map(|line| line.to_string());
    assert_eq!(held(Some(b"a"), b"IMAP4rev1").as_deref(), Some("YQ==\r\n"));
    assert_eq!(held(Some(b""), b"IMAP4rev1").as_deref(), Some("\r\n"));
    assert_eq!(held(Some(b"a"), SASL_IR), None);
    assert_eq!(held(None, b"IMAP4rev1"), None);
    let long = auth("XOAUTH2", Some(&[b'x'; 600])).unwrap().deferred.unwrap();
    assert_eq!(long.len(), 802);
    assert_eq!(sieve::client::authenticate("XOAUTH2", Some(&[b'x'; 600])).unwrap().deferred, None);
}

#[test]
fn the_line_fits_or_the_response_is_held_back() {
    // "AUTH XXXX ", 500 characters for 375 octets, and CRLF.
    let message = [b'x'; 375];
    assert_eq!(auth("XXXX", Some(&message)).unwrap().line.len(), 512);
    assert_eq!(says(&auth("XXXXX", Some(&message)).unwrap()), ("AUTH XXXXX\r\n", InitialResponse::Deferred));
    assert_eq!(
        says(&auth("XXXX", Some(&[b'x'; 376])).unwrap()),
        ("AUTH XXXX\r\n", InitialResponse::Deferred)
    );

    // "AUTH XXXXX ", 240 characters for 180 octets, CRLF: 253. A character more each, up to 255.
    let line = |name: &str| pop3::client::auth(name, Some(&[b'x'; 180])).unwrap();
    assert_eq!((line("XXXXXXX").line.len(), line("XXXXXXX").initial), (255, InitialResponse::Inline));
    assert_eq!(says(&line("XXXXXXXX")), ("AUTH XXXXXXXX\r\n", InitialResponse::Deferred));

    // "abcdef AUTHENTICATE PLAIN ", 8164 characters for 6123 octets, and CRLF.
    let able = Capabilities::read(SASL_IR);
    let message = vec![b'x'; 6123];
    let line = |tag: &str| authenticate(tag, "PLAIN", Some(&message), &able).unwrap();
    assert_eq!((line("abcd").line.len(), line("abcd").initial), (8190, InitialResponse::Inline));
    assert_eq!((line("abcdef").line.len(), line("abcdef").initial), (8192, InitialResponse::Inline));
    assert_eq!(says(&line("abcdefg")), ("abcdefg AUTHENTICATE PLAIN\r\n", InitialResponse::Deferred));
}

#[test]
fn nothing_is_built_from_what_is_no_name_and_no_tag() {
    let able = Capabilities::read(SASL_IR);
    for name in ["", "plain", "PLAIN X", "PLAIN\r\nNOOP", "PLÄIN", "ABCDEFGHIJKLMNOPQRSTU", "A.B"] {
        assert_eq!(auth(name, None).unwrap_err(), BadArgument::Name, "{name:?}");
        assert_eq!(pop3::client::auth(name, None).unwrap_err(), BadArgument::Name, "{name:?}");
        assert_eq!(sieve::client::authenticate(name, None).unwrap_err(), BadArgument::Name, "{name:?}");
        assert_eq!(authenticate("a1", name, None, &able).unwrap_err(), BadArgument::Name, "{name:?}");
    }
    for tag in ["", "a 1", "a\r\n", "+", "a+", "*", "a(", "a)", "a{", "a%", "a\"", "a\\", "a\u{7f}", "ä"] {
        assert_eq!(authenticate(tag, "PLAIN", None, &able).unwrap_err(), BadArgument::Tag, "{tag:?}");
    }
    assert!(auth("ABCDEFGHIJKLMNOPQRST", None).is_ok());
    assert!(authenticate("A.1]", "X-A_9", None, &able).is_ok());
}

#[test]
fn a_command_is_not_shown() {
    let shown = format!("{:?}", auth("PLAIN", Some(b"\0amy\0pencil")).unwrap());
    assert_eq!(shown, "Command { initial: Inline, .. }");
}

proptest! {
    #[test]
    fn a063_commands_carry_only_base64_and_servers_read_it(message in prop::collection::vec(any::<u8>(), 0..500)) {
        let smtp = auth("PLAIN", Some(&message)).unwrap();
        let imap = imap(Some(&message), SASL_IR);
        let pop3 = pop3::client::auth("PLAIN", Some(&message)).unwrap();
        for (command, before) in [(smtp, "AUTH PLAIN"), (imap, "a1 AUTHENTICATE PLAIN"), (pop3, "AUTH PLAIN")] {
            prop_assert!(command.initial == InitialResponse::Inline || command.line.len() < 30);
            let after = command.line.strip_prefix(before).unwrap().strip_suffix("\r\n").unwrap();
            prop_assert!(after.bytes().all(|c| c.is_ascii_alphanumeric() || b"+/= ".contains(&c)));
            let read: Result<_, Rejection> = read_initial(after.strip_prefix(' ').map(str::as_bytes), 12288);
            let read = read.unwrap();
            match command.initial {
                InitialResponse::Inline => prop_assert_eq!(&*read.unwrap(), &message[..]),
                _ => prop_assert!(read.is_none()),
            }
        }
    }
}
