//! Decoys of a directory with several kinds of accounts.
use crate::{
    ends::value,
    reference::{base64, unbase64},
};
use sasl_core::{
    Cost, Profile, Records, Secret, Security, ServerRegistry, Step,
    mechanism::{Mechanism, Record},
    server::{Connection, Found},
};
use sasl_scram::{
    CanonicalName, DecoyProfile, DecoyProfiles, Decoys, Parameters, SaltFormat, ScramRecord, ScramServer,
    ServerSettings, Sha1, Sha256, Sha512, Stored,
};
use sasl_testkit::{Application, entropy};
use std::{collections::BTreeMap, sync::Arc};

const RECIPE: u32 = 32_768;
const BASE36: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
const HASHES: [&str; 3] = ["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"];

fn templates() -> [DecoyProfile; 3] {
    [
        // Made here.
        DecoyProfile::new(600)
            .with::<Sha256>(Parameters::new(RECIPE))
            .with::<Sha512>(Parameters::new(RECIPE)),
        // Taken over from Prosody: SCRAM-SHA-1 alone, the salt a UUID.
        DecoyProfile::new(300).with::<Sha1>(Parameters::new(10_000).with_salt(36, SaltFormat::Uuid)),
        // .. and from Kafka.
        DecoyProfile::new(100)
            .with::<Sha256>(Parameters::new(8192).with_salt(25, SaltFormat::Characters(BASE36)))
            .with::<Sha512>(Parameters::new(4096).with_salt(25, SaltFormat::Characters(BASE36))),
    ]
}

/// An account of each of the three kinds; its salts are made up.
fn account(kind: usize) -> Records {
    fn record<H: sasl_scram::Hash>(salt: &[u8], count: u32, key: &[u8]) -> Arc<dyn Record> {
        Arc::new(ScramRecord::new(&Stored::<H>::new(salt, count, key, key).unwrap()))
    }
    Records::new(match kind {
        0 => vec![
            record::<Sha256>(&[0xc3; 16], RECIPE, &[1; 32]),
            record::<Sha512>(&[0x9d; 16], RECIPE, &[1; 64]),
        ],
        1 => vec![record::<Sha1>(b"0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f0", 10_000, &[1; 20])],
        _ => vec![
            record::<Sha256>(b"1x0vpzq7k2m9n4b8c5d6f3g0h", 8192, &[1; 32]),
            record::<Sha512>(b"z9y8x7w6v5u4t3s2r1q0p9o8n", 4096, &[1; 64]),
        ],
    })
}

fn found(name: &str) -> Found {
    match name.strip_prefix("kind-") {
        Some(kind) => Found::Account(account(kind.parse().unwrap())),
        None => Found::Unknown { canonical: name.into() },
    }
}

fn decoys() -> Decoys {
    Decoys::new([7; 32], RECIPE).with_population(DecoyProfiles::new(templates()))
}

fn registry() -> ServerRegistry {
    let settings = ServerSettings::new(decoys());
    ServerRegistry::new()
        .with(ScramServer::<Sha1>::bare(&settings))
        .with(ScramServer::<Sha256>::bare(&settings))
        .with(ScramServer::<Sha512>::bare(&settings))
}

/// The server-first-message.
fn challenge(registry: &ServerRegistry, mechanism: &str, user: &str) -> String {
    let offer = registry.offer(&Connection::new(Profile::XMPP, Security::Verified));
    let first = format!("n,,n={user},r=a-nonce-by-hand");
    let Ok(Step::Ask(ask)) = offer.start(mechanism, Some(first.as_bytes()), entropy(2)) else { panic!() };
    let Step::Send { message, .. } = Application::new().lookup(found).answer_server(ask) else { panic!() };
    String::from_utf8(message.to_vec()).unwrap()
}

/// What can be told of a salt.
fn alphabet(salt: &[u8]) -> &'static str {
    let dashes = salt.len() == 36 && [8, 13, 18, 23].iter().all(|at| salt[*at] == b'-');
    let version = || salt[14] == b'4' && b"89ab".contains(&salt[19]);
    let hex = || salt.iter().all(|c| *c == b'-' || c.is_ascii_digit() || (b'a'..=b'f').contains(c));
    if dashes && version() && hex() {
        "uuid"
    } else if salt.iter().all(|c| BASE36.as_bytes().contains(c)) {
        "base 36"
    } else {
        "octets"
    }
}

