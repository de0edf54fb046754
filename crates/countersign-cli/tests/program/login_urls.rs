//! `login` against `serve`: all URLs, the choice of a mechanism, trust.
use crate::support::{PASSWORD, Said, Serve, USER, command, login, output};

const URLS: [&str; 7] = ["imap", "imaps", "smtp", "smtps", "pop3", "pop3s", "sieve"];
const PLUS: &str = "SCRAM-SHA-512-PLUS";

#[test]
fn the_right_password_logs_in_at_every_url_and_both_ends_agree() {
    let serve = Serve::start();
    for scheme in URLS {
        for (mechanism, binding, verified) in
            [(PLUS, Some("tls-exporter"), true), ("SCRAM-SHA-256", None, true), ("PLAIN", None, false)]
        {
            let named = ["--ca", serve.ca(), "--mechanism", mechanism];
            // The strongest is chosen unless one is named.
            let arguments = if mechanism == PLUS { &named[..2] } else { &named[..] };
            let said = login(&serve.url(scheme), arguments);
            assert_eq!(said.code, 0, "{scheme} {mechanism}: {said:?}");
            let json = said.json();
            assert_eq!(json["ok"], true);
            assert_eq!(json["mechanism"], mechanism);
            assert_eq!(json["binding"].as_str(), binding);
            assert_eq!(json["server_verified"], verified);
            assert_eq!(json["account"], USER);
            assert!(json["ms"].is_f64());
            let attempt = serve.attempt();
            assert_eq!(attempt["result"], "accepted");
            assert_eq!(attempt["mechanism"], mechanism);
            assert_eq!(attempt["binding"].as_str(), binding);
        }
    }
}

#[test]
fn a_wrong_password_is_refused_at_every_url() {
    let serve = Serve::start();
    for scheme in URLS {
        for mechanism in [PLUS, "SCRAM-SHA-256", "PLAIN"] {
            let mut command =
                command(&["login", &serve.url(scheme), "--user", USER, "--json", "--ca", serve.ca()]);
            command.args(["--mechanism", mechanism]).env("COUNTERSIGN_PASSWORD", "looking-glass");
            let said = output(command);
            assert_eq!(said.code, 1, "{scheme} {mechanism}: {said:?}");
            let json = said.json();
            assert_eq!(json["ok"], false);
            // ManageSieve has no code for it.
            assert_eq!(json["error"], if scheme == "sieve" { "other" } else { "bad-credentials" });
            assert!(json["account"].is_null() && json["mechanism"].is_null());
            assert_eq!(serve.result(), "rejected:bad-credentials");
        }
    }
}

#[test]
fn an_error_for_a_person_is_on_standard_error_without_the_password() {
    let serve = Serve::start();
    let mut command = command(&["login", &serve.url("imaps"), "--user", USER, "--ca", serve.ca()]);
    command.env("COUNTERSIGN_PASSWORD", "looking-glass");
    let said = output(command);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.starts_with("countersign: wrong name or password"), "{said:?}");
    assert!(!said.err.contains("looking-glass"));
}

#[test]
fn a_login_is_reported_as_text() {
    let serve = Serve::start();
    let url = serve.url("smtps");
    let mut command = command(&["login", &url, "--user", USER, "--ca", serve.ca()]);
    command.env("COUNTERSIGN_PASSWORD", PASSWORD);
    let said = output(command);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.starts_with(&format!("Logged in to {url} as {USER}\n")), "{said:?}");
    assert!(said.out.contains("authenticated by the mechanism"), "{said:?}");
}

#[test]
fn an_unknown_authority_ends_it_before_a_login() {
    let (serve, other) = (Serve::start(), Serve::start());
    for scheme in URLS {
        for arguments in [&["--ca", other.ca()][..], &[]] {
            let said = login(&serve.url(scheme), arguments);
            // A system without trusted authorities is an error of the command line.
            let nobody = arguments.is_empty() && said.code == 2 && said.err.contains("--ca");
            assert!(said.code == 3 || nobody, "{scheme}: {said:?}");
        }
    }
    assert!(serve.no_more_attempts());
}

