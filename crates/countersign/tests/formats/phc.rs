//! PHC strings: what others have published or printed.
use crate::support::{good, plain};
use countersign::{
    Credentials,
    formats::{FormatError, dovecot, phc},
};

/// A text, and the password that it is of.
const VECTORS: [(&str, &str); 6] = [
    // The reference implementation's test.c.
    ("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "password"),
    ("$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc", "password"),
    // passlib's documentation.
    ("$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E", "password"),
    // RFC 7914 section 12.
    (
        "$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA",
        "password",
    ),
    // RFC 7914 section 11.
    ("$pbkdf2-sha256$i=1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw", "passwd"),
    // Python's hashlib.
    ("$pbkdf2-sha512$i=1000,l=32$c2FsdHNhbHQ$p6jK+up03Bh76vwbZ4M8FaVUgENNc/oN9uKl9CCTgtg", "pencil"),
];

#[test]
fn published_strings_are_of_their_passwords() {
    for (text, password) in VECTORS {
        let credentials = good(phc::read(text));
        assert!(plain(&credentials, password), "{text}");
        assert!(!plain(&credentials, "Password") && !plain(&credentials, ""), "{text}");
        assert_eq!(*phc::write(&credentials).unwrap().value, text);
        assert!(plain(&Credentials::parse(&credentials.to_text()).unwrap(), password));
        assert!(credentials.hashes().next().is_none());
    }
    let (argon2, _) = VECTORS[0];
    let credentials = good(dovecot::read(&format!("{{ARGON2ID}}{argon2}"), "user"));
    assert_eq!(*dovecot::write(&credentials).unwrap().value, format!("{{ARGON2ID}}{argon2}"));
}

#[test]
fn a044_what_the_hash_itself_would_refuse_or_choke_on_is_an_error() {
    for (from, to) in [
        ("m=256", "m=4294967295"),
        ("m=256", "m=1"),
        ("m=256", "m=0256"),
        ("t=2", "t=0"),
        ("t=2", "t=65"),
        ("p=1", "p=0"),
        ("p=1", "p=4294967295"),
        ("v=19", "v=16"),
        ("argon2id", "argon2i"),
        ("c29tZXNhbHQ", ""),
        ("c29tZXNhbHQ", "c29tZXNhbHR"),
        ("c29tZXNhbHQ", "c29tZXNhbHQ="),
        ("$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", "$nf65EOgL"),
        ("m=256,t=2,p=1", "t=2,m=256,p=1"),
        ("m=256,t=2,p=1", "m=256,t=2,p=1,p=1"),
    ] {
        let text = VECTORS[0].0.replace(from, to);
        assert!(phc::read(&text).is_err(), "{text}");
    }
    for (from, to) in [
        ("ln=16", "ln=64"),
        ("ln=16", "ln=22"),
        ("ln=16", "ln=0"),
        ("r=8", "r=4294967295"),
        ("p=1", "p=17"),
        ("ln=16,r=8,p=1", "ln=15,r=82,p=100000011"),
    ] {
        let text = VECTORS[2].0.replace(from, to);
        assert!(phc::read(&text).is_err(), "{text}");
    }
    for (from, to) in [
        ("i=1$", "i=0$"),
        ("i=1$", "i=10000001$"),
        ("$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw", "$VawEblbj"),
        ("sha256", "sha384"),
        ("i=1$", "i=1,l=31$"),
    ] {
        let text = VECTORS[4].0.replace(from, to);
        assert!(phc::read(&text).is_err(), "{text}");
    }
}

#[test]
fn a_record_over_a_limit_is_refused_and_names_it() {
    const BCRYPT: &str = "$2b$05$abcdefghijklmnopqrstuu680Yiaj5hFUaJTH/rTAcbA2PQEGfiZu";
    for (record, from, to, limit) in [
        (VECTORS[0].0, "m=256", "m=262145", "256 MiB of memory"),
        (VECTORS[0].0, "t=2", "t=65", "64 passes"),
        (VECTORS[0].0, "p=1", "p=65", "64 lanes"),
        (VECTORS[2].0, "ln=16", "ln=22", "256 MiB of memory"),
        (VECTORS[2].0, "ln=16", "ln=64", "256 MiB of memory"),
        (VECTORS[2].0, "r=8", "r=4294967295", "256 MiB of memory"),
        (VECTORS[2].0, "ln=16,r=8", "ln=1,r=65", "r=64"),
        (VECTORS[2].0, "p=1", "p=17", "p=16"),
        (VECTORS[4].0, "i=1$", "i=10000001$", "10,000,000 iterations"),
        (VECTORS[4].0, "i=1$", "i=10000001,l=32$", "10,000,000 iterations"),
        (BCRYPT, "$05$", "$17$", "bcrypt's cost 16"),
        (BCRYPT, "$05$", "$31$", "bcrypt's cost 16"),
    ] {
        let text = record.replace(from, to);
        assert_ne!(text, record);
        let error = phc::read(&text).unwrap_err();
        assert_eq!(error, FormatError::TooCostly { limit }, "{text}");
        assert!(error.to_string().contains(&format!("the limit of {limit}")), "{error}");
    }
    let hash = "00".repeat(20);
    let error = dovecot::read(&format!("{{PBKDF2}}$1$salt$10000001${hash}"), "user").unwrap_err();
    assert_eq!(error, FormatError::TooCostly { limit: "10,000,000 iterations" });
}

#[test]
fn a_record_within_the_limits_that_is_malformed_names_none() {
    for text in [
        "$argon2id$v=19$m=256,t=2,p=1$",
        "$scrypt$ln=16,r=8,p=1$",
        "$pbkdf2$i=1$",
        "$2b$05$",
        "$2b$+5$",
        "$x$",
        "$",
    ] {
        assert!(matches!(phc::read(text), Err(FormatError::Kind { .. })), "{text}");
    }
    let error = dovecot::read("{PBKDF2}$1$salt$5000$00", "user").unwrap_err();
    assert!(matches!(error, FormatError::Part { .. }), "{error:?}");
}
