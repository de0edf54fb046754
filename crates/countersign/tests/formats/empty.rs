//! The empty password's record lets everybody in: it is refused, whatever the system.
use countersign::{
    ScramHash,
    formats::{
        FormatError, ParsedRecord, dovecot, ejabberd, gsasl, kafka, mongodb, mox, phc, postgresql, prosody,
        rfc5803,
    },
};

/// PostgreSQL's own regression test.
const PG: &str = "SCRAM-SHA-256$4096:hpFyHTUsSWcR7O9P$LgZFIt6Oqdo27ZFKbZ2nV+vtnYM995pDh9ca6WSi120=:\
                  qVV5NeluNfUPkwm7Vqat25RjSPLkGeoZBQs6wVv+um4=";

#[test]
fn a066_the_empty_passwords_record_is_refused_whatever_the_system() {
    let (_, keys) = PG.split_once("$4096:").unwrap();
    let (salt, keys) = keys.split_once('$').unwrap();
    let (stored_key, server_key) = keys.split_once(':').unwrap();
    let fields = format!("4096,{salt},{stored_key},{server_key}");
    let kafka = format!("salt={salt},stored_key={stored_key},server_key={server_key},iterations=4096");
    let row = ejabberd::Row {
        password: format!("sha256:{stored_key}").into(),
        serverkey: String::from(server_key).into(),
        salt: salt.into(),
        iterationcount: 4096,
    };
    let document = mongodb::Document {
        scram_sha_1: None,
        scram_sha_256: Some(mongodb::Credential {
            iteration_count: 4096,
            salt: salt.into(),
            stored_key: String::from(stored_key).into(),
            server_key: String::from(server_key).into(),
        }),
    };
    // PBKDF2 of nothing with the salt "salt", one iteration; the two keys are made of it here.
    let of_nothing = "a33dddc30478185515311f8752895d36ea4363a2";
    let salted = mox::Scram {
        salt: "c2FsdA==".into(),
        iterations: 1,
        salted_password: String::from("oz3dwwR4GFUVMR+HUoldNupDY6I=").into(),
    };
    let texts: Vec<(&str, Result<ParsedRecord, FormatError>)> = vec![
        ("rfc5803", rfc5803::read(PG)),
        ("postgresql", postgresql::read(PG)),
        ("dovecot", dovecot::read(&format!("{{SCRAM-SHA-256}}{fields}"), "user")),
        ("gsasl", gsasl::read(&format!("{{SCRAM-SHA-256}}{fields}"))),
        ("kafka", kafka::read(ScramHash::Sha256, &kafka)),
        ("ejabberd", ejabberd::read(&row)),
        ("mongodb", mongodb::read(&document, "user")),
        ("mox", mox::read(ScramHash::Sha1, &salted)),
        // md5("user::")
        ("digest-md5", dovecot::read("{DIGEST-MD5}254f45b526fa37ff648a0dbf6df7bae9", "user")),
        ("pbkdf2", dovecot::read(&format!("{{PBKDF2}}$1$salt$1${of_nothing}"), "user")),
        ("phc", phc::read("$pbkdf2$i=1$c2FsdA$oz3dwwR4GFUVMR+HUoldNupDY6I")),
    ];
    for (name, read) in texts {
        let unchecked = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(unchecked.check().run().unwrap_err(), FormatError::EmptyPassword, "{name}");
    }
    let empty = prosody_of_nothing();
    assert_eq!(
        prosody::read(ScramHash::Sha1, &empty).unwrap().check().run().unwrap_err(),
        FormatError::EmptyPassword
    );
}

/// The keys of mox's record above are those of Prosody's with the same salt.
fn prosody_of_nothing() -> prosody::Account {
    prosody::Account {
        stored_key: String::from("a2be9119693d9059458ecd44c416dc5facb2f090").into(),
        server_key: String::from("cea2d27e65d003f1a58efee8bcf043f9c05f6f0a").into(),
        iteration_count: 1,
        salt: "salt".into(),
    }
}

#[test]
fn the_check_is_work_in_slices_with_a_known_cost() {
    let huge = PG.replace("4096", "10000000");
    let unchecked = postgresql::read(&huge).unwrap();
    assert_eq!((unchecked.cost().get(), unchecked.iterations()), (10_000_000, 10_000_000));
    let mut checking = unchecked.check();
    assert!(checking.advance(100).is_none(), "nothing else has been done");
    assert!(postgresql::read(&PG.replace("4096", "10000001")).is_err());
    let mut checking = postgresql::read(PG).unwrap().check();
    let slices = (1..).find(|_| checking.advance(1000).is_some());
    assert_eq!(slices, Some(5));
}