/// Iterations, octets and alphabet of the salt, for every hash.
type Parameter = [(u32, usize, &'static str); 3];

fn seen(registry: &ServerRegistry, user: &str) -> Parameter {
    HASHES.map(|mechanism| {
        let said = challenge(registry, mechanism, user);
        let salt = unbase64(value(&said, "s="));
        (value(&said, "i=").parse().unwrap(), salt.len(), alphabet(&salt))
    })
}

#[test]
fn a024_decoys_are_distributed_like_the_accounts_for_all_hashes() {
    const NAMES: u32 = 10_000;
    let registry = registry();
    let mut counts: BTreeMap<Parameter, u32> = BTreeMap::new();
    for name in 0..NAMES {
        *counts.entry(seen(&registry, &format!("nobody{name}"))).or_default() += 1;
    }
    // Three kinds and no other combination, each what an account of the kind shows ..
    let accounts = [(0, 600), (1, 300), (2, 100)]
        .map(|(kind, weight)| (seen(&registry, &format!("kind-{kind}")), weight));
    assert_eq!(counts.len(), 3, "{counts:?}");
    for (parameters, weight) in accounts {
        let share = f64::from(weight) / 1000.0;
        let got = f64::from(counts[&parameters]);
        // .. and as many of each, within four standard deviations.
        let deviation = (f64::from(NAMES) * share * (1.0 - share)).sqrt();
        assert!((got - f64::from(NAMES) * share).abs() < 4.0 * deviation, "{parameters:?}: {got}");
    }
}

#[test]
fn a024_a_name_keeps_profile_and_salts_with_secret_and_weights() {
    for name in ["bob", "nobody1", "nobody2", "nobody3", "z\u{f6}e"] {
        for mechanism in HASHES {
            assert_eq!(challenge(&registry(), mechanism, name), challenge(&registry(), mechanism, name));
        }
    }
    let salts: std::collections::BTreeSet<_> =
        HASHES.map(|mechanism| value(&challenge(&registry(), mechanism, "bob"), "s=").to_owned()).into();
    assert_eq!(salts.len(), 3, "every hash has its own");
}

#[test]
fn a028_a_hash_missing_in_a_profile_is_answered_as_in_an_account() {
    let registry = registry();
    assert_eq!(seen(&registry, "kind-1")[1], (RECIPE, 16, "octets"));
    assert_eq!(seen(&registry, "kind-0")[0], (RECIPE, 16, "octets"));
}

#[test]
fn a028_a146_an_account_without_a_record_shows_one_salt_by_all_its_names() {
    let registry = registry();
    let offer = registry.offer(&Connection::new(Profile::XMPP, Security::Verified));
    let shown = |user: &str, canonical: &'static str| {
        let first = format!("n,,n={user},r=a-nonce-by-hand");
        let step = offer.start("SCRAM-SHA-1", Some(first.as_bytes()), entropy(2));
        let Ok(Step::Ask(ask)) = step else { panic!() };
        let named = move |_: &str| {
            let name: Arc<dyn Record> = Arc::new(CanonicalName::new(canonical));
            Found::Account(Records::new([name]))
        };
        let Step::Send { message, .. } = Application::new().lookup(named).answer_server(ask) else {
            panic!()
        };
        let said = String::from_utf8(message.to_vec()).unwrap();
        (value(&said, "s=").to_owned(), value(&said, "i=").to_owned())
    };
    let bob = shown("bob", "bob");
    assert_eq!(bob, shown("BOB", "bob"));
    assert_eq!(bob, shown("bob@example.org", "bob"));
    assert_ne!(bob.0, shown("bob", "alice").0);
    assert_eq!(bob.1, RECIPE.to_string(), "whatever kind the name would have if nobody had it");
}

#[test]
fn a024_the_messages_of_a_kind_have_one_length() {
    let registry = registry();
    let mut lengths: BTreeMap<Parameter, [usize; 3]> = BTreeMap::new();
    for user in (0..100).map(|name| format!("nobody{name:03}")) {
        let lengths_now = HASHES.map(|mechanism| challenge(&registry, mechanism, &user).len());
        assert_eq!(*lengths.entry(seen(&registry, &user)).or_insert(lengths_now), lengths_now);
    }
}

#[test]
fn a027_a_password_that_is_sent_as_such_costs_what_the_kind_costs() {
    let decoy = decoys().record::<Sha256>();
    let costs: BTreeMap<Cost, u32> = (0..1000).fold(BTreeMap::new(), |mut costs, name| {
        let record = decoy.decoy_for(&format!("nobody{name}")).unwrap();
        let cost = record.verifier().unwrap().cost(&Secret::new("pencil"));
        *costs.entry(cost).or_default() += 1;
        costs
    });
    // Those made here, those with SCRAM-SHA-1, those from Kafka.
    assert!(costs.keys().copied().eq([8192, 10_000, RECIPE].map(Cost::units)), "{costs:?}");
    assert!(costs.values().all(|count| *count > 50), "{costs:?}");
    // One recipe: one record for all.
    assert!(Decoys::new([7; 32], 4096).record::<Sha256>().decoy_for("nobody").is_none());
}

#[test]
fn a_kind_may_check_passwords_with_a_record_of_its_own() {
    let slow: Arc<dyn Record> = Arc::new(Decoys::new([1; 32], 77).record::<Sha1>());
    let template = DecoyProfile::new(1).with::<Sha256>(Parameters::new(5)).checking_passwords_with(slow);
    let decoys =
        Decoys::new([7; 32], 5).with_population(DecoyProfiles::new([template, DecoyProfile::new(0)]));
    let record = decoys.record::<Sha256>().decoy_for("bob").unwrap();
    assert_eq!(record.verifier().unwrap().cost(&Secret::new("x")), Cost::units(77));
}

#[test]
fn salts_are_clamped_to_what_there_is_room_for() {
    for (asked, got) in [(0, 1), (1, 1), (17, 17), (64, 64), (65, 64), (usize::MAX, 64)] {
        for alphabet in [SaltFormat::Octets, SaltFormat::Characters("ab"), SaltFormat::Characters("")] {
            let template = DecoyProfile::new(1).with::<Sha1>(Parameters::new(5).with_salt(asked, alphabet));
            let decoys = Decoys::new([7; 32], 5).with_population(DecoyProfiles::new([template]));
            let registry =
                ServerRegistry::new().with(ScramServer::<Sha1>::bare(&ServerSettings::new(decoys)));
            let salt = unbase64(value(&challenge(&registry, "SCRAM-SHA-1", "bob"), "s="));
            assert_eq!(salt.len(), got);
            assert_ne!(base64(&salt), "");
        }
    }
    assert_eq!(ScramServer::<Sha1>::bare(&ServerSettings::new(decoys())).name().as_str(), HASHES[0]);
}

#[test]
fn a153_decoys_change_their_salts_with_the_profiles_parameters() {
    let shown = |parameters: Parameters, name: &str| {
        let template = DecoyProfile::new(1).with::<Sha1>(parameters);
        let decoys = Decoys::new([7; 32], RECIPE).with_population(DecoyProfiles::new([template]));
        let registry = ServerRegistry::new().with(ScramServer::<Sha1>::bare(&ServerSettings::new(decoys)));
        unbase64(value(&challenge(&registry, "SCRAM-SHA-1", name), "s="))
    };
    let salt = |count, octets, alphabet| Parameters::new(count).with_salt(octets, alphabet);
    for name in (0..100).map(|name| format!("nobody{name}")) {
        let before = shown(salt(4096, 16, SaltFormat::Octets), &name);
        assert_eq!(before, shown(salt(4096, 16, SaltFormat::Octets), &name));
        assert_ne!(before, shown(salt(8192, 16, SaltFormat::Octets), &name));
        let longer = shown(salt(4096, 20, SaltFormat::Octets), &name);
        assert_ne!(before, longer[..16], "not the same salt, cut off");
    }
}
