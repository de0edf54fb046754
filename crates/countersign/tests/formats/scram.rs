//! The texts of SCRAM records.
use crate::support::{SALT, SERVER_KEY, STORED_KEY, good, plain, rfc7677};
use countersign::{
    Credentials, Entropy, Recipe, ScramHash, Secret,
    formats::{FormatError, Omission, dovecot, gsasl, kafka, postgresql, rfc5803},
};

#[test]
fn rfc_5803_there_and_back_with_the_spaces_that_it_allows() {
    let credentials = good(rfc5803::read(&rfc7677()));
    assert!(plain(&credentials, "pencil") && !plain(&credentials, "pencils"));
    assert_eq!(*rfc5803::write(&credentials, ScramHash::Sha256).unwrap().value, rfc7677());
    let spaced = format!(" SCRAM-SHA-256 $ 4096:{SALT} $ {STORED_KEY}:{SERVER_KEY} ");
    assert_eq!(*good(rfc5803::read(&spaced)).to_text(), rfc7677());
    assert!(rfc5803::write(&credentials, ScramHash::Sha1).is_none());
    for (wrong, right) in [("$4096:", "$4096 :"), ("SCRAM-SHA-256$", "SCRAM-SHA-256\t$"), ("==$", "==\n$")] {
        assert!(rfc5803::read(&rfc7677().replace(wrong, right)).is_err(), "{right:?}");
    }
}

