//! Nothing of a record, and nothing of what may be a password, is in an error.
use countersign::{
    ScramHash,
    formats::{DetectedFormat, dovecot, gsasl, kafka, phc, postgresql, prosody, rfc5803},
};

#[test]
fn no_error_holds_anything_of_what_was_read() {
    for secret in [
        "Tr0ub4dor",
        "{Tr0ub4dor}x",
        "$Tr0ub4dor$",
        "SCRAM-SHA-256$Tr0ub4dor",
        "salt=Tr0ub4dor",
        "{\"Tr0ub4dor\"",
        "return {Tr0ub4dor}",
    ] {
        for error in [
            rfc5803::read(secret).unwrap_err(),
            postgresql::read(secret).unwrap_err(),
            dovecot::read(secret, secret).unwrap_err(),
            gsasl::read(secret).unwrap_err(),
            kafka::read(ScramHash::Sha256, secret).unwrap_err(),
            phc::read(secret).unwrap_err(),
            prosody::parse(secret).unwrap_err(),
        ] {
            let said = format!("{error} {error:?}");
            assert!(!said.contains("Tr0ub4dor"), "{secret}: {said}");
        }
    }
}

#[test]
fn an_error_names_the_detected_format() {
    for (text, seen) in [
        ("", "nothing"),
        ("  ", "nothing"),
        ("$6$salt$hash", "SHA512-CRYPT"),
        ("$argon2i$v=19$..", "argon2i"),
        ("{SSHA}..", "SSHA"),
        ("{\"user\":1}", "JSON"),
        ("SCRAM-MD5$..", "a record for an unknown SCRAM mechanism"),
        ("salt=..", "a record of Kafka"),
        ("wonderland", "an unknown format (perhaps a password)"),
    ] {
        assert_eq!(DetectedFormat::of(text).to_string(), seen, "{text}");
    }
}
