//! Records at rest, as RFC 5803 and PostgreSQL write them.
use crate::{
    ends::{COUNT, stored},
    reference::{base64, keys},
};
use sasl_core::{Secret, mechanism::Record, server::Check};
use sasl_scram::{RecordError, ScramRecord, Sha256, Stored};

/// RFC 7677's user, as PostgreSQL stores it.
const TEXT: &str = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:\
                    wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

fn parse(text: &str) -> Result<Stored<Sha256>, RecordError> {
    Stored::parse(text)
}

#[test]
fn the_text_of_postgresql_is_read_and_written() {
    let stored = parse(TEXT).unwrap();
    assert_eq!((stored.iterations(), stored.salt().len()), (4096, 16));
    assert_eq!(*stored.to_text(), TEXT);
    let record = ScramRecord::new(&stored);
    let check = |password| record.verifier().unwrap().begin(&Secret::new(password)).advance(4096);
    assert_eq!((check("pencil"), check("stylus")), (Some(Check::Match), Some(Check::NoMatch)));
}

#[test]
fn a135_a_derived_record_is_read_back_with_the_two_keys_only() {
    let stored = stored("pencil");
    let text = stored.to_text();
    assert_eq!(*text, keys("pencil", stored.salt(), COUNT).text(stored.salt(), COUNT));
    assert_eq!(*parse(&text).unwrap().to_text(), *text);
}

#[test]
fn a034_counts_that_are_refused() {
    for count in [
        "0",
        "00",
        "04096",
        "+4096",
        "-1",
        " 4096",
        "4096 ",
        "",
        "4096.",
        "0x10",
        "4e3",
        "10000001",
        "4294967295",
        "4294967296",
        "4294971392",
        "18446744073709555712",
        "\u{664}",
    ] {
        let text = TEXT.replacen("4096", count, 1);
        assert_eq!(parse(&text).err(), Some(RecordError::Iterations), "{count:?}");
    }
    for count in ["1", "4096", "10000000"] {
        assert!(parse(&TEXT.replacen("4096", count, 1)).is_ok(), "{count}");
    }
}

#[test]
fn a034_a_count_of_zero_or_far_too_many_is_refused_in_parts_too() {
    for (count, good) in [(0, false), (1, true), (10_000_000, true), (10_000_001, false), (u32::MAX, false)] {
        let made = Stored::<Sha256>::new(b"salt", count, &[1; 32], &[2; 32]);
        assert_eq!(made.err(), (!good).then_some(RecordError::Iterations), "{count}");
        let derived = Stored::<Sha256>::derive(&Secret::new("pencil"), count, sasl_testkit::entropy(9));
        assert_eq!(derived.err(), (!good).then_some(RecordError::Iterations), "{count}");
    }
}

#[test]
fn a048_keys_of_every_other_length_are_refused() {
    for length in 0..=1024 {
        let key = vec![3; length];
        let expected = (length != 32).then_some(RecordError::Key);
        assert_eq!(Stored::<Sha256>::new(b"salt", 1, &key, &[2; 32]).err(), expected, "{length}");
        assert_eq!(Stored::<Sha256>::new(b"salt", 1, &[1; 32], &key).err(), expected, "{length}");
        let (text, right) = (base64(&key), base64(&[1; 32]));
        assert_eq!(parse(&format!("SCRAM-SHA-256$1:AAAA${text}:{right}")).err(), expected, "{length}");
        assert_eq!(parse(&format!("SCRAM-SHA-256$1:AAAA${right}:{text}")).err(), expected, "{length}");
    }
}

#[test]
fn a036_salts_have_1_to_256_octets() {
    for (length, good) in [(0, false), (1, true), (256, true), (257, false), (5000, false)] {
        let expected = (!good).then_some(RecordError::Salt);
        let salt = vec![4; length];
        assert_eq!(Stored::<Sha256>::new(&salt, 1, &[1; 32], &[2; 32]).err(), expected, "{length}");
        let text = TEXT.replace("W22ZaJ0SNY7soEsUEjb6gQ==", &base64(&salt));
        assert_eq!(parse(&text).err(), expected, "{length}");
    }
}

