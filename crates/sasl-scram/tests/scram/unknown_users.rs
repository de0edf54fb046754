//! An unknown user, a wrong password, and an account without a record for this hash look the same.
use crate::{
    challenged::{Challenged, FIRST, begin_in},
    ends::{BARE, COUNT, End, client_registry, directory, ended, offer, records, value},
    reference::{base64, keys_of, unbase64},
};
use sasl_core::{
    Cost, Profile, Records, Secret, Security, ServerRegistry,
    client::{Connection as Line, Preference},
    mechanism::Record,
    server::{Check, Connection, Found},
};
use sasl_scram::{Decoys, RecordError, ScramRecord, ScramServer, ServerSettings, Sha1, Sha256, Stored};
use sasl_testkit::{Application, Ended, Pair};

fn found(name: &str) -> Found {
    match name {
        "amy" => Found::Account(records("pencil")),
        "old" => Found::Account(Records::default()),
        _ => Found::Unknown { canonical: name.to_lowercase() },
    }
}

fn log_in(profile: Profile, user: &str, password: &str) -> Ended {
    let line = Line::new(profile, Security::Verified);
    let choice = client_registry().choose([BARE], &line, &Preference::password()).unwrap();
    let application = Application::new().lookup(found).credentials(user, password);
    Pair::new(&offer(profile, &[]), choice, application).drive()
}

/// Every message, with what differs between any two logins masked.
fn shape(ended: &Ended) -> Vec<String> {
    let text = ended
        .transcript
        .iter()
        .map(|(from, message)| format!("{from:?} {}", str::from_utf8(message).unwrap()));
    text.map(|message| {
        let masked = message.split(',').map(|part| match part.as_bytes() {
            [name @ (b'n' | b's' | b'p'), b'=', value @ ..] => {
                format!("{}={}", char::from(*name), "*".repeat(value.len()))
            }
            _ => part.to_owned(),
        });
        masked.collect::<Vec<_>>().join(",")
    })
    .collect()
}

#[test]
fn a024_a026_a028_a124_the_three_cannot_be_distinguished() {
    for profile in [Profile::MAIL, Profile::LDAP] {
        let wrong = log_in(profile, "amy", "stylus");
        assert_eq!(shape(&wrong).len(), if profile.failure_data { 4 } else { 3 });
        for user in ["bob", "old", "eve"] {
            let other = log_in(profile, user, "pencil");
            assert_eq!(shape(&other), shape(&wrong), "{user}");
            assert_eq!(ended(&other.server), ended(&wrong.server), "{user}");
            assert_eq!(ended(&other.server).0, "bad-credentials");
            assert_eq!(other.client.unwrap_err(), *wrong.client.as_ref().unwrap_err());
        }
    }
    assert_eq!(ended(&log_in(Profile::MAIL, "amy", "pencil").server).0, "accepted");
}

fn settings(secret: u8, count: u32) -> ServerSettings {
    ServerSettings::new(Decoys::new([secret; 32], count))
}

fn challenge_of(settings: &ServerSettings, user: &str) -> Challenged {
    let registry = ServerRegistry::new().with(ScramServer::<Sha256>::bare(settings));
    let offer = registry.offer(&Connection::new(Profile::LDAP, Security::Verified));
    let mut application = Application::new().lookup(found);
    begin_in(&mut application, &offer, BARE, "n,,", &format!("n={user},r=a-nonce-by-hand")).unwrap()
}

fn salt(secret: u8, user: &str) -> Vec<u8> {
    let challenged = challenge_of(&settings(secret, COUNT), user);
    unbase64(value(&challenged.said, "s="))
}

#[test]
fn a025_an_unknown_name_keeps_its_salt_and_no_other_has_it() {
    assert_eq!(salt(7, "bob"), salt(7, "bob"));
    assert_eq!(salt(7, "bob").len(), 16);
    for other in ["bo", "bobb", "bob=2Cbob", "bob@example.org", "a"] {
        assert_ne!(salt(7, "bob"), salt(7, other), "{other}");
    }
    assert_ne!(salt(7, "bob"), salt(8, "bob"));
    let long = "b".repeat(200);
    assert_ne!(salt(7, &long), salt(7, &long[1..]));
}

#[test]
fn a146_the_canonical_spelling_decides() {
    assert_eq!(salt(7, "Bob"), salt(7, "bob"));
    assert_eq!(salt(7, "BOB"), salt(7, "bob"));
    assert_ne!(salt(7, "Bo"), salt(7, "bob"));
}

#[test]
fn a028_an_account_without_a_record_keeps_a_salt_of_its_own_name() {
    assert_eq!(salt(7, "old"), salt(7, "old"));
    assert_ne!(salt(7, "old"), salt(7, "bob"));
    assert_ne!(salt(7, "old"), salt(8, "old"));
}

#[test]
fn a024_a027_a_decoy_has_the_count_of_the_accounts() {
    for count in [1, 4096, 32_768] {
        let challenged = challenge_of(&settings(7, count), "bob");
        assert_eq!(value(&challenged.said, "i="), count.to_string());
    }
    // .. and an account its own.
    assert_eq!(value(&challenge_of(&settings(7, 4096), "amy").said, "i="), COUNT.to_string());
}

