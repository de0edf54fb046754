//! Several records of one account.
use crate::support::{good, plain, rfc7677};
use countersign::{
    Credentials, ScramHash,
    formats::{FormatError, phc, rfc5803},
};

/// RFC 5802: user, pencil.
const SHA_1: &str =
    "SCRAM-SHA-1$4096:QSXCR+Q6sek8bf92$6dlGYMOdZcOPutkcNY8U2g7vK9Y=:D+CSWLOshSulAsxiupA+qs2/fTE=";
const ARGON2ID: &str = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

#[test]
fn values_of_one_attribute_are_one_account_in_any_order() {
    for (one, other) in [(SHA_1.to_owned(), rfc7677()), (rfc7677(), SHA_1.to_owned())] {
        let both = rfc5803::read(&one).unwrap().and(rfc5803::read(&other).unwrap()).unwrap();
        assert_eq!(both.cost().get(), 8192);
        let credentials = good(Ok(both));
        assert!(credentials.hashes().eq([ScramHash::Sha256, ScramHash::Sha1]));
        assert!(plain(&credentials, "pencil"));
        assert_eq!(*credentials.to_text(), format!("{}\n{SHA_1}", rfc7677()));
    }
    let twice = rfc5803::read(SHA_1).unwrap().and(rfc5803::read(SHA_1).unwrap());
    assert_eq!(twice.unwrap_err(), FormatError::Twice);
}

#[test]
fn text_of_all_kinds_reads_as_it_is_written_and_in_no_other_order() {
    let both = rfc5803::read(SHA_1).unwrap().and(phc::read(ARGON2ID).unwrap()).unwrap();
    let credentials = good(Ok(both));
    // SCRAM's record checks PLAIN; the other one waits for the next upgrade to be left behind.
    assert!(plain(&credentials, "pencil") && !plain(&credentials, "password"));
    let text = credentials.to_text().to_string();
    assert_eq!(text, format!("{SHA_1}\n{ARGON2ID}"));
    assert_eq!(*Credentials::parse(&text).unwrap().to_text(), text);
    for wrong in [
        format!("{ARGON2ID}\n{SHA_1}"),
        format!("{SHA_1}\n{SHA_1}"),
        format!("{SHA_1}\n{}", rfc7677()),
        format!("{ARGON2ID}\n{ARGON2ID}"),
        format!("{SHA_1}\n"),
        String::new(),
        "pencil".into(),
        format!("{SHA_1}\npencil"),
    ] {
        assert!(Credentials::parse(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn serde_has_credentials_as_their_text() {
    let credentials = good(rfc5803::read(SHA_1));
    let json = serde_json::to_string(&credentials).unwrap();
    assert_eq!(json, format!("\"{SHA_1}\""));
    assert_eq!(*serde_json::from_str::<Credentials>(&json).unwrap().to_text(), SHA_1);
    let error = serde_json::from_str::<Credentials>("\"pencil\"").unwrap_err();
    assert!(!error.to_string().contains("pencil"), "{error}");
}
