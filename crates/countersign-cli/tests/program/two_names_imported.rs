//! Salts of accounts imported from another system, which chose their salts.
use crate::support::{Data, Serve, command, output, until};

const HASH: &str = "SCRAM-SHA-256";
const PASSWORD: &str = "a password from before";
const NAMES: [&str; 4] = ["anna", "bert", "cora", "dora"];
const UNKNOWN: [&str; 4] = ["mallory", "trudy", "oscar", "eve"];

/// Makes accounts as PostgreSQL stores them, two with an address.
fn world() -> Data {
    let data = Data::none();
    let mut lines = String::new();
    for name in NAMES {
        let mut derive = command(&["password", "derive", "--iterations", "4096", "--json"]);
        derive.env("COUNTERSIGN_PASSWORD", PASSWORD);
        let records = output(derive).json()["records"].clone();
        let records = records.as_array().expect("a list").clone();
        let record = records.iter().filter_map(|record| record.as_str()).find(|text| text.starts_with(HASH));
        lines.push_str(&format!("{name}:{}\n", record.expect("one for this hash")));
    }
    let file = data.home().join("records");
    std::fs::write(&file, lines).expect("a file");
    data.done(&["password", "import", file.to_str().expect("UTF-8"), "--format", "postgresql"]);
    for name in &NAMES[..2] {
        data.done(&["account", "address", "add", name, &format!("{name}@example.org")]);
    }
    data
}

fn all() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(UNKNOWN)
}

#[test]
fn a152_a_name_near_an_imported_account_shows_its_salt_and_rejects_logins() {
    let data = world();
    let serve = Serve::on(&data);
    for name in all() {
        let (seen, address) = (serve.shown(HASH, name), format!("{name}@example.org"));
        assert_eq!(seen, serve.shown(HASH, &address), "{name}");
        assert_eq!(seen.1, "4096", "{name}");
        assert_ne!(seen, serve.shown(HASH, &format!("{name}@unserved.example")), "{name}");
    }
    for mechanism in [HASH, "PLAIN"] {
        for (name, code) in [("anna@example.org", 0), ("cora", 0), ("cora@example.org", 1)] {
            let said = serve.login_as("imaps", name, PASSWORD, Some(mechanism));
            assert_eq!(said.code, code, "{mechanism} {name}: {said:?}");
        }
    }
}

#[test]
fn a153_a_migration_changes_unknown_names_salts_like_those_of_accounts() {
    let data = world();
    let serve = Serve::on(&data);
    let look = || all().map(|name| serve.shown(HASH, name)).collect::<Vec<_>>();
    let before = look();
    assert!(before.iter().all(|(_, count)| count == "4096"), "{before:?}");
    for name in NAMES {
        assert_eq!(serve.login_as("imaps", name, PASSWORD, Some("PLAIN")).code, 0, "{name}");
    }
    until("all have every record, and unknown names follow", || {
        look().iter().all(|(_, count)| count == "32768")
    });
    let after = look();
    for ((name, before), after) in all().zip(&before).zip(&after) {
        assert_ne!(before.0, after.0, "{name}");
        assert_eq!(*after, serve.shown(HASH, &format!("{name}@example.org")), "{name}");
    }
    for name in ["anna@example.org", "cora"] {
        assert_eq!(serve.login_as("imaps", name, PASSWORD, Some(HASH)).code, 0, "{name}");
    }
    // From here on it remains, whatever happens to the account.
    data.done(&["account", "remove", "dora"]);
    assert_eq!(serve.shown(HASH, "dora").0, after[3].0);
}
