//! Rejected lines: each with its number and reason, and nothing else changes.
use crate::{
    import::{USERS, file, passwd_file},
    support::{Data, command, output},
};
use std::{fs::OpenOptions, io::Write as _, process::Stdio};

fn accounts(data: &Data) -> usize {
    let said = data.run(&["account", "list"]);
    said.out.lines().count()
}

#[test]
fn one_bad_line_and_nothing_is_imported_unless_it_is_skipped() {
    let data = Data::none();
    let bad = [
        "greta:{PLAIN}wonderland",
        "harry:{SHA512-CRYPT}$6$salt$hash",
        "ida:wonderland",
        "no colon",
        ":{CRAM-MD5}00",
        // The record of the empty password.
        "jim:{SCRAM-SHA-256}4096,hpFyHTUsSWcR7O9P,LgZFIt6Oqdo27ZFKbZ2nV+vtnYM995pDh9ca6WSi120=,\
         qVV5NeluNfUPkwm7Vqat25RjSPLkGeoZBQs6wVv+um4=",
        "kim:{SCRAM-SHA-256}2000000,LfNGSFqiFykEZ1xDAYlnKQ==,HACNf9CII7cMz3XjRy/Oh3Ae2LHApoDyNw74d3YtFws=,\
         AQH0j7Hf8J12g8eNBadvzlNB2am3PxgNwFCFd3RxEaw=",
        "tab\there:{CRAM-MD5}e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6",
    ];
    let users = file(&data, &format!("{}{}\n", passwd_file(), bad.join("\n")));
    let import = ["password", "import", &users, "--format", "dovecot"];
    let said = data.run(&import);
    assert_eq!(said.code, 1, "{said:?}");
    let first = passwd_file().lines().count() + 1;
    for (at, reason) in [
        "a password, not a record",
        "SHA512-CRYPT",
        "perhaps a password",
        "not NAME:RECORD",
        "hexadecimal digits",
        "the record of the empty password",
        "2000000 iterations",
        "control character",
    ]
    .iter()
    .enumerate()
    {
        let line = format!("line {}: ", first + at);
        assert!(
            said.out.lines().any(|said| said.starts_with(&line) && said.contains(reason)),
            "{line}{reason}: {said:?}"
        );
    }
    assert!(!said.out.contains("wonderland") && !said.err.contains("wonderland"));
    assert_eq!(accounts(&data), 0, "nothing was imported");
    let said = data.run(&[&import[..], &["--skip-refused", "--json"]].concat());
    assert_eq!((said.code, said.json()["imported"].as_u64()), (0, Some(6)), "{said:?}");
    assert_eq!(said.json()["refused"].as_array().map(Vec::len), Some(bad.len()));
    assert_eq!(accounts(&data), USERS.len());
    // At the second import all of them exist.
    let said = data.run(&[&import[..], &["--skip-refused", "--json"]].concat());
    assert_eq!(said.json()["imported"].as_u64(), Some(0));
    assert_eq!(accounts(&data), USERS.len());
}

#[test]
fn a_torn_file_names_that_collide_and_names_that_are_taken_are_refused() {
    let data = Data::new();
    let record = "{CRAM-MD5}e02d374fde0dc75a17a557039a3a5338c7743304777dccd376f332bee68d2cf6";
    for (text, reason) in [
        (format!("bob:{record}\ncarol:{record}"), "line 2: the line has no line ending"),
        (format!("bob:{record}\ncarol:{}\n", &record[..40]), "line 2: the keys"),
        (format!("bob:{record}\nbob:{record}\n"), "line 2: line 1 has the same name"),
        (format!("zo\u{eb}:{record}\nZoe\u{308}:{record}\n"), "line 2: line 1 has the same name"),
        // U+2168 is sent as IX by clients that prepare names.
        (format!("\u{2168}:{record}\nix:{record}\n"), "line 2: line 1 has the same name"),
        (format!("bob:{record}\nALICE:{record}\n"), "line 2: ALICE is taken"),
        (format!("bob:{record}\nAlice@Example.ORG:{record}\n"), "line 2: Alice@Example.ORG is taken"),
        (format!("bob :{record}\n"), "line 1: the name begins or ends with a space"),
        (format!("alice#phone:{record}\n"), "line 1: "),
    ] {
        let users = file(&data, &text);
        let said = data.run(&["password", "import", &users, "--format", "dovecot"]);
        assert_eq!(said.code, 1, "{text}: {said:?}");
        assert!(said.out.contains(reason), "{text}: {said:?}");
        assert_eq!(accounts(&data), 1, "{text}");
    }
    let octets = [b"bob:".as_slice(), &[0xff, 0xfe], b"\n"].concat();
    let path = data.home().join("octets");
    std::fs::write(&path, octets).unwrap();
    let said = data.run(&["password", "import", path.to_str().unwrap(), "--format", "dovecot"]);
    assert!(said.code == 1 && said.out.contains("line 1: the line is not UTF-8"), "{said:?}");
}

#[test]
fn a_name_that_clients_prepare_is_found_under_both_of_its_forms() {
    let data = Data::none();
    let record = USERS[0].1;
    let users = file(&data, &format!("\u{2168}:{record}\n"));
    data.done(&["password", "import", &users, "--format", "dovecot"]);
    for name in ["\u{2168}", "IX", "ix"] {
        assert_eq!(data.json(&["account", "show", name])["name"], "\u{2168}");
    }
}

#[test]
fn a_database_lost_during_an_import_is_an_error_and_gets_nothing() {
    let data = Data::new();
    let pipe = data.home().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo of coreutils");
    assert!(made.success());
    let mut import = command(&[
        "password",
        "import",
        pipe.to_str().unwrap(),
        "--format",
        "dovecot",
        "--data",
        data.folder(),
    ]);
    import.stdout(Stdio::piped()).stderr(Stdio::piped());
    let import = import.spawn().expect("it starts");
    // It has opened the database, and waits for input: opening a pipe for writing waits for its reader.
    let mut writer = OpenOptions::new().write(true).open(&pipe).unwrap();
    let away = data.home().join("away");
    std::fs::rename(data.folder(), &away).unwrap();
    writer.write_all(passwd_file().as_bytes()).unwrap();
    drop(writer);
    let said = import.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&said.stderr).into_owned();
    assert_eq!(said.status.code(), Some(5), "{err}");
    std::fs::rename(&away, data.folder()).unwrap();
    assert_eq!(accounts(&data), 1, "nothing was imported");
    let said =
        output(command(&["password", "import", "/nowhere", "--format", "dovecot", "--data", data.folder()]));
    assert_eq!(said.code, 2, "{said:?}");
}
