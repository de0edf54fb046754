//! The two states of CRAM-MD5, as Dovecot and mox keep them.
use crate::support::{good, plain};
use countersign::formats::{FormatError, Omission, dovecot, mox};
use countersign::mail::base64;

const VECTORS: [(&str, &str); 3] = [
    ("test", "e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6"),
    ("tanstaaftanstaaf", "d06d4e1b26fccaa4b0b61801132340a354b21152711fb604ca3e035e7015116b"),
    ("pencil", "7f47ace0e2af8f6cdeb72c03243a8c87834e19104164d6a42de72d243adb4080"),
];

fn octets(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

#[test]
fn dovecots_states_check_plain_and_are_a_record_for_cram_md5() {
    for (password, digits) in VECTORS {
        let b64 = base64::encode(&octets(digits)).to_string();
        for text in [
            format!("{{CRAM-MD5}}{digits}"),
            format!("{{HMAC-MD5}}{digits}"),
            format!("{{cram-md5.hex}}{digits}"),
            format!("{{CRAM-MD5.B64}}{b64}"),
        ] {
            let credentials = good(dovecot::read(&text, "user"));
            assert!(plain(&credentials, password) && !plain(&credentials, "tanstaaf"), "{text}");
            assert!(!plain(&credentials, ""));
            assert!(credentials.serve("CRAM-MD5") && !credentials.serve("SCRAM-SHA-256"));
            assert_eq!(*credentials.to_text(), format!("{{CRAM-MD5}}{digits}"));
            let written = dovecot::write(&credentials).unwrap();
            assert_eq!((&**written.value, written.left_out), (&*format!("{{CRAM-MD5}}{digits}"), vec![]));
            let again = countersign::Credentials::parse(&credentials.to_text()).unwrap();
            assert!(plain(&again, password));
        }
        for wrong in [&digits[1..], &digits.to_uppercase(), &format!("{digits}00"), ""] {
            assert!(dovecot::read(&format!("{{CRAM-MD5}}{wrong}"), "user").is_err(), "{wrong}");
        }
    }
}

#[test]
fn a066_the_states_of_the_empty_password_are_refused() {
    let digits = "00747cf2ffaf11c5ea4a64979c3901fc1d20dee13f480bb598f7d8575b23e61b";
    let (outer, inner) = digits.split_at(32);
    let mox = mox::CramMd5 { ipad: go(&octets(inner)).into(), opad: go(&octets(outer)).into() };
    for refused in [
        dovecot::read(&format!("{{CRAM-MD5}}{digits}"), "user"),
        dovecot::read(&format!("{{CRAM-MD5.B64}}{}", &*base64::encode(&octets(digits))), "user"),
        mox::read_cram_md5(&mox),
    ] {
        assert_eq!(refused.unwrap_err(), FormatError::EmptyPassword);
    }
}

/// As Go's encoding.BinaryMarshaler writes a state after one block.
fn go(words: &[u8]) -> String {
    let mut state = b"md5\x01".to_vec();
    for word in words.chunks(4) {
        state.extend(word.iter().rev());
    }
    state.extend([0; 64]);
    state.extend(64_u64.to_be_bytes());
    base64::encode(&state).to_string()
}

#[test]
fn moxs_states_are_the_same_the_other_way_round() {
    for (password, digits) in VECTORS {
        let octets = octets(digits);
        let (outer, inner) = octets.split_at(16);
        let record = mox::CramMd5 { ipad: go(inner).into(), opad: go(outer).into() };
        let credentials = good(mox::read_cram_md5(&record));
        assert_eq!(*credentials.to_text(), format!("{{CRAM-MD5}}{digits}"));
        assert!(plain(&credentials, password));
        let torn = mox::CramMd5 { ipad: go(&inner[..12]).into(), opad: go(outer).into() };
        assert!(matches!(mox::read_cram_md5(&torn), Err(FormatError::Part { part: "Ipad", .. })));
    }
    assert_eq!(Omission::CramMd5.to_string(), "CRAM-MD5");
}
