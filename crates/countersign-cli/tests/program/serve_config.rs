//! `serve --config FILE` and `serve --check`.
use crate::support::{
    Data, Identity, PASSWORD,
    Protocol::{Imap, Smtp},
    Said, Serve, command, output,
};
use std::{collections::BTreeSet, fs, net::TcpListener, os::unix::fs::PermissionsExt as _, path::Path};
use tempfile::TempDir;

/// Writes a file with this mode.
fn file(folder: &TempDir, text: &str, mode: u32) -> String {
    let path = folder.path().join("countersign.toml");
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    path.to_str().unwrap().to_owned()
}

fn check(file: &str, more: &[&str]) -> Said {
    output(command(&[&["serve", "--check", "--config", file], more].concat()))
}

/// Returns the places and texts of the errors, one a line.
fn faults(said: &Said, file: &str) -> Vec<String> {
    let prefix = format!("countersign: {file}:");
    said.err.lines().filter_map(|line| line.strip_prefix(&prefix)).map(str::to_owned).collect()
}

#[test]
fn every_option_of_serve_is_a_key() {
    let help = output(command(&["serve", "--help"])).out;
    // A line of a description may begin with an option as well.
    let options: BTreeSet<&str> = help
        .lines()
        .filter_map(|line| line.trim_start().trim_start_matches("-h, ").strip_prefix("--"))
        .filter_map(|rest| rest.split([' ', '=', '.', ';', ',']).next())
        .collect();
    assert!(options.len() > 20 && options.contains("imap"), "{options:?}");
    let folder = tempfile::tempdir().unwrap();
    let text: String = options.iter().map(|option| format!("{option} = [\"\"]\n")).collect();
    let file = file(&folder, &format!("{text}imps = 1\n"), 0o600);
    let said = check(&file, &[]);
    let unknown: Vec<_> = said.err.lines().filter(|line| line.contains("unknown key")).collect();
    assert_eq!(unknown.len(), 1, "{said:?}");
    assert!(
        unknown[0].contains(&format!(":{}: unknown key `imps`; did you mean `imaps`?", options.len() + 1))
    );
    let for_the_command_line =
        said.err.lines().filter(|line| line.contains("is an option of the command line only")).count();
    assert_eq!(for_the_command_line, 3, "config, check and help: {said:?}");
}

#[test]
fn a_file_sets_options_and_flags_override_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = "\
        # For trials.\nuser = [\"alice:wonderland\", \"bob:wonderland\"]\ncram-md5 = true\nanonymous = false\n\
        no-plus = [\"imap\", \"submission\"]\nlogin-timeout = 20\nimap = \"192.0.2.1:143\"\n";
    let file = file(&folder, text, 0o600);
    // The tests' own flags set the listening addresses.
    let serve = Serve::bare(&["--config", &file]);
    assert!(serve.clear(Imap).log_in(Imap), "alice is the file's");
    let offered = serve.offered(true);
    assert!(offered.contains("CRAM-MD5") && !offered.contains("PLUS") && !offered.contains("ANONYMOUS"));
    let serve = Serve::bare(&["--config", &file, "--no-plus", "pop3"]);
    assert!(serve.offered(true).contains("-PLUS"), "a flag takes the place of the whole list");
    assert!(serve.tls(Smtp).log_in(Smtp));
}

#[test]
fn all_errors_are_reported_with_line_and_without_value() {
    let folder = tempfile::tempdir().unwrap();
    let text = "\
        imap = \"hush\"\n\n# a comment\nlogin-timeout = 5000\ntls = \"hush\"\njson = \"hush\"\ndata = [\"hush\", \"b\"]\n\
        no-plus = [\"imap\", \"hush\"]\nproxy-from = \"10.0.0.0/33\"\nuser = \"hush\"\ncheck = true\nhsuh = 1\n";
    let file = file(&folder, text, 0o600);
    for said in [check(&file, &[]), output(command(&["serve", "--config", &file]))] {
        assert_eq!(said.code, 2);
        assert!(!said.err.contains("hush"), "{said:?}");
        assert_eq!(
            faults(&said, &file),
            [
                "1: imap: invalid socket address syntax",
                "4: login-timeout: 5000 is not in 1..=3600",
                "5: tls: expected one of rustls, openssl",
                "6: json: expected true or false",
                "7: data: expected one value, not a list",
                "8: no-plus: expected one of imap, submission, pop3, sieve",
                "9: proxy-from: not an address or a range like 10.0.0.0/8 or 2001:db8::/32",
                "10: user: not NAME:PASSWORD with both given",
                "11: `check` is an option of the command line only",
                "12: unknown key `hsuh`: the keys are the options of `serve --help`",
            ]
        );
    }
}

