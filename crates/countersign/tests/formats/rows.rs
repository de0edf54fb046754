//! Rows and documents.
use crate::support::{SALT, SERVER_KEY, STORED_KEY, good, plain, rfc7677};
use countersign::{
    Entropy, ScramHash, Secret,
    formats::{FormatError, ejabberd, mongodb, mox, prosody, rfc5803},
    scram::{Sha1, Stored},
};

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}

#[test]
fn a_document_of_mongodb() {
    let text = format!(
        r#"{{"SCRAM-SHA-256":{{"iterationCount":4096,"salt":"{SALT}","storedKey":"{STORED_KEY}","serverKey":"{SERVER_KEY}"}}}}"#
    );
    let document: mongodb::Document = json(&text).unwrap();
    let credentials = good(mongodb::read(&document, "user"));
    assert!(plain(&credentials, "pencil"));
    assert_eq!(*credentials.to_text(), rfc7677());
    assert_eq!(serde_json::to_string(&mongodb::write(&credentials).unwrap().value).unwrap(), text);
    assert!(!format!("{document:?}").contains(STORED_KEY));
    for wrong in ["iterationCount", "salt", "storedKey"] {
        assert!(json::<mongodb::Document>(&text.replace(wrong, "other")).is_err());
    }
    assert!(matches!(mongodb::read(&json("{}").unwrap(), "user"), Err(FormatError::Part { .. })));
}

#[test]
fn mongodbs_sha_1_is_of_an_md5_and_checks_plain_only() {
    // md5("user:mongo:pencil")
    let digest = Secret::new("1c33006ec1ffd90f9cadcbcc0e118200");
    let made = Stored::<Sha1>::derive(&digest, 10_000, Entropy::new([1; 32])).unwrap().run().to_text();
    let (parameters, keys) = made.strip_prefix("SCRAM-SHA-1$10000:").unwrap().split_once('$').unwrap();
    let (stored_key, server_key) = keys.split_once(':').unwrap();
    let credential = mongodb::Credential {
        iteration_count: 10_000,
        salt: parameters.into(),
        stored_key: String::from(stored_key).into(),
        server_key: String::from(server_key).into(),
    };
    let document = mongodb::Document { scram_sha_1: Some(credential), scram_sha_256: None };
    let credentials = good(mongodb::read(&document, "user"));
    assert!(plain(&credentials, "pencil") && !plain(&credentials, digest.expose()));
    assert!(!plain(&good(mongodb::read(&document, "other")), "pencil"));
    assert!(!credentials.serve("SCRAM-SHA-1"));
    assert!(mongodb::write(&credentials).is_none());
    let again = countersign::Credentials::parse(&credentials.to_text()).unwrap();
    assert!(plain(&again, "pencil"));
}

#[test]
fn prosodys_salt_is_text_and_its_keys_are_hexadecimal() {
    let uuid = "d2b5b3c0-5a9e-4c3b-8d5e-2f0b7f2a1c11";
    let secret = Secret::new("pencil");
    // Made with Python's hashlib and hmac.
    let file = format!(
        "return {{\n\t[\"iteration_count\"] = 10000;\n\t[\"salt\"] = \"{uuid}\";\n\t[\"server_key\"] = \"{SERVER}\";\n\
         \t[\"stored_key\"] = \"{STORED}\";\n}};\n"
    );
    const STORED: &str = "0e6e4af7b6aa591c186647485d491a89a06df6f7";
    const SERVER: &str = "b5c99024ed0747a0b710a785b303d13aa3aa8ac1";
    let account = prosody::parse(&file).unwrap();
    let credentials = good(prosody::read(ScramHash::Sha1, &account));
    assert!(plain(&credentials, secret.expose()));
    let written = prosody::write(&credentials, ScramHash::Sha1).unwrap().value;
    assert_eq!(
        (&*written.salt, &**written.stored_key, &**written.server_key, written.iteration_count),
        (uuid, STORED, SERVER, 10_000)
    );
    let row: prosody::Account = json(&serde_json::to_string(&written).unwrap()).unwrap();
    assert_eq!(*good(prosody::read(ScramHash::Sha1, &row)).to_text(), *credentials.to_text());
    assert!(prosody::read(ScramHash::Sha256, &account).is_err(), "the keys are too short");
    // a169: an account that does not log in there is no account to read.
    let disabled = |value: &str| file.replace("{\n", &format!("{{\n\t[\"disabled\"] = {value};\n"));
    assert!(prosody::parse(&disabled("true")).is_err());
    assert!(prosody::parse(&disabled("false")).is_ok());
    // Salts of ours are not text.
    assert!(prosody::write(&good(rfc5803::read(&rfc7677())), ScramHash::Sha256).is_none());
    let with = |line: &str| prosody::parse(&file.replace("};", &format!("\t{line}\n}};")));
    assert!(with("[\"password\"] = \"\";").is_ok() && with("[\"updated\"] = 1700000000;").is_ok());
    assert_eq!(with("[\"password\"] = \"pencil\";").unwrap_err(), FormatError::Plaintext);
    assert!(with("[\"salt\"] = \"again\";").is_err() && with("os.exit()").is_err());
    for torn in (1..file.len() - 3).filter(|at| file.is_char_boundary(*at)) {
        assert!(prosody::parse(&file[..torn]).is_err(), "{torn}");
    }
}

