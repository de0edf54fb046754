//! Migration from another system: two commands, and all accounts can log in.
use crate::support::{Data, Serve, until};
use serde_json::Value;

/// A Dovecot passwd-file, and the password of each line.
pub(crate) const USERS: [(&str, &str, &str); 6] = [
    (
        "bob",
        "{SCRAM-SHA-256}4096,LfNGSFqiFykEZ1xDAYlnKQ==,HACNf9CII7cMz3XjRy/Oh3Ae2LHApoDyNw74d3YtFws=,\
         AQH0j7Hf8J12g8eNBadvzlNB2am3PxgNwFCFd3RxEaw=",
        "test",
    ),
    ("carol", "{CRAM-MD5}e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6", "test"),
    ("dave", "{BLF-CRYPT}$2y$05$abcdefghijklmnopqrstuu680Yiaj5hFUaJTH/rTAcbA2PQEGfiZu", "pencil"),
    (
        "erin@example.org",
        "{ARGON2ID}$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "password",
    ),
    ("user@example.com", "{DIGEST-MD5}241dc523d512ee3f7608549fd1f9dd1b", "pencil"),
    ("frank", "{PBKDF2}$1$salt$2$ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957", "password"),
];

pub(crate) fn passwd_file() -> String {
    let line =
        |(name, record, _): &(&str, &str, &str)| format!("{name}:{record}:1000:1000::/home/{name}::\n");
    ["# users\n\n".to_owned(), USERS.iter().map(line).collect()].concat()
}