#[test]
fn conflicting_and_missing_options_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    for (text, flags, expected) in [
        (
            "json = true\ncert = \"x.pem\"\n",
            &[][..],
            "2: the following required arguments were not provided: --key <FILE>",
        ),
        (
            "data = \"x\"\n\ndatabase = \"postgres://h/d\"\n",
            &[],
            "1: the argument '--data <DIR>' cannot be used with '--database <URL>'",
        ),
        (
            "json = true\ndata = \"x\"\n",
            &["--user", "a:b"],
            "2: the argument '--user <NAME:PASSWORD>' cannot be used with '--data <DIR>'",
        ),
        ("a = 1\na = 2\n", &[], "2: not TOML: duplicate key"),
        (
            "[serve]\nimap = \"127.0.0.1:1\"\n",
            &[],
            "1: invalid value (expected a quoted text, a whole number, true, false, or a list of texts; sections are not supported)",
        ),
    ] {
        let file = file(&folder, text, 0o600);
        let said = check(&file, flags);
        assert_eq!((said.code, faults(&said, &file)), (2, vec![expected.to_owned()]), "{said:?}");
    }
    let said = check("/nowhere/countersign.toml", &[]);
    assert_eq!(said.err, "countersign: /nowhere/countersign.toml: No such file or directory (os error 2)\n");
    assert_eq!(said.code, 2);
}

#[test]
fn a_secret_in_a_world_readable_file_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    for text in [
        "user = [\"alice:hushhush\"]",
        "user = [\"alice:wonderland\"]\ntoken = \"alice:hushhush\"",
        "database = \"postgres://mail:hushhush@127.0.0.1/d\"",
        "database = \"postgres://127.0.0.1/d?password=hushhush\"",
    ] {
        let file = file(&folder, text, 0o644);
        let said = check(&file, &[]);
        assert!(said.code == 2 && said.err.contains("all users can read this file"), "{said:?}");
        assert!(!said.err.contains("hushhush"), "{said:?}");
    }
    let file = file(&folder, "user = [\"alice:wonderland\"]", 0o640);
    assert_eq!(check(&file, &[]).code, 0);
}

#[test]
fn check_validates_the_files_and_addresses_of_the_configuration() {
    let (data, identity, other) = (Data::new(), Identity::make(), Identity::make());
    let folder = tempfile::tempdir().unwrap();
    let [option, place] = data.option();
    let option = option.trim_start_matches('-');
    let (cert, key) = (identity.path("ca.pem"), identity.path("key.pem"));
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let good = format!("{option} = {place:?}\ncert = {cert:?}\nkey = {key:?}\n");
    let path = file(&folder, &good, 0o600);
    let said = check(&path, &[]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    assert!(said.out.starts_with("Valid. Accounts: 1 in "), "{said:?}");

    let bad = format!(
        "{option} = {place:?}\ncert = {cert:?}\nkey = {:?}\nclient-ca = [{key:?}]\n",
        other.path("key.pem")
    );
    let path = file(&folder, &format!("{bad}imap = \"127.0.0.1:1993\"\npop3 = \"192.0.2.1:110\"\n"), 0o600);
    let said = check(&path, &[]);
    let lines: Vec<_> = faults(&said, &path)
        .iter()
        .map(|fault| fault.split(": ").take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(lines, ["6 pop3", "2 cert", "4 client-ca"], "{said:?}");
    assert!(said.err.contains("--imaps: 127.0.0.1:1993 is also used by imap"), "{said:?}");
    assert_eq!((said.code, said.out.as_str()), (3, "Errors: 4.\n"), "of the first error");

    let nowhere = folder.path().join("nowhere");
    let path = file(&folder, &format!("data = {nowhere:?}\ncert = {cert:?}\nkey = {key:?}\n"), 0o600);
    let said = check(&path, &[]);
    assert_eq!(said.code, 5, "{said:?}");
    assert!(faults(&said, &path)[0].starts_with("1: data: no accounts in "), "{said:?}");
    assert!(!Path::new(&nowhere).exists(), "nothing is created");
    let said = check(&path, &["--data", place]);
    assert_eq!(said.code == 0, option == "data", "{said:?}");
}

#[test]
fn check_works_beside_a_running_server() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said =
        output(command(&["serve", "--check", "--imap", &address, "--user", &format!("alice:{PASSWORD}")]));
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("warning: without --cert FILE and --key FILE"), "{said:?}");
    assert!(!said.err.contains(PASSWORD) && !said.out.contains(PASSWORD));
}