/// What becomes of a proof that somebody makes for a decoy.
fn proof(make: impl FnOnce(&Challenged) -> String) -> End {
    let mut application = Application::new().lookup(found);
    let first = FIRST.replace("amy", "bob");
    let challenged = begin_in(&mut application, &offer(Profile::LDAP, &[]), BARE, "n,,", &first).unwrap();
    let message = make(&challenged);
    challenged.answer(message)
}

#[test]
fn a010_a_decoy_matches_nothing() {
    let bad = ("bad-credentials", "e=invalid-proof".to_owned());
    for octets in [vec![0; 32], vec![0xff; 32], vec![7; 32], vec![0; 31], vec![0; 64]] {
        let end =
            proof(|challenged| format!("{},p={}", challenged.without_proof("n,,", b""), base64(&octets)));
        assert_eq!(end, bad, "{octets:?}");
    }
    for password in ["", "pencil", "bob"] {
        assert_eq!(proof(|c| c.proved(&c.without_proof("n,,", b""), password)), bad, "{password}");
    }
    for salted in [&[][..], &[0; 32]] {
        let end = proof(|challenged| {
            let without_proof = challenged.without_proof("n,,", b"");
            let proof = keys_of(salted).proof(&challenged.auth_message(&without_proof));
            format!("{without_proof},p={proof}")
        });
        assert_eq!(end, bad);
    }
}

#[test]
fn a010_a_decoy_matches_no_password_and_costs_like_an_account() {
    let decoy = Decoys::new([7; 32], 4096).record::<Sha256>();
    let verifier = decoy.verifier().unwrap();
    for password in ["pencil", "bob", "p\u{e4}ss"] {
        let password = Secret::new(password);
        assert_eq!(verifier.cost(&password), Cost::units(4096));
        let mut check = verifier.begin(&password);
        assert_eq!(check.advance(4094), None);
        assert_eq!(check.advance(1), Some(Check::NoMatch));
    }
    let amy = records("pencil");
    assert_eq!(amy.verifier().unwrap().cost(&Secret::new("pencil")), Cost::units(COUNT));
}

#[test]
fn a146_the_lookup_hears_the_name_once_decoded() {
    let mut names = Vec::new();
    let mut application = directory().lookup(|name| {
        names.push(name.to_owned());
        found(name)
    });
    let offer = offer(Profile::LDAP, &[]);
    drop(begin_in(&mut application, &offer, BARE, "n,,", "n=a=2Cb=3D2C,r=a-nonce-by-hand"));
    drop(application);
    assert_eq!(names, ["a,b=2C"]);
}

#[test]
fn a153_a_salt_follows_the_iteration_count_it_is_shown_with() {
    let shown = |count| {
        let challenged = challenge_of(&settings(7, count), "bob");
        (unbase64(value(&challenged.said, "s=")), value(&challenged.said, "i=").to_owned())
    };
    assert_eq!(shown(4096), shown(4096));
    assert_ne!(shown(4096).0, shown(8192).0);
}

#[test]
fn a152_an_account_may_have_the_salt_that_its_name_has_as_a_decoy() {
    let decoys = Decoys::new([7; 32], COUNT);
    assert_eq!(decoys.salt::<Sha256>("bob"), salt(7, "bob"), "while nobody has the name");
    assert_ne!(decoys.salt::<Sha256>("bob"), decoys.salt::<Sha1>("bob"));
    let derive = |salt: &[u8]| Stored::<Sha256>::derive_with_salt(&Secret::new("pencil"), COUNT, salt);
    let stored = derive(&decoys.salt::<Sha256>("bob")).unwrap().run();
    assert_eq!(stored.salt(), salt(7, "bob"), "and once an account has it");
    assert_eq!(derive(&[]).unwrap_err(), RecordError::Salt);
    assert_eq!(derive(&[1; 257]).unwrap_err(), RecordError::Salt);
}

#[test]
fn a010_a_decoy_of_a_record_looks_like_the_record_and_matches_nothing() {
    let password = Secret::new("pencil");
    let stored = Stored::<Sha256>::derive_with_salt(&password, COUNT, &[3; 16]).unwrap().run();
    let record = |decoy| if decoy { ScramRecord::decoy_of(&stored) } else { ScramRecord::new(&stored) };
    let end = |decoy| {
        let found = move |_: &str| Found::Account(Records::new([std::sync::Arc::new(record(decoy)) as _]));
        let mut application = Application::new().lookup(found);
        let challenged = begin_in(&mut application, &offer(Profile::LDAP, &[]), BARE, "n,,", FIRST).unwrap();
        let shown = challenged.said.split_once(",s=").unwrap().1.to_owned();
        let message = challenged.proved(&challenged.without_proof("n,,", b""), "pencil");
        (shown, challenged.answer(message).0)
    };
    let (real, decoy) = (end(false), end(true));
    assert_eq!(real.0, decoy.0);
    assert_ne!(real.1, "bad-credentials");
    assert_eq!(decoy.1, "bad-credentials");
    let check = |record: ScramRecord<Sha256>| {
        let verifier = record.verifier().unwrap();
        (verifier.cost(&password), verifier.begin(&password).advance(u32::MAX))
    };
    assert_eq!(check(record(true)), (Cost::units(COUNT), Some(Check::NoMatch)));
    assert_eq!(check(record(false)), (Cost::units(COUNT), Some(Check::Match)));
}