#[test]
fn a068_what_is_not_canonical_base64() {
    let salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
    for other in
        ["W22ZaJ0SNY7soEsUEjb6gQ", "W22ZaJ0SNY7soEsUEjb6gR==", "W22ZaJ0SNY7soEsUEjb6gQ===", "W22 ", "!!!!"]
    {
        assert_eq!(parse(&TEXT.replace(salt, other)).err(), Some(RecordError::Salt), "{other}");
    }
    for (key, other) in
        [("T4qY=", "T4qY"), ("T4qY=", "T4qZ="), ("l2dU=", "l2dU=="), ("l2dU=", "l2dV="), ("WG5d", "WG-d")]
    {
        assert_eq!(parse(&TEXT.replace(key, other)).err(), Some(RecordError::Key), "{other}");
    }
}

#[test]
fn other_forms_are_no_records_and_never_passwords() {
    for text in [
        "".to_owned(),
        "pencil".into(),
        "SCRAM-SHA-256".into(),
        "SCRAM-SHA-256$".into(),
        "SCRAM-SHA-256$4096".into(),
        "SCRAM-SHA-256$4096:AAAA".into(),
        "SCRAM-SHA-256$4096:AAAA$".into(),
        "SCRAM-SHA-256$4096$AAAA:AAAA".into(),
        TEXT.replace("-256", "-1"),
        TEXT.replace("-256", "-512"),
        TEXT.replace("-256", "-256-PLUS"),
        TEXT.replace("SCRAM", "scram"),
        TEXT.replacen('$', " $ ", 1),
        TEXT.replacen('$', "$$", 1).replacen("4096", "", 1),
        format!(" {TEXT}"),
        format!("\u{feff}{TEXT}"),
        format!("{{SCRAM-SHA-256}}{TEXT}"),
    ] {
        assert_eq!(parse(&text).err(), Some(RecordError::Form), "{text}");
    }
    // These have all the marks, and something wrong between them.
    for (text, error) in [
        (TEXT.replacen('$', "$$", 1), RecordError::Form),
        (TEXT.replacen(':', "::", 1), RecordError::Salt),
        (TEXT.replacen(':', " : ", 1), RecordError::Iterations),
        (format!("{TEXT} "), RecordError::Key),
        (format!("{TEXT}\n"), RecordError::Key),
        (format!("{TEXT}:AAAA"), RecordError::Key),
        (format!("{TEXT}$"), RecordError::Key),
    ] {
        assert_eq!(parse(&text).err(), Some(error), "{text}");
    }
}

#[test]
fn every_cut_of_the_text_is_refused() {
    for at in 0..TEXT.len() {
        assert!(parse(&TEXT[..at]).is_err(), "{at}");
    }
}

#[test]
fn an_error_says_what_is_wrong_and_nothing_of_the_text() {
    for (text, says) in [
        ("s3cr3t", "not SCRAM-<HASH>$<iteration count>:<salt>$<StoredKey>:<ServerKey> for this hash"),
        ("SCRAM-SHA-256$s3cr3t:AAAA$AAAA:AAAA", "the iteration count is not a number from 1 to 10000000"),
        ("SCRAM-SHA-256$1:$AAAA:AAAA", "the salt is not canonical base64 of 1 to 256 octets"),
        ("SCRAM-SHA-256$1:AAAA$AAAA:AAAA", "a key is not canonical base64 with the length of the hash"),
    ] {
        assert_eq!(parse(text).unwrap_err().to_string(), says);
    }
    let refused =
        Stored::<Sha256>::derive(&Secret::new("s3cr3t\u{7}"), COUNT, sasl_testkit::entropy(9)).unwrap_err();
    assert_eq!(refused.to_string(), "the password contains a control character at position 7");
}
