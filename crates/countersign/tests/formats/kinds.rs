//! Unknown users cost what accounts cost, whatever checks them.
use crate::support::good;
use countersign::{
    Credentials, Entropy, Recipe, RecordProfile, Secret, Step,
    formats::{dovecot, phc},
    plain::PlainServer,
    sasl::{
        Cost, Profile, Security, ServerRegistry,
        server::{self, Ask, Found},
    },
    scram::{DecoyProfiles, Decoys, Sha256},
};
use std::{collections::HashSet, sync::Arc};

const BCRYPT: &str = "$2y$05$abcdefghijklmnopqrstuu680Yiaj5hFUaJTH/rTAcbA2PQEGfiZu";
const ARGON2ID: &str = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

fn accounts() -> Vec<Credentials> {
    let derive = |iterations, entropy| {
        let recipe = Recipe::default().with_iterations(iterations);
        Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new([entropy; 32])).unwrap().run()
    };
    vec![
        derive(4321, 1),
        derive(5000, 2),
        good(phc::read(BCRYPT)),
        good(phc::read(ARGON2ID)),
        good(dovecot::read("{DIGEST-MD5}dcea7dc1023b1e8a920c5260f2c65188", "user")),
        good(dovecot::read("{PBKDF2}$1$salt$2$ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957", "user")),
        good(dovecot::read(
            "{CRAM-MD5}7f47ace0e2af8f6cdeb72c03243a8c87834e19104164d6a42de72d243adb4080",
            "user",
        )),
    ]
}

/// What PLAIN asks for in work.
fn cost(registry: &ServerRegistry, user: &str, found: impl FnOnce(&str) -> Found) -> Cost {
    let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
    let message = format!("\0{user}\0p\u{e4}sswort\u{b2}");
    let step = offer.start("PLAIN", Some(message.as_bytes()), Entropy::new([3; 32])).unwrap();
    let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!("a question") };
    let found = found(asked.user());
    let Step::Work(work) = asked.verify_against(found) else { panic!("work") };
    let cost = work.cost();
    let Step::Done(_) = work.run() else { panic!("nobody has this password") };
    cost
}

#[test]
fn a150_plain_work_for_unknown_names_follows_the_accounts() {
    let accounts = accounts();
    let kinds: Vec<RecordProfile> = accounts.iter().map(Credentials::kind).collect();
    assert_eq!(kinds.iter().collect::<HashSet<_>>().len(), kinds.len(), "all are different");
    let population = DecoyProfiles::new(kinds.iter().map(|kind| kind.template(1)));
    let decoys = Decoys::new([7; 32], 4096).with_population(population);
    let registry = ServerRegistry::new().with(PlainServer::new(Arc::new(decoys.record::<Sha256>())));
    let known: HashSet<Cost> = accounts
        .iter()
        .map(|account| cost(&registry, "amy", |_| Found::Account(account.records())))
        .collect();
    assert_eq!(known.len(), accounts.len());
    let unknown = |name: usize| {
        cost(&registry, &format!("nobody{name}"), |user| Found::Unknown { canonical: user.into() })
    };
    let seen: HashSet<Cost> = (0..200).map(unknown).collect();
    assert_eq!(seen, known, "what an unknown user costs is what some account costs, and all of them are met");
    // A name keeps its kind.
    assert!((0..20).all(|name| unknown(name) == unknown(name)));
}

#[test]
fn a_kind_tells_nothing_of_the_account() {
    let one = good(dovecot::read("{PBKDF2}$1$salt$2$ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957", "user"));
    let other = good(dovecot::read("{PBKDF2}$1$tlas$2$ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957", "user"));
    assert_eq!(one.kind(), other.kind());
    assert!(!format!("{:?}", one.kind()).contains("ea6c"));
}

#[test]
fn a158_work_states_its_memory_for_accounts_and_decoys_alike() {
    let text = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    let argon2id = good(phc::read(text));
    let salt_and_hash =
        "TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA";
    let scrypt = good(phc::read(&format!("$scrypt$ln=10,r=8,p=16${salt_and_hash}")));
    for (credentials, kib) in [(argon2id, 256), (scrypt, 1024 + 16)] {
        let population = DecoyProfiles::new([credentials.kind().template(1)]);
        let decoys = Decoys::new([7; 32], 4096).with_population(population);
        let registry = ServerRegistry::new().with(PlainServer::new(Arc::new(decoys.record::<Sha256>())));
        let known = cost(&registry, "amy", |_| Found::Account(credentials.records()));
        let unknown = cost(&registry, "nobody", |user| Found::Unknown { canonical: user.into() });
        assert_eq!((known.memory(), unknown), (kib * 1024, known));
    }
}