#[test]
fn postgresql_is_stricter_than_postgresql() {
    let credentials = good(postgresql::read(&rfc7677()));
    assert!(plain(&credentials, "pencil"));
    assert_eq!(*postgresql::write(&credentials).unwrap().value, rfc7677());
    // strtok takes runs of separators for one.
    for wrong in [
        rfc7677().replace("256$", "256$$"),
        rfc7677().replace("4096:", "4096::"),
        format!("{}$", rfc7677()),
        format!(" {}", rfc7677()),
        rfc7677().replace("SCRAM-SHA-256", "SCRAM-SHA-1"),
        rfc7677().replace("4096", "04096"),
        rfc7677().replace("4096", "+4096"),
        rfc7677().replace("4096", "0"),
        rfc7677().replace("4096", "99999999999"),
        rfc7677().replace("gQ==", "gR=="),
        rfc7677().replace("gQ==", "gQ"),
        rfc7677().replace(SALT, ""),
        rfc7677().replace(SERVER_KEY, STORED_KEY.trim_end_matches('=')),
    ] {
        assert!(postgresql::read(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a048_a_key_of_any_other_length_is_an_error() {
    for octets in (0..=1024).filter(|octets| *octets != 32) {
        let key = countersign::mail::base64::encode(&vec![7; octets]).to_string();
        let text = format!("SCRAM-SHA-256$4096:{SALT}${key}:{SERVER_KEY}");
        assert!(postgresql::read(&text).is_err(), "{octets}");
        let text = format!("{{SCRAM-SHA-256}}4096,{SALT},{STORED_KEY},{key}");
        assert!(dovecot::read(&text, "user").is_err() && gsasl::read(&text).is_err(), "{octets}");
    }
}

#[test]
fn dovecots_own_vectors_are_of_its_password() {
    for text in [
        "{SCRAM-SHA-1}4096,GetyLXdBuHzf1FWf8SLz2Q==,NA/OqmF4hhrsrB9KR7po+dliTGM=,QBiURvQaE6H6qYTmeghDHLANBFQ=",
        "{SCRAM-SHA-256}4096,LfNGSFqiFykEZ1xDAYlnKQ==,HACNf9CII7cMz3XjRy/Oh3Ae2LHApoDyNw74d3YtFws=,\
         AQH0j7Hf8J12g8eNBadvzlNB2am3PxgNwFCFd3RxEaw=",
    ] {
        let credentials = good(dovecot::read(text, "user"));
        assert!(plain(&credentials, "test") && !plain(&credentials, "Test"));
        let written = dovecot::write(&credentials).unwrap();
        assert_eq!((written.value.as_str(), written.left_out), (text, vec![]));
        assert!(dovecot::read(&text.replace("4096,", "4096,4096,"), "user").is_err());
    }
}

#[test]
fn gsasls_salted_password_has_to_be_the_one_of_the_keys() {
    // RFC 6070's first vector.
    let short = "{SCRAM-SHA-1}1,c2FsdA==,vVnp0FhQZmQRSMvw9oq1LFMCh8E=,gEBmhcREcU59nXxkDhCePwlgRbY=";
    let long = format!("{short},0c60c80f961f0e71f3a9b524af6012062fe037a6");
    for text in [short, &long] {
        let credentials = good(gsasl::read(text));
        assert!(plain(&credentials, "password") && !plain(&credentials, "salt"));
        assert_eq!(*gsasl::write(&credentials, ScramHash::Sha1).unwrap().value, short);
        assert!(!credentials.to_text().contains("0c60"), "what logs in is not kept");
    }
    for wrong in [
        long.replace("0c60", "0c61"),
        long.replace("0c60", "0C60"),
        long.replace(",0c60", ",,0c60"),
        format!("{long},00"),
        format!("{short},"),
    ] {
        assert!(gsasl::read(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn kafka_reads_any_order_and_writes_its_own() {
    let [salt, stored, server] =
        [format!("salt={SALT}"), format!("stored_key={STORED_KEY}"), format!("server_key={SERVER_KEY}")];
    let right = format!("{salt},{stored},{server},iterations=4096");
    for text in [right.clone(), format!("iterations=4096,{server},{stored},{salt}")] {
        let credentials = good(kafka::read(ScramHash::Sha256, &text));
        assert!(plain(&credentials, "pencil"));
        assert_eq!(*kafka::write(&credentials, ScramHash::Sha256).unwrap().value, right);
    }
    for wrong in [
        format!("{salt},{salt},{stored},{server},iterations=4096"),
        format!("{salt},{stored},{server}"),
        format!("{salt},{stored},{stored},iterations=4096"),
        format!("{right},"),
        right.replace(",", ", "),
    ] {
        assert!(kafka::read(ScramHash::Sha256, &wrong).is_err(), "{wrong}");
    }
    assert!(kafka::read(ScramHash::Sha512, &right).is_err(), "it is as long as SHA-256");
}

#[test]
fn one_form_is_written_by_target_and_the_rest_is_named() {
    let recipe = Recipe::default().with_iterations(4096).with_cram_md5();
    // SASLprep, OpaqueString and what was typed are three.
    let password = "pa\u{17f}swort\u{b2}\u{a0}x";
    let made = Credentials::derive(&Secret::new(password), &recipe, Entropy::new([5; 32])).unwrap().run();
    let mut keys = Vec::new();
    for (written, form) in [
        (postgresql::write(&made), "passwort2 x"),
        (dovecot::write(&made), password),
        (kafka::write(&made, ScramHash::Sha256), password),
        (gsasl::write(&made, ScramHash::Sha256), "passwort2 x"),
    ] {
        let written = written.unwrap();
        assert!(
            written.left_out.contains(&Omission::OtherForms) && written.left_out.contains(&Omission::CramMd5)
        );
        assert!(written.left_out.contains(&Omission::Hash(ScramHash::Sha512)));
        let text = written.value.as_str();
        let read = match text.get(..4) {
            Some("salt") => kafka::read(ScramHash::Sha256, text),
            Some("{SCR") => gsasl::read(text),
            _ => postgresql::read(text),
        };
        let read = good(read);
        // PLAIN would try all forms of what is sent: the keys have to be those of exactly this one.
        assert!(plain(&read, form), "{form}");
        keys.push(read.to_text().split_once("==$").unwrap().1.replace("raw=", ""));
    }
    assert_eq!((&keys[0], &keys[1]), (&keys[3], &keys[2]));
    assert_ne!(keys[0], keys[1]);
    assert_eq!(
        postgresql::read("").unwrap_err(),
        FormatError::Kind {
            seen: countersign::formats::DetectedFormat::Nothing,
            expected: "SCRAM-SHA-256$count:salt$keys",
        }
    );
}
