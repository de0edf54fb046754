//! Records at rest: Dovecot's text, and what is not.
use crate::ends::{challenged, digits, end};
use sasl_core::{Records, Secret, mechanism::Record};
use sasl_crammd5::{CramMd5Record, Forms, RecordError, Stored};
use sasl_testkit::Application;
use std::sync::Arc;

fn text(password: &str) -> String {
    Stored::derive(&Secret::new(password)).unwrap().to_text().to_string()
}

#[test]
fn dovecots_vectors() {
    for (password, states) in [
        ("test", "e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6"),
        ("tanstaaftanstaaf", "d06d4e1b26fccaa4b0b61801132340a354b21152711fb604ca3e035e7015116b"),
        ("pencil", "7f47ace0e2af8f6cdeb72c03243a8c87834e19104164d6a42de72d243adb4080"),
    ] {
        assert_eq!(text(password), format!("{{CRAM-MD5}}{states}"));
        let stored = Stored::parse(&format!("{{HMAC-MD5}}{states}")).unwrap();
        assert_eq!(*stored.to_text(), text(password));
    }
}

#[test]
fn a_record_per_form_of_the_password_and_the_one_as_typed_first() {
    for (password, forms) in [("pencil", 1), ("pa\u{b2}ss", 2), ("\u{b2}\u{a0}", 3)] {
        let text = text(password);
        assert_eq!(text.split(';').count(), forms, "{text}");
        assert_eq!(*Stored::parse(&text).unwrap().to_text(), text);
    }
    let three = text("\u{b2}\u{a0}");
    assert!(three.contains(";saslprep=") && three.contains(";opaque="), "{three}");
    let prepared = text("2 ");
    assert!(three.contains(&format!("saslprep={}", prepared.trim_start_matches("{CRAM-MD5}"))));
}

#[test]
fn a138_every_form_logs_in_after_a_journey_through_text() {
    for (password, forms) in
        [("\u{b2}\u{a0}", &["2 ", "\u{b2} ", "\u{b2}\u{a0}"][..]), ("\u{1f434}", &["\u{1f434}"])]
    {
        for form in forms {
            let stored = Stored::parse(&text(password)).unwrap();
            let records = Records::new([Arc::new(CramMd5Record::new(&stored)) as _]);
            let (challenge, then) = challenged();
            let answer = format!("amy {}", digits(form, &challenge));
            let mut directory = Application::new().account("amy", records);
            assert_eq!(end(then.receive(answer.as_bytes()), &mut directory), "accepted", "{form:?}");
        }
    }
}

#[test]
fn where_there_is_room_for_one_form_it_is_the_one_as_typed() {
    let stored = Stored::parse(&text("\u{b2}\u{a0}")).unwrap();
    for (form, expected) in [("\u{b2}\u{a0}", "accepted"), ("2 ", "bad-credentials")] {
        let record = CramMd5Record::with_forms(&stored, Forms::One);
        let (challenge, then) = challenged();
        let answer = format!("amy {}", digits(form, &challenge));
        let mut directory = Application::new().account("amy", Records::new([Arc::new(record) as _]));
        assert_eq!(end(then.receive(answer.as_bytes()), &mut directory), expected);
    }
}

#[test]
fn what_is_not_a_record_is_an_error_and_never_a_password() {
    let right = text("pencil");
    let digits = right.trim_start_matches("{CRAM-MD5}");
    for wrong in [
        String::new(),
        "pencil".into(),
        digits.into(),
        format!("{{cram-md5}}{digits}"),
        format!("{{PLAIN}}{digits}"),
        format!("{{CRAM-MD5}}{}", digits.to_uppercase()),
        format!("{{CRAM-MD5}}{}", &digits[2..]),
        format!("{{CRAM-MD5}}{digits}00"),
        format!("{{CRAM-MD5}} {digits}"),
        format!("{{CRAM-MD5}}{digits}\n"),
        format!("{{CRAM-MD5}}{digits};"),
        format!("{{CRAM-MD5}}{digits};{digits}"),
        format!("{{CRAM-MD5}}saslprep={digits}"),
        format!("{{CRAM-MD5}}{digits};raw={digits}"),
        format!("{{CRAM-MD5}}{digits};opaque={digits};saslprep={digits}"),
        format!("{{CRAM-MD5}}{digits};opaque={digits};opaque={digits}"),
        format!("{{CRAM-MD5}}{}é", &digits[2..]),
    ] {
        assert_eq!(Stored::parse(&wrong).unwrap_err(), RecordError::Form, "{wrong}");
    }
}

#[test]
fn a066_the_record_of_the_empty_password_is_refused() {
    let states = states_of_the_empty_password();
    assert_eq!(Stored::parse(&format!("{{CRAM-MD5}}{states}")).unwrap_err(), RecordError::EmptyPassword);
    let right = text("pencil");
    let hidden = format!("{right};opaque={states}");
    assert_eq!(Stored::parse(&hidden).unwrap_err(), RecordError::EmptyPassword);
    assert!(matches!(Stored::derive(&Secret::new("")), Err(RecordError::Password(_))));
}

/// MD5 after a block of 0x5c, and after a block of 0x36.
fn states_of_the_empty_password() -> String {
    let states = [0x5c, 0x36].map(|pad| {
        let mut state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
        md5::block_api::compress(&mut state, &[[pad; 64]]);
        state.map(|word: u32| format!("{:08x}", word.swap_bytes())).concat()
    });
    states.concat()
}

#[test]
fn a_password_that_may_not_be_set_has_a_reason() {
    for password in ["", "a\0b", "a\tb"] {
        let error = Stored::derive(&Secret::new(password)).unwrap_err();
        assert!(matches!(error, RecordError::Password(_)), "{password:?}");
        assert!(error.to_string().starts_with("the password "));
    }
}

#[test]
fn it_does_not_check_passwords_that_are_sent() {
    assert!(CramMd5Record::new(&Stored::parse(&text("pencil")).unwrap()).verifier().is_none());
}
