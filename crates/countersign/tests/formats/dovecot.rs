//! Dovecot's other schemes.
use crate::support::{good, plain};
use countersign::{
    Credentials,
    formats::{DetectedFormat, FormatError, dovecot},
};

#[test]
fn digest_md5_is_of_the_name_that_it_came_with() {
    for (user, digits) in [
        ("user@example.com", "241dc523d512ee3f7608549fd1f9dd1b"),
        ("user", "dcea7dc1023b1e8a920c5260f2c65188"),
    ] {
        let text = format!("{{DIGEST-MD5}}{digits}");
        let credentials = good(dovecot::read(&text, user));
        assert!(plain(&credentials, "pencil") && !plain(&credentials, "pencils") && !plain(&credentials, ""));
        assert_eq!(*dovecot::write(&credentials).unwrap().value, text);
        // It goes with what it was hashed with, whatever the account is called later.
        let again = Credentials::parse(&credentials.to_text()).unwrap();
        assert!(plain(&again, "pencil"));
        assert!(!plain(&good(dovecot::read(&text, "other")), "pencil"));
        assert_eq!(credentials.hashes().count(), 0);
        assert!(!credentials.serve("DIGEST-MD5") && !credentials.serve("SCRAM-SHA-256"));
    }
}

#[test]
fn pbkdf2_takes_the_salt_as_it_stands() {
    // RFC 6070, the first two.
    for (count, digits) in
        [(1, "0c60c80f961f0e71f3a9b524af6012062fe037a6"), (2, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957")]
    {
        let text = format!("{{PBKDF2}}$1$salt${count}${digits}");
        let credentials = good(dovecot::read(&text, "user"));
        assert!(plain(&credentials, "password") && !plain(&credentials, "Password"));
        assert_eq!(*dovecot::write(&credentials).unwrap().value, text);
        assert!(plain(&Credentials::parse(&credentials.to_text()).unwrap(), "password"));
        for wrong in [
            text.replace("$1$salt", "$2$salt"),
            text.replace("$salt", "$"),
            text.replace(digits, &digits[2..]),
            text.replace(digits, &digits.to_uppercase()),
            format!("{text}$"),
        ] {
            assert!(dovecot::read(&wrong, "user").is_err(), "{wrong}");
        }
    }
    assert!(
        dovecot::read("{PBKDF2}$1$salt$99999999$0c60c80f961f0e71f3a9b524af6012062fe037a6", "user").is_err()
    );
}

#[test]
fn what_is_no_record_is_refused_by_its_name() {
    for (text, seen) in [
        ("{SHA512-CRYPT}$6$salt$hash", DetectedFormat::Named("SHA512-CRYPT")),
        ("{ssha256.hex}00", DetectedFormat::Named("SSHA256")),
        ("{NTLM}00", DetectedFormat::Named("NTLM")),
        ("{OF-TOMORROW}00", DetectedFormat::UnknownScheme),
        ("$6$salt$hash", DetectedFormat::Named("SHA512-CRYPT")),
        ("$md5$salt$hash", DetectedFormat::UnknownCrypt),
        ("wonderland", DetectedFormat::Unknown),
        ("", DetectedFormat::Nothing),
    ] {
        let error = dovecot::read(text, "user").unwrap_err();
        assert!(matches!(error, FormatError::Kind { seen: it, .. } if it == seen), "{text}: {error:?}");
    }
    for text in ["{PLAIN}wonderland", "{plain}wonderland", "{CLEARTEXT}wonderland"] {
        assert_eq!(dovecot::read(text, "user").unwrap_err(), FormatError::Plaintext);
    }
    let error = dovecot::read("wonderland", "user").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("wonderland"));
}
