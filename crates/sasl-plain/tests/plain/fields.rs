//! Three fields, and what is none.
use crate::ends::{asked, said};
use sasl_core::{ErrorKind, server::Rejection};

const MALFORMED: Result<(String, String), Rejection> = Err(Rejection::Malformed);

#[test]
fn a045_only_two_nuls_make_three_fields() {
    for nuls in 0..=1000 {
        let message = ["amy"].repeat(nuls + 1).join("\0");
        let expected = if nuls == 2 { Ok(("amy".into(), "amy".into())) } else { MALFORMED };
        assert_eq!(asked(message.as_bytes()), expected, "{nuls}");
        assert_eq!(asked(&vec![0; nuls]), MALFORMED, "{nuls}");
    }
}

#[test]
fn a052_a_message_cut_off_is_another_password_at_most() {
    let message = b"ursel\0kurt\0pencil";
    let password = message.len() - "pencil".len();
    for at in 0..message.len() {
        let expected = match &message[password.min(at)..at] {
            [] => MALFORMED,
            cut => Ok(("kurt".into(), String::from_utf8(cut.to_vec()).unwrap())),
        };
        assert_eq!(asked(&message[..at]), expected, "{at}");
    }
}

#[test]
fn a058_a_nul_more_or_less_is_refused_wherever_it_is() {
    let message = b"ursel\0kurt\0pencil";
    for at in 0..=message.len() {
        let mut more = message.to_vec();
        more.insert(at, 0);
        assert_eq!(asked(&more), MALFORMED, "{at}");
    }
    for at in [5, 10] {
        let mut less = message.to_vec();
        less.remove(at);
        assert_eq!(asked(&less), MALFORMED, "{at}");
    }
}

#[test]
fn a058_a_client_sends_no_nul_within_a_field() {
    for text in ["\0", "a\0", "\0a", "a\0b"] {
        for (user, password, act_as) in [(text, "pencil", ""), ("amy", text, ""), ("amy", "pencil", text)] {
            let error = said(user, password, act_as).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Application, "{user:?} {password:?} {act_as:?}");
        }
    }
}

#[test]
fn a063_a_client_sends_no_line_end_within_a_name() {
    for text in ["\r", "a\nb", "a\r\nb", "\t", "\u{85}"] {
        for (user, act_as) in [(text, ""), ("amy", text)] {
            assert_eq!(said(user, "pencil", act_as).unwrap_err().kind(), ErrorKind::Application, "{text:?}");
        }
    }
    assert_eq!(said("amy", "p\r\nq", "").unwrap(), b"\0amy\0p\r\nq");
}

#[test]
fn a064_an_empty_name_is_not_the_identity_to_act_as() {
    for message in [&b"a\0\0pw"[..], b"\0\0pw", b"\0\0"] {
        assert_eq!(asked(message), MALFORMED);
    }
    assert_eq!(said("", "pencil", "amy").unwrap_err().kind(), ErrorKind::Application);
}

#[test]
fn a065_a067_an_empty_password_reaches_no_directory() {
    for message in [&b"\0user\0"[..], b"user\0user\0"] {
        assert_eq!(asked(message), MALFORMED);
    }
    assert_eq!(said("user", "", "").unwrap_err().kind(), ErrorKind::Application);
}

#[test]
fn a055_what_is_not_utf_8() {
    for octets in [&b"\xff"[..], b"\xc3", b"a\xc3(", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80", b"\xc0\xaf"] {
        let parts: [&[u8]; 3] = [b"ursel", b"kurt", b"pencil"];
        for at in 0..3 {
            let mut parts = parts;
            parts[at] = octets;
            assert_eq!(asked(&parts.join(&0)), MALFORMED, "{octets:?} {at}");
        }
    }
}

#[test]
fn a060_tabs_and_line_ends_are_rejected_in_names_and_kept_in_passwords() {
    for text in ["a\tb", "a\nb", "a\rb", "\x7f", "\x01"] {
        for message in [format!("\0{text}\0pw"), format!("{text}\0amy\0pw")] {
            assert_eq!(asked(message.as_bytes()), MALFORMED, "{message:?}");
        }
        // The question is typed: nobody splits it again.
        assert_eq!(asked(format!("\0amy\0{text}").as_bytes()), Ok(("amy".into(), text.into())));
    }
}

#[test]
fn a049_long_ones_arrive_whole() {
    let (user, password) = ("u".repeat(20_000), "p".repeat(40_000));
    assert_eq!(asked(&said(&user, &password, "").unwrap()), Ok((user, password)));
}
