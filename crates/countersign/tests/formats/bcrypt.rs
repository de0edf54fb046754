//! bcrypt, and the passwords that it cannot tell apart.
use crate::support::{good, plain};
use countersign::formats::{FormatError, dovecot, phc};

/// Of `a`, from jBCrypt's tests.
const JBCRYPT: &str = "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe";
/// Of nothing, from the same.
const EMPTY: &str = "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.";
/// Of the first 72 digits of 01234567890123.., from libxcrypt.
const LONG: &str = "$2b$04$abcdefghijklmnopqrstuum2G75IXDN/xsgbNa/hCiPSKyIHQd70S";
/// Of `pencil`, from libxcrypt.
const PENCIL: &str = "$2y$05$abcdefghijklmnopqrstuu680Yiaj5hFUaJTH/rTAcbA2PQEGfiZu";
/// Of `é`, from libxcrypt.
const ACCENT: &str = "$2y$04$abcdefghijklmnopqrstuuhLs2FTTXh4aTzDmos5X8XImgHYf5TbO";

#[test]
fn others_hashes_are_of_their_passwords() {
    for (text, password) in [(JBCRYPT, "a"), (PENCIL, "pencil"), (ACCENT, "é"), (ACCENT, "e\u{301}")] {
        let credentials = good(phc::read(text));
        assert!(plain(&credentials, password) && !plain(&credentials, "b"), "{text}");
        assert_eq!(*phc::write(&credentials).unwrap().value, text);
        let scheme = format!("{{BLF-CRYPT}}{text}");
        assert_eq!(*dovecot::write(&good(dovecot::read(&scheme, "user"))).unwrap().value, scheme);
    }
}

#[test]
fn a143_bcrypt_never_takes_one_password_for_another() {
    let digits: String = "0123456789".repeat(10);
    let credentials = good(phc::read(LONG));
    assert!(plain(&credentials, &digits[..72]), "72 octets are compared, every one");
    // The right one is refused, too: here it cannot be told from others.
    for length in [0, 1, 71, 73, 74, 100] {
        assert!(!plain(&credentials, &digits[..length]), "{length}");
    }
    let credentials = good(phc::read(PENCIL));
    for password in ["pencil\0", "pencil\0x", "\0pencil", "pencil\0pencil"] {
        assert!(!plain(&credentials, password), "{password:?}");
    }
}

#[test]
fn a066_bcrypts_hash_of_nothing_is_refused() {
    assert_eq!(phc::read(EMPTY).unwrap().check().run().unwrap_err(), FormatError::EmptyPassword);
}

#[test]
fn other_versions_and_costs_are_refused() {
    for (from, to) in [
        ("$2y$", "$2x$"),
        ("$2y$", "$2$"),
        ("$05$", "$03$"),
        ("$05$", "$17$"),
        ("$05$", "$31$"),
        ("$05$", "$5$"),
        ("$05$", "$+5$"),
        ("680Y", "680"),
        ("680Y", "680YY"),
        // Bits that are left over.
        ("stuu6", "stuv6"),
        ("fiZu", "fiZv"),
    ] {
        let text = PENCIL.replace(from, to);
        assert!(phc::read(&text).is_err(), "{text}");
    }
}
