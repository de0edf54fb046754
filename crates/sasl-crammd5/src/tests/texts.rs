//! Round trips of challenge and response.
use crate::{challenge, host::Host, response::Response};
use alloc::{collections::BTreeSet, format, string::String, vec::Vec};
use sasl_core::Entropy;

fn written(octets: [u8; 32]) -> String {
    challenge::write(&Host::new("mail.example.org").unwrap(), Entropy::new(octets))
}

#[test]
fn a_challenge_is_a_msg_id_and_no_two_are_alike() {
    let mut seen = BTreeSet::new();
    for at in 0..16 {
        for bit in 0..8 {
            let mut octets = [0; 32];
            octets[at] = 1 << bit;
            let text = written(octets);
            assert_eq!(challenge::read(text.as_bytes()), Ok(text.as_bytes()));
            assert!(text.starts_with('<') && text.ends_with("@mail.example.org>") && text.len() == 60);
            assert!(seen.insert(text));
        }
    }
}

#[test]
fn a_challenge_has_two_numbers_of_twenty_digits() {
    for (octets, numbers) in [
        ([0; 32], "00000000000000000000.00000000000000000000"),
        ([0xff; 32], "18446744073709551615.18446744073709551615"),
        ([2; 32], "00144680345676153346.00144680345676153346"),
    ] {
        assert_eq!(written(octets), format!("<{numbers}@mail.example.org>"));
    }
}

#[test]
fn a_challenge_holds_all_of_128_bits() {
    for octets in [[0x5a; 32], core::array::from_fn(|at| 0xf1_u8.wrapping_mul(at as u8))] {
        let text = written(octets);
        let (numbers, _) = text[1..].split_once('@').unwrap();
        let numbers: Vec<u64> = numbers.split('.').map(|number| number.parse().unwrap()).collect();
        let read: Vec<u8> = numbers.into_iter().flat_map(u64::to_be_bytes).collect();
        assert_eq!(read, octets[..16]);
    }
}

/// The checks of mox v0.0.17's client (`sasl.NewClientCRAMMD5`), which follow RFC 2195 section 2.
#[test]
fn a_challenge_has_the_parts_that_rfc_2195_names() {
    let text = written([7; 32]);
    let inside = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap();
    let (digits, rest) = inside.split_once('.').unwrap();
    let (timestamp, host) = rest.split_once('@').unwrap();
    for number in [digits, timestamp] {
        assert!(!number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()));
    }
    assert_eq!(host, "mail.example.org");
}

#[test]
fn a058_a_client_answers_a_challenge_of_that_form_alone() {
    let right = b"<1896.697170952@postoffice.reston.mci.net>";
    assert!(challenge::read(right).is_ok());
    for at in 0..=right.len() {
        for octet in [0, b' ', b'\t', b'\n', b'\r', 0x7f, 0x80, 0xff, b'<', b'>'] {
            let mut other = right.to_vec();
            other.insert(at, octet);
            assert!(challenge::read(&other).is_err(), "{octet} at {at}");
        }
    }
    for other in ["", "<", ">", "<>", "<@>", "<a@>", "<@b>", "<ab>", "a@b", "<a@b", "a@b>", "<a@b><a@b>", "+"]
    {
        assert!(challenge::read(other.as_bytes()).is_err(), "{other}");
    }
    for other in ["<a@b>", "<a@b@c>", "<a@[127.0.0.1]>", "<1.2.3!$%@b.c>"] {
        assert!(challenge::read(other.as_bytes()).is_ok(), "{other}");
    }
}

#[test]
fn a052_a_response_cut_off_is_refused_and_never_a_panic() {
    let right = b"tim b913a602c7eda7a495b4e6e7334d3890";
    assert!(Response::read(right).is_ok());
    for at in 0..right.len() {
        assert!(Response::read(&right[..at]).is_err(), "{at}");
        let mut less = right.to_vec();
        less.remove(at);
        // A name that is one letter shorter is valid.
        assert_eq!(Response::read(&less).is_ok(), at < 3, "{at}");
        let mut more = right.to_vec();
        more.insert(at + 1, b'0');
        assert_eq!(Response::read(&more).is_ok(), at < 3, "{at}");
    }
}

#[test]
fn a_name_may_hold_spaces() {
    for user in ["a b", " a", "a ", " ", "a  b b913a602c7eda7a495b4e6e7334d3890"] {
        let text = Response { user, digest: [7; 16] }.write();
        let read = Response::read(text.as_bytes()).map(|read| (read.user, read.digest));
        assert_eq!(read, Ok((user, [7; 16])), "{user:?}");
    }
}

#[test]
fn digits_are_lower_case_and_thirty_two() {
    let digits = "b913a602c7eda7a495b4e6e7334d3890";
    for other in [
        format!("tim {}", digits.to_uppercase()),
        format!("tim  {}", &digits[1..]),
        format!("tim\t{digits}"),
        format!(" {digits}"),
        format!("tim {digits} "),
        format!("tim {digits}\n"),
        format!("tim {}g", &digits[1..]),
        format!("tim {}\0", &digits[1..]),
        digits.into(),
    ] {
        assert!(Response::read(other.as_bytes()).is_err(), "{other:?}");
    }
    assert!(Response::read(&[b"\xff ", digits.as_bytes()].concat()).is_err());
}