#[test]
fn a151_insecure_takes_scram_unless_a_mechanism_is_named() {
    let serve = Serve::start();
    for scheme in URLS {
        let said = login(&serve.url(scheme), &["--insecure"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(said.json()["mechanism"], PLUS);
        assert_eq!(serve.result(), "accepted");
        let said = login(&serve.url(scheme), &["--insecure", "--mechanism", "PLAIN"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(said.json()["mechanism"], "PLAIN");
        assert_eq!(serve.result(), "accepted");
    }
}

#[test]
fn a_mechanism_that_is_not_offered_is_not_tried() {
    let serve = Serve::start();
    for name in ["CRAM-MD5", "SCRAM-SHA-224", "EXTERNAL", "ANONYMOUS", "NO-SUCH", "no such", ""] {
        let said = login(&serve.url("imaps"), &["--ca", serve.ca(), "--mechanism", name]);
        assert_eq!(said.code, 1, "{name}: {said:?}");
        assert_eq!(said.json()["error"], "no-mechanism", "{name}");
    }
    assert!(serve.no_more_attempts());
    let lower = login(&serve.url("imaps"), &["--ca", serve.ca(), "--mechanism", "plain"]);
    assert_eq!(lower.code, 0, "{lower:?}");
}

#[test]
fn the_password_comes_from_a_file_or_a_variable() {
    let serve = Serve::start();
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let run = |arguments: &[&str], variable: Option<&str>| -> Said {
        let mut command = command(&["login", &serve.url("imaps"), "--user", USER, "--ca", serve.ca()]);
        command.args(arguments);
        if let Some(password) = variable {
            command.env("COUNTERSIGN_PASSWORD", password);
        }
        output(command)
    };
    let right = file("right", "wonderland\nnot this line\n");
    let crlf = file("crlf", "wonderland\r\n");
    let empty = file("empty", "\nwonderland\n");
    assert_eq!(run(&["--password-file", &right], None).code, 0);
    assert_eq!(run(&["--password-file", &crlf], None).code, 0);
    assert_eq!(run(&["--password-file", &right], Some("looking-glass")).code, 0, "the file goes first");
    assert_eq!(run(&[], Some(PASSWORD)).code, 0);
    assert_eq!(run(&["--password-file", &empty], Some(PASSWORD)).code, 2);
    assert_eq!(run(&["--password-file", "no-such-file"], Some(PASSWORD)).code, 2);
    assert_eq!(run(&[], Some("")).code, 2);
    let none = run(&[], None);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("--password-file"), "{none:?}");
}

#[test]
fn a_command_line_that_cannot_be_carried_out_is_2() {
    for url in [
        "localhost",
        "http://localhost",
        "imap://",
        "imap://a b",
        "imap://h:x",
        "imap://h:65536",
        "imap://u@h",
        "imap://h/INBOX",
        "imap://[::1",
        "imap://[::1]x",
        "sieves://localhost",
        "pop://localhost",
    ] {
        let said = login(url, &[]);
        assert_eq!(said.code, 2, "{url}: {said:?}");
        assert!(!said.err.is_empty() && said.out.is_empty(), "{url}: {said:?}");
    }
    assert_eq!(login("imaps://localhost", &["--ca", "no-such-file"]).code, 2);
    assert_eq!(login("imaps://localhost", &["--ca", "x", "--insecure"]).code, 2);
    assert_eq!(output(command(&["login"])).code, 2);
    assert_eq!(output(command(&[])).code, 2);
}

#[test]
fn no_server_is_3() {
    let serve = Serve::start();
    let (url, ca) = (serve.url("imaps"), std::fs::read(serve.ca()).expect("a file"));
    drop(serve);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ca.pem");
    std::fs::write(&path, ca).expect("a file");
    let said = login(&url, &["--ca", path.to_str().expect("UTF-8")]);
    assert_eq!(said.code, 3, "{said:?}");
    assert_eq!(said.json()["error"], "connection");
}
