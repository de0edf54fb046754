//! Mechanisms that are not offered by default: the options of `serve`, and `login` with each over every protocol.
use crate::support::{
    ALL, NOT_OFFERED, PASSWORD, Protocol, Said, Serve, USER, base64, command, output, refused,
};

const TOKEN: &str = "t0ken-of-alice";

fn everything() -> Serve {
    Serve::with(&["--cram-md5", "--anonymous", "--token", &format!("{USER}:{TOKEN}")])
}

/// Runs `login --json` with this secret, which is a token for OAuth.
fn login(serve: &Serve, scheme: &str, mechanism: &str, secret: &str) -> Said {
    let url = serve.url(scheme);
    let mut command =
        command(&["login", &url, "--user", USER, "--json", "--ca", serve.ca(), "--mechanism", mechanism]);
    let variable = if mechanism.contains("OAUTH") { "COUNTERSIGN_TOKEN" } else { "COUNTERSIGN_PASSWORD" };
    let said = output({
        command.env(variable, secret);
        command
    });
    assert!(!said.out.contains(secret) && !said.err.contains(secret), "{said:?}");
    said
}

#[test]
fn every_mechanism_logs_in_over_every_protocol_and_refuses() {
    let serve = everything();
    for protocol in ALL {
        for (mechanism, right) in
            [("LOGIN", PASSWORD), ("CRAM-MD5", PASSWORD), ("OAUTHBEARER", TOKEN), ("XOAUTH2", TOKEN)]
        {
            let said = login(&serve, protocol.scheme(), mechanism, right);
            assert_eq!(
                (said.code, &said.json()["mechanism"]),
                (0, &mechanism.into()),
                "{protocol:?} {said:?}"
            );
            let attempt = serve.attempt();
            assert_eq!((&attempt["result"], &attempt["account"]), (&"accepted".into(), &USER.into()));
            assert_eq!(attempt["mechanism"], mechanism);

            let said = login(&serve, protocol.scheme(), mechanism, "wrong-one");
            assert_eq!(said.code, 1, "{protocol:?} {said:?}");
            assert_eq!(serve.result(), "rejected:bad-credentials", "{protocol:?} {mechanism}");
        }
    }
}

