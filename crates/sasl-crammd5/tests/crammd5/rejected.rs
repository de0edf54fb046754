//! Wrong answers.
use crate::ends::{answered, challenged, digits, directory, end, log_in};
use sasl_core::{Step, server::Rejection};

#[test]
fn the_right_password_is_accepted_and_another_is_not() {
    assert_eq!(log_in("amy", "pencil"), "accepted");
    for password in ["", "Pencil", "penci", "pencill", "pencil "] {
        assert_eq!(log_in("amy", password), "bad-credentials", "{password:?}");
    }
}

#[test]
fn a014_no_bit_of_the_digest_may_be_another() {
    for bit in 0..128 {
        let end = answered(|challenge| {
            let digits = digits("pencil", challenge);
            let octet = u8::from_str_radix(&digits[bit / 8 * 2..bit / 8 * 2 + 2], 16).unwrap();
            let flipped = format!("{:02x}", octet ^ (1 << (bit % 8)));
            let mut digits = digits;
            digits.replace_range(bit / 8 * 2..bit / 8 * 2 + 2, &flipped);
            format!("amy {digits}").into()
        });
        assert_eq!(end, "bad-credentials", "{bit}");
    }
}

#[test]
fn a015_wrong_digests_lead_nowhere_however_many() {
    for _ in 0..100 {
        assert_eq!(log_in("amy", "stylus"), "bad-credentials");
    }
    // After a wrong one the exchange is over: the handle is gone, and a new challenge is another one.
    let (challenge, then) = challenged();
    let other = challenge.replace("153346@", "153347@");
    assert_ne!(other, challenge);
    let old = digits("pencil", &other);
    assert_eq!(end(then.receive(format!("amy {old}").as_bytes()), &mut directory()), "bad-credentials");
}

#[test]
fn a018_the_challenge_itself_is_no_answer() {
    assert_eq!(answered(|challenge| challenge.into()), "malformed");
    assert_eq!(answered(|challenge| format!("amy {challenge}").into()), "malformed");
}

#[test]
fn a052_what_is_cut_off_is_malformed() {
    let right = |challenge: &str| format!("amy {}", digits("pencil", challenge));
    for length in 0..36 {
        assert_eq!(answered(|challenge| right(challenge)[..length].into()), "malformed", "{length}");
    }
    assert_eq!(answered(|challenge| right(challenge).into()), "accepted");
}

#[test]
fn a058_a_nul_anywhere_is_refused() {
    for at in 0..=36 {
        let end = answered(|challenge| {
            let mut answer = format!("amy {}", digits("pencil", challenge)).into_bytes();
            answer.insert(at, 0);
            answer
        });
        assert_eq!(end, "malformed", "{at}");
    }
}

#[test]
fn a055_a_name_that_is_not_utf_8_is_malformed() {
    for name in [&b"\xff"[..], b"a\xc3", b"\xed\xa0\x80", b"\xc0\xaf"] {
        let end = answered(|challenge| [name, b" ", digits("pencil", challenge).as_bytes()].concat());
        assert_eq!(end, "malformed", "{name:?}");
    }
}

#[test]
fn a112_an_initial_response_has_no_place() {
    for initial in [&b""[..], b"amy b913a602c7eda7a495b4e6e7334d3890"] {
        let step = crate::ends::offer().start("CRAM-MD5", Some(initial), sasl_testkit::entropy(2)).unwrap();
        let Step::Done(sasl_core::server::Verdict::Rejected(rejected)) = step else { panic!() };
        assert_eq!(rejected.reason(), Rejection::UnexpectedInitialResponse);
    }
}
