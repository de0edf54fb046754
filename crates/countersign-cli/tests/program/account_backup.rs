//! `account backup` and `account restore`.
use crate::support::{Data, Key, Protocol::Imap, Said, Serve, command, output};
use serde_json::Value;
use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

fn back_up(data: &Data, file: &Path) -> Said {
    data.run(&["account", "backup", file.to_str().unwrap()])
}

fn restore(data: &Data, file: &Path) -> Said {
    data.run(&["account", "restore", file.to_str().unwrap()])
}

/// Makes alice with a key and an app password, and bob, who is disabled; returns the app password.
fn full(key: &Key) -> (Data, String) {
    let data = Data::with_key(key, &[]);
    data.done(&["account", "disable", "bob"]);
    let app = data.json(&["password", "app", "add", "alice", "phone"]);
    (data, app["password"].as_str().unwrap().to_owned())
}

/// Returns the salt of an unknown name, which follows from the directory's secret.
fn decoy(serve: &Serve) -> String {
    let mut wire = serve.clear(Imap);
    let first = crate::support::base64("n,,n=nobody,r=0123456789abcdef");
    wire.send(format!("t AUTHENTICATE SCRAM-SHA-256 {first}\r\n"));
    let line = wire.line();
    let text = String::from_utf8(crate::support::octets(line.trim_start_matches("+ "))).unwrap();
    text.split(',').find(|part| part.starts_with("s=")).unwrap().to_owned()
}

#[test]
fn all_of_it_comes_back_while_a_server_runs() {
    let key = Key::new();
    let (data, app) = full(&key);
    let serve = Serve::on(&data);
    let file = data.home().join("backup");
    assert_eq!(back_up(&data, &file).code, 0);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let (shown, salt) = (data.json(&["account", "show", "alice"]), decoy(&serve));
    for other in [Data::none(), Data::no_folder()] {
        let said = restore(&other, &file);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
        assert_eq!(other.json(&["account", "show", "alice"]), shown);
        assert_eq!(other.json(&["account", "show", "bob"])["state"], "disabled");
        let serve = Serve::on(&other);
        assert_eq!(decoy(&serve), salt, "unknown names look as before");
        let login = |user: &str, password: &str| serve.login_as("imaps", user, password, None).code;
        assert_eq!(login("alice@example.org", "wonderland"), 0);
        assert_eq!(login("alice#phone", &app), 0);
        assert_eq!(login("bob", "wonderland"), 1);
        let greeting = serve.keyed(Imap, key.credential()).line();
        assert!(greeting.starts_with("* PREAUTH "), "{greeting}");
        // A backup of it is the same, except for the number of the change.
        let again = other.home().join("again");
        assert_eq!(back_up(&other, &again).code, 0);
        let rows = |file: &Path| -> Vec<Value> {
            let text = fs::read_to_string(file).unwrap();
            let lines = text.lines().skip(1).map(|line| serde_json::from_str::<Value>(line).unwrap());
            lines
                .map(|mut line| {
                    // The login above records the last use.
                    line["row"].as_object_mut().map(|row| row.remove("last_used"));
                    line
                })
                .collect()
        };
        assert_eq!(rows(&again), rows(&file));
    }
}

#[test]
fn accounts_are_not_overwritten_and_neither_is_a_file() {
    let data = Data::new();
    let file = data.home().join("backup");
    assert_eq!(back_up(&data, &file).code, 0);
    let before = fs::read(&file).unwrap();
    assert_eq!(back_up(&data, &file).code, 1);
    assert_eq!(fs::read(&file).unwrap(), before);
    let said = restore(&data, &file);
    assert!(said.code == 1 && said.err.contains("there are accounts already"), "{said:?}");
    assert!(Serve::on(&data).clear(Imap).log_in(Imap));
}

#[test]
fn a_truncated_backup_is_not_restored() {
    let data = Data::new();
    let file = data.home().join("backup");
    assert_eq!(back_up(&data, &file).code, 0);
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let other = Data::none();
    let broken = data.home().join("broken");
    let without = |at: usize| {
        let left = lines.iter().enumerate().filter(|(number, _)| *number != at).map(|(_, line)| *line);
        left.collect::<Vec<_>>().join("\n") + "\n"
    };
    for (text, why) in [
        (String::new(), "truncated"),
        (without(lines.len() - 1), "truncated"),
        (text[..text.len() - 1].to_owned(), "truncated"),
        (without(lines.len() - 2), "truncated"),
        (without(1), "line 2 contradicts"),
        (without(0), "line 1 is not a line of a backup"),
        (text.replace("\"version\":2", "\"version\":3"), "a newer version"),
        (text.replace("\"epoch\"", "\"hush\""), "line 2 is not a line of a backup"),
        (format!("{text}{{}}\n"), "truncated"),
    ] {
        fs::write(&broken, text).unwrap();
        let said = restore(&other, &broken);
        assert!(said.code == 1 && said.err.contains(why) && !said.err.contains("hush"), "{why}: {said:?}");
        assert_eq!(other.run(&["account", "list"]).out, "", "nothing was restored");
    }
    assert_eq!(restore(&other, &file).code, 0, "then everything was restored");
}

#[test]
fn completions_and_manual_pages_are_written() {
    for shell in ["bash", "zsh", "fish"] {
        let said = output(command(&["completions", shell]));
        assert!(said.code == 0 && said.out.contains("proxy-from"), "{shell}");
    }
    let page = output(command(&["man", "serve"])).out;
    assert!(page.contains(".TH") && page.contains("proxy"), "{page}");
    assert_eq!(output(command(&["man", "nothing"])).code, 2);
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(output(command(&["man", "--all", folder.path().to_str().unwrap()])).code, 0);
    assert!(folder.path().join("countersign-password-app-add.1").exists());
}