#[test]
fn a030_the_reason_of_a_rejected_token_is_shown() {
    let serve = everything();
    for protocol in ALL {
        let message = login(&serve, protocol.scheme(), "OAUTHBEARER", "old-token").json()["message"].clone();
        assert!(
            message.as_str().expect("words").contains(r#"{"status":"invalid_token","scope":"mail"}"#),
            "{message}"
        );
    }
}

#[test]
fn anonymous_is_accepted_and_its_trace_text_recorded() {
    let serve = everything();
    for protocol in ALL {
        let url = serve.url(protocol.scheme());
        let arguments = ["login", &url, "--user", "a trace", "--ca", serve.ca(), "--mechanism", "ANONYMOUS"];
        assert_eq!(output(command(&arguments)).code, 0);
        let attempt = serve.attempt();
        assert_eq!((&attempt["account"], &attempt["trace"]), (&"anonymous".into(), &"a trace".into()));
        let mut wire = serve.clear(protocol);
        wire.send([protocol.begin("ANONYMOUS", Some(base64("a\tb").as_bytes())), b"\r\n".to_vec()].concat());
        assert_eq!(serve.result(), "rejected:malformed");
    }
}

/// A line of the log is one line, whatever quotes, braces and letters the trace text contains.
#[test]
fn a043_the_trace_text_is_one_escaped_value_of_one_line() {
    let serve = everything();
    let quotes = "\"".repeat(255);
    for (said, told) in [
        ("\",\"result\":\"accepted\",\"account\":\"root", "\",\"result\":\"accepted\",\"account\":\"root"),
        ("\\\"}{", "\\\"}{"),
        (&quotes, &quotes),
        ("%s%n\u{e9}\u{1f434}", "%s%n\\u{e9}\\u{1f434}"),
    ] {
        for protocol in ALL {
            let mut wire = serve.clear(protocol);
            let initial = base64(said);
            wire.send([protocol.begin("ANONYMOUS", Some(initial.as_bytes())), b"\r\n".to_vec()].concat());
            let attempt = serve.attempt();
            assert_eq!(
                (&attempt["trace"], &attempt["account"]),
                (&told.into(), &"anonymous".into()),
                "{said}"
            );
        }
    }
}

#[test]
fn a062_an_account_named_anonymous_is_not_open_to_anonymous_logins() {
    let serve = Serve::with(&["--anonymous", "--user", "anonymous:secret-of-somebody"]);
    let url = serve.url("imaps");
    let arguments = ["login", &url, "--user", "a trace", "--ca", serve.ca(), "--mechanism", "ANONYMOUS"];
    assert_eq!(output(command(&arguments)).code, 1);
    assert_eq!(serve.result(), "rejected:not-authorized");
}

#[test]
fn a091_without_its_switch_none_of_them_starts() {
    let serve = Serve::start();
    for protocol in ALL {
        for name in ["CRAM-MD5", "OAUTHBEARER", "XOAUTH2", "ANONYMOUS"] {
            let mut wire = serve.tls(protocol);
            wire.send([protocol.begin(name, None), b"\r\n".to_vec()].concat());
            refused(&serve, &mut wire, protocol, NOT_OFFERED, "rejected:not-offered", name);
        }
    }
}

#[test]
fn a090_cram_md5_and_tokens_are_for_a_line_inside_tls() {
    let serve = everything();
    let (clear, tls) = (serve.offered(false), serve.offered(true));
    for name in ["CRAM-MD5", "OAUTHBEARER", "XOAUTH2", "LOGIN"] {
        assert!(!clear.contains(name) && tls.contains(name), "{clear} / {tls}");
    }
    assert!(clear.ends_with("ANONYMOUS") && tls.contains("CRAM-MD5"), "{clear}");
}

#[test]
fn a093_a_token_is_valid_for_its_owner_only() {
    let serve = Serve::with(&["--token", &format!("{USER}:{TOKEN}"), "--token", "bob:t0ken-of-bob"]);
    let mut wire = serve.tls(Protocol::Imap);
    let act = |user: &str, token: &str| base64(format!("n,a={user},\x01auth=Bearer {token}\x01\x01"));
    let reply = wire.imap(format!("AUTHENTICATE OAUTHBEARER {}", act(USER, "t0ken-of-bob")));
    assert!(reply[0].starts_with("t NO [AUTHORIZATIONFAILED]"), "{reply:?}");
    assert_eq!(serve.result(), "rejected:not-authorized");
    // bob has no password, and is an account all the same.
    let reply = wire.imap(format!("AUTHENTICATE OAUTHBEARER {}", act("bob", "t0ken-of-bob")));
    assert!(reply[0].starts_with("t OK"), "{reply:?}");
    assert_eq!(serve.attempt()["account"], "bob");
}

#[test]
fn a040_a_token_of_16_kib_passes() {
    let long = "t".repeat(16 * 1024);
    let serve = Serve::with(&["--token", &format!("{USER}:{long}")]);
    for protocol in ALL {
        for mechanism in ["OAUTHBEARER", "XOAUTH2"] {
            let said = login(&serve, protocol.scheme(), mechanism, &long);
            assert_eq!(said.code, 0, "{protocol:?} {}", said.err);
            assert_eq!(serve.result(), "accepted");
        }
    }
}

#[test]
fn plus_can_be_withheld_from_a_protocol() {
    let serve = Serve::with(&["--no-plus", "submission,pop3"]);
    assert!(!serve.offered(true).contains("-PLUS"));
    let listed = serve.tls(Protocol::Imap).imap("CAPABILITY").concat();
    assert!(listed.contains("AUTH=SCRAM-SHA-256-PLUS"), "{listed}");
    // A client that can bind then sends `y`, and that is not a downgrade: nothing was removed from the list.
    let said = login(&serve, "smtps", "SCRAM-SHA-256", PASSWORD);
    assert_eq!((said.code, &said.json()["server_verified"]), (0, &true.into()));
}

#[test]
fn a_mechanism_can_be_left_out() {
    let serve = Serve::with(&["--without", "scram-sha-1,PLAIN"]);
    let listed = serve.offered(true);
    assert!(!listed.contains("SCRAM-SHA-1") && !listed.contains("PLAIN"), "{listed}");
    assert!(listed.contains("SCRAM-SHA-256-PLUS") && listed.contains("LOGIN"), "{listed}");
    for protocol in ALL {
        for name in ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS"] {
            assert_eq!(login(&serve, protocol.scheme(), name, PASSWORD).code, 1, "{protocol:?} {name}");
        }
        assert_eq!(login(&serve, protocol.scheme(), "SCRAM-SHA-256", PASSWORD).code, 0, "{protocol:?}");
    }
    // PLAIN under another name.
    let mut wire = serve.tls(Protocol::Imap);
    assert!(wire.imap("CAPABILITY").concat().contains("LOGINDISABLED"));
    assert!(wire.imap(format!("LOGIN {USER} {PASSWORD}")).concat().contains(" NO "));
    let said = output(command(&["serve", "--user", "a:12345678", "--without", "X"]));
    assert_eq!(said.code, 2, "{said:?}");
}

#[test]
fn a_token_in_a_file_is_enough() {
    let serve = everything();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    let path = file.to_str().expect("UTF-8").to_owned();
    let log_in = |text: &str| {
        std::fs::write(&file, text).expect("a file");
        let url = serve.url("imaps");
        output(command(&["login", &url, "--user", USER, "--ca", serve.ca(), "--json", "--token-file", &path]))
    };
    let said = log_in(&format!("{TOKEN}\nand a second line\n"));
    assert_eq!((said.code, &said.json()["mechanism"]), (0, &"OAUTHBEARER".into()));
    assert_eq!(log_in("\n").code, 2);
}

#[test]
fn an_invalid_trace_text_is_a_usage_error() {
    let serve = everything();
    let url = serve.url("imaps");
    let said =
        output(command(&["login", &url, "--user", "@", "--ca", serve.ca(), "--mechanism", "ANONYMOUS"]));
    assert_eq!(said.code, 2, "{said:?}");
    assert!(serve.no_more_attempts());
}

#[test]
fn a_record_for_cram_md5_is_made_only_where_it_is_asked_for() {
    let derive = |more: &[&str]| {
        let mut command = command(&[&["password", "derive", "--iterations", "4096"], more].concat());
        command.env("COUNTERSIGN_PASSWORD", "tanstaaftanstaaf");
        output(command).out
    };
    let record = "{CRAM-MD5}d06d4e1b26fccaa4b0b61801132340a354b21152711fb604ca3e035e7015116b";
    assert!(derive(&["--cram-md5"]).contains(record));
    assert!(!derive(&[]).contains("{CRAM-MD5}"));
}