/// Writes it beside the folder of the accounts.
pub(crate) fn file(data: &Data, text: &str) -> String {
    let path = data.home().join("users");
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn waiting(data: &Data) -> Vec<Value> {
    data.json(&["password", "upgrade-report"])["waiting"].as_array().expect("a list").clone()
}

#[test]
fn a_passwd_file_of_mixed_schemes_moves_in_with_two_commands() {
    let data = Data::none();
    let users = file(&data, &passwd_file());
    let imported = data.json(&["password", "import", &users, "--format", "dovecot"]);
    assert_eq!(
        (imported["imported"].as_u64(), imported["refused"].as_array().map(Vec::len)),
        (Some(6), Some(0))
    );
    assert_eq!(waiting(&data).len(), 6);
    assert_eq!(
        data.json(&["account", "show", "dave"])["records"],
        serde_json::json!([{ "mechanism": "PLAIN" }])
    );
    let serve = Serve::on(&data);
    // No SCRAM mechanism has a record of every account.
    assert!(serve.offered(true).contains("PLAIN") && !serve.offered(true).contains("SCRAM-"));
    for (name, _, password) in USERS {
        let wrong = serve.login_as("imaps", name, "wonderland", Some("PLAIN"));
        assert_eq!(
            (wrong.code, serve.result().as_str()),
            (1, "rejected:bad-credentials"),
            "{name}: {wrong:?}"
        );
        let right = serve.login_as("imaps", name, password, Some("PLAIN"));
        assert_eq!((right.code, serve.result().as_str()), (0, "accepted"), "{name}: {right:?}");
    }
    until("all have every record", || waiting(&data).is_empty());
    let report = data.json(&["password", "upgrade-report"]);
    let mechanisms = report["mechanisms"].as_array().expect("a list");
    assert!(mechanisms.iter().all(|one| one["everybody"] == true && one["accounts"] == 6), "{report}");
    // Now all mechanisms are offered.
    until("what was withheld is offered", || {
        serve.login_as("imaps", "bob", "test", Some("SCRAM-SHA3-512")).code == 0
    });
    for (name, _, password) in USERS {
        for mechanism in ["SCRAM-SHA-512-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"] {
            let said = serve.login_as("imaps", name, password, Some(mechanism));
            assert_eq!(said.code, 0, "{name} {mechanism}: {said:?}");
        }
    }
    // Nothing of the other system's records remains: they would overwrite the present ones.
    let exported = data.run(&["password", "export", "--format", "phc"]);
    assert_eq!((exported.code, exported.out.as_str()), (1, ""));
}

#[test]
fn an_export_equals_the_import() {
    let data = Data::none();
    let users = file(&data, &passwd_file());
    data.done(&["password", "import", &users, "--format", "dovecot"]);
    let exported = data.run(&["password", "export", "--format", "dovecot"]);
    assert_eq!(exported.code, 0, "{exported:?}");
    let mut expected: Vec<_> = USERS.iter().map(|(name, record, _)| format!("{name}:{record}")).collect();
    expected.sort();
    assert_eq!(exported.out.lines().collect::<Vec<_>>(), expected);
    let bob = data.run(&["password", "export", "bob", "--format", "postgresql"]);
    assert!(bob.out.starts_with("bob:SCRAM-SHA-256$4096:LfNGSFqiFykEZ1xDAYlnKQ==$"), "{bob:?}");
    let carol = data.run(&["password", "export", "carol", "--format", "postgresql"]);
    assert_eq!((carol.code, carol.out.as_str()), (1, ""));
    // Ours, without what the other system cannot express.
    data.done(&["account", "add", "zoe"]);
    data.set_password("zoe", "wonderland");
    let zoe = data.run(&["password", "export", "zoe", "--format", "dovecot", "--json"]);
    let left_out = zoe.json()["left_out"].as_array().expect("a list").clone();
    assert_eq!(left_out, ["SCRAM-SHA-512", "SCRAM-SHA3-512", "SCRAM-SHA-1"].map(Value::from));
    let kafka = data.run(&["password", "export", "zoe", "--format", "kafka"]);
    assert_eq!(kafka.out.lines().count(), 2, "{kafka:?}");
}

#[test]
fn each_systems_lines_are_read_and_written() {
    let data = Data::none();
    let keys =
        ("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=", "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
    let (stored, server, salt) = (keys.0, keys.1, "W22ZaJ0SNY7soEsUEjb6gQ==");
    let rfc = format!("user:SCRAM-SHA-256$4096:{salt}${stored}:{server}");
    for (format, line) in [
        ("rfc5803", rfc.clone()),
        ("postgresql", rfc.clone()),
        ("gsasl", format!("user:{{SCRAM-SHA-256}}4096,{salt},{stored},{server}")),
        (
            "kafka",
            format!("user:SCRAM-SHA-256=salt={salt},stored_key={stored},server_key={server},iterations=4096"),
        ),
        (
            "mongodb",
            format!(
                r#"{{"credentials":{{"SCRAM-SHA-256":{{"iterationCount":4096,"salt":"{salt}","serverKey":"{server}","storedKey":"{stored}"}}}},"user":"user"}}"#
            ),
        ),
        (
            "ejabberd",
            format!(
                r#"{{"iterationcount":4096,"password":"sha256:{stored}","salt":"{salt}","serverkey":"{server}","username":"user"}}"#
            ),
        ),
    ] {
        let users = file(&data, &format!("{line}\n"));
        let said = data_free(&["password", "convert", &users, "--from", format, "--to", "rfc5803"]);
        assert_eq!((said.code, said.out.trim_end()), (0, rfc.as_str()), "{format}: {said:?}");
        let users = file(&data, &format!("{rfc}\n"));
        let said = data_free(&["password", "convert", &users, "--from", "rfc5803", "--to", format]);
        assert_eq!((said.code, said.out.trim_end()), (0, line.as_str()), "{format}: {said:?}");
    }
    // mox: records that allow logging in become keys.
    let salted = "xKSVEDI6tPlSysH6mUQZOeeOp01r6B3fcJbodRPcYV0=";
    let line = format!(
        r#"{{"name":"user","scramsha256":{{"Salt":"{salt}","Iterations":4096,"SaltedPassword":"{salted}"}}}}"#
    );
    let users = file(&data, &format!("{line}\n"));
    let said = data_free(&["password", "convert", &users, "--from", "mox", "--to", "rfc5803"]);
    assert_eq!(said.out.trim_end(), rfc, "{said:?}");
    let back = data_free(&["password", "convert", &users, "--from", "mox", "--to", "mox"]);
    assert_eq!((back.code, back.out.as_str()), (1, ""));
}

fn data_free(arguments: &[&str]) -> crate::support::Said {
    crate::support::output(crate::support::command(arguments))
}
