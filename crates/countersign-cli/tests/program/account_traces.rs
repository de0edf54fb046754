//! Traces on the disk, and file permissions.
use crate::support::{Data, PASSWORD, Serve, USER, command, until};
use sqlx::Executor as _;
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

/// Returns all files in a folder and below.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        }
        all.push(path);
    }
    all
}

/// Returns the account files that contain this text.
fn having(data: &Data, text: &str) -> Vec<PathBuf> {
    let has = |path: &PathBuf| {
        // A log may be removed at the same moment.
        let octets = fs::read(path).unwrap_or_default();
        octets.windows(text.len()).any(|window| window == text.as_bytes())
    };
    files(Path::new(data.folder())).into_iter().filter(has).collect()
}

/// Returns the last octets of this value, which are keys of a record.
fn secret(data: &Data, sql: &str) -> String {
    let text = data.text(sql);
    let secret = text[text.len() - 32..].to_owned();
    assert!(!having(data, &secret).is_empty(), "it is there before");
    secret
}

fn of_alice(data: &Data) -> String {
    secret(data, "SELECT credentials FROM account WHERE name = 'alice'")
}

fn is_gone(data: &Data, secret: &str) {
    until("it is in no file", || having(data, secret).is_empty());
}

#[test]
fn a176_replaced_records_are_in_no_file() {
    let data = Data::in_folder();
    let mut serve = Serve::on(&data);
    let first = of_alice(&data);
    data.set_password(USER, "another password");
    is_gone(&data, &first);
    // By an upgrade, which the server makes.
    let weak = of_alice(&data);
    assert_eq!(serve.login_as("imap", USER, "another password", Some("PLAIN")).code, 0);
    is_gone(&data, &weak);
    data.done(&["password", "app", "add", USER, "phone"]);
    let app = secret(&data, "SELECT credentials FROM app_password");
    data.done(&["password", "app", "remove", USER, "phone"]);
    is_gone(&data, &app);
    let last = of_alice(&data);
    data.done(&["account", "remove", USER]);
    is_gone(&data, &last);
    serve.terminate();
    assert!(serve.ended().success());
    for secret in [&first, &weak, &app, &last] {
        assert!(having(&data, secret).is_empty());
    }
    for log in ["accounts.sqlite-wal", "accounts.sqlite-shm"] {
        assert!(!Path::new(data.folder()).join(log).exists(), "{log} remains");
    }
}

#[test]
fn a176_a_reader_delays_it_and_the_end_of_the_server_makes_up_for_it() {
    let data = Data::in_folder();
    let mut serve = Serve::on(&data);
    let first = of_alice(&data);
    data.sqlite(async |connection| {
        connection.execute("BEGIN").await.unwrap();
        connection.execute("SELECT COUNT(*) FROM account").await.unwrap();
        // It is set in spite of the reader.
        data.set_password(USER, "another password");
        assert!(!having(&data, &first).is_empty(), "the reader may still need it");
    });
    let second = of_alice(&data);
    data.set_password(USER, "a third password");
    is_gone(&data, &first);
    is_gone(&data, &second);
    let third = of_alice(&data);
    data.sqlite(async |connection| {
        connection.execute("BEGIN").await.unwrap();
        connection.execute("SELECT COUNT(*) FROM account").await.unwrap();
        data.set_password(USER, "a fourth password");
    });
    serve.terminate();
    assert!(serve.ended().success());
    assert!(having(&data, &third).is_empty());
}

/// Returns a command that starts the program with this umask.
fn under(umask: &str) -> Command {
    let program = command(&[]);
    let mut shell = Command::new("sh");
    let script = format!("umask {umask}; exec \"$0\" \"$@\"");
    shell.arg("-c").arg(script).arg(program.get_program());
    shell
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a177_folders_and_files_are_for_their_owner_alone() {
    // Open to all, and a umask that would remove the owner's right to write.
    for umask in ["000", "022", "277"] {
        let data = Data::no_folder();
        let mut add = under(umask);
        add.args(["account", "add", USER]).args(data.option());
        assert!(add.status().unwrap().success());
        data.set_password(USER, PASSWORD);
        let serve = Serve::run_by(under(umask), &data.option());
        let mut wire = serve.started(crate::support::Protocol::Smtp);
        assert!(wire.log_in(crate::support::Protocol::Smtp));
        for line in ["MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA"] {
            wire.smtp(line);
        }
        assert!(wire.smtp("Subject: secret\r\n\r\n.")[0].starts_with("250 "));
        let folder = Path::new(data.folder());
        for path in files(serve.home.path()).iter().chain(&files(folder)).chain([&folder.to_owned()]) {
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(path), expected, "{umask}: {}", path.display());
        }
        assert!(files(&serve.ready.messages).len() == 1);
    }
}

#[test]
fn a177_files_that_are_open_are_closed_and_a_folder_is_warned_of() {
    let data = Data::in_folder();
    let folder = Path::new(data.folder());
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(folder, 0o755);
    for name in ["accounts.sqlite", "directory.secret", "lock"] {
        set(&folder.join(name), 0o644);
    }
    let [option, place] = data.option();
    let said = crate::support::output(command(&["serve", "--check", option, place]));
    assert!(said.code == 0 && said.err.contains("chmod 700"), "{said:?}");
    let serve = Serve::on(&data);
    serve.says("was accessible to other users; mode changed to 0600");
    serve.says("the account folder is accessible to other users: chmod 700");
    for name in ["accounts.sqlite", "directory.secret", "lock"] {
        assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
    }
    assert_eq!(mode(folder), 0o755, "other programs may use it");
}