#[test]
fn prosodys_digits_are_the_keys_of_rfc_7677() {
    let account = prosody::Account {
        stored_key: String::from("586e5df283e6dceb5c3e791d8b8528ec191e664045ce971792e2e6b5bb13e2a6").into(),
        server_key: String::from("c1f3cbc1c13a9d35a14c0990eed97629ea225863e566a4314ab99f3f00e5d9d5").into(),
        iteration_count: 4096,
        salt: "d2b5b3c0-5a9e-4c3b-8d5e-2f0b7f2a1c11".into(),
    };
    let text = good(prosody::read(ScramHash::Sha256, &account)).to_text().to_string();
    assert!(text.ends_with(&format!("${STORED_KEY}:{SERVER_KEY}")));
}

#[test]
fn a_row_of_ejabberd_with_a_password_in_it_is_refused() {
    let row = |password: &str, serverkey: &str, salt: &str, iterationcount| ejabberd::Row {
        password: String::from(password).into(),
        serverkey: String::from(serverkey).into(),
        salt: salt.into(),
        iterationcount,
    };
    let right = row(&format!("sha256:{STORED_KEY}"), SERVER_KEY, SALT, 4096);
    let credentials = good(ejabberd::read(&right));
    assert!(plain(&credentials, "pencil"));
    let written = ejabberd::write(&credentials, ScramHash::Sha256).unwrap().value;
    assert_eq!(
        (&*written.password, &*written.serverkey, &written.salt, written.iterationcount),
        (&*right.password, &*right.serverkey, &right.salt, right.iterationcount)
    );
    assert!(ejabberd::write(&credentials, ScramHash::Sha3_512).is_none());
    for plaintext in
        [row("wonderland", "", "", 0), row("wonderland", SERVER_KEY, SALT, 0), row("x", "", SALT, 4096)]
    {
        assert_eq!(ejabberd::read(&plaintext).unwrap_err(), FormatError::Plaintext);
    }
    // Without a prefix it is SHA-1, whose keys are shorter.
    for wrong in [STORED_KEY.to_owned(), format!("sha512:{STORED_KEY}"), format!("sha256: {STORED_KEY}")] {
        assert!(ejabberd::read(&row(&wrong, SERVER_KEY, SALT, 4096)).is_err(), "{wrong}");
    }
}

#[test]
fn a135_what_logs_in_as_it_is_is_converted_and_not_kept() {
    // RFC 7677's SaltedPassword.
    let salted = "xKSVEDI6tPlSysH6mUQZOeeOp01r6B3fcJbodRPcYV0=";
    let text = format!(r#"{{"Salt":"{SALT}","Iterations":4096,"SaltedPassword":"{salted}"}}"#);
    let record: mox::Scram = json(&text).unwrap();
    let credentials = good(mox::read(ScramHash::Sha256, &record));
    // Its form is named: mox prepares passwords with OpaqueString.
    assert_eq!(*credentials.to_text(), rfc7677().replace(STORED_KEY, &format!("opaque={STORED_KEY}")));
    assert!(plain(&credentials, "pencil") && !plain(&credentials, salted));
    assert!(!credentials.to_text().contains(salted) && !format!("{record:?}").contains(salted));
    assert!(mox::read(ScramHash::Sha1, &record).is_err());
}
