//! `--log`: what is logged, and what never is.
use crate::support::{
    ALL, Data, PASSWORD, Protocol, Protocol::Imap, Serve, USER, base64, client_first, command, octets,
    output, until, wrong_final,
};

const TOKEN: &str = "t0ken-of-alice-pl4nted";
/// Typed in the wrong place, or wrong.
const PLANTED: [&str; 4] = ["pl4nted-wrong-one", "pl4nted-in-a-line", "pl4nted-as-a-name", "pl4nted-t0ken"];

/// Returns what must not be logged: this, and its base64 anywhere in a longer text.
fn spellings(secret: &[u8]) -> Vec<String> {
    let mut all = vec![String::from_utf8_lossy(secret).to_lowercase(), hex(secret)];
    for shift in 0..3 {
        let shifted = [vec![b'x'; shift], secret.to_vec()].concat();
        let encoded = base64(shifted);
        // The part that does not depend on the text around it.
        let encoded = encoded.trim_end_matches('=');
        all.push(encoded[4..encoded.len() - 4].to_lowercase());
    }
    all
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

#[track_caller]
fn says_none(what: &str, text: &str, secrets: &[Vec<u8>]) {
    let text = text.to_lowercase();
    for secret in secrets {
        for spelling in spellings(secret) {
            assert!(!text.contains(&spelling), "{what}: {spelling}");
        }
    }
}

/// Runs logins of every mechanism, right and wrong, by our client and by hand; returns the client's output, and what was
/// sent.
fn logins(serve: &Serve, level: &str) -> (String, Vec<Vec<u8>>) {
    let mut said = String::new();
    let mut sent = Vec::new();
    let mechanisms = [
        "PLAIN",
        "LOGIN",
        "CRAM-MD5",
        "SCRAM-SHA-1",
        "SCRAM-SHA-256-PLUS",
        "SCRAM-SHA-512",
        "SCRAM-SHA3-512-PLUS",
        "OAUTHBEARER",
        "XOAUTH2",
    ];
    for (at, mechanism) in mechanisms.into_iter().enumerate() {
        for is_right in [true, false] {
            let scheme = ALL[at % ALL.len()].scheme();
            let url = serve.url(scheme);
            let mut login = command(&[
                "login",
                &url,
                "--ca",
                serve.ca(),
                "--user",
                USER,
                "--mechanism",
                mechanism,
                "--log",
                level,
            ]);
            match (mechanism.contains("OAUTH"), is_right) {
                (true, true) => login.env("COUNTERSIGN_TOKEN", TOKEN),
                (true, false) => login.env("COUNTERSIGN_TOKEN", PLANTED[3]),
                (false, true) => login.env("COUNTERSIGN_PASSWORD", PASSWORD),
                (false, false) => login.env("COUNTERSIGN_PASSWORD", PLANTED[0]),
            };
            let output = output(login);
            assert_eq!(output.code, i32::from(!is_right), "{mechanism}: {output:?}");
            said += &output.out;
            said += &output.err;
        }
    }
    // By hand, so that the proof is known.
    let mut wire = serve.clear(Imap);
    wire.send(format!("t AUTHENTICATE SCRAM-SHA-256 {}\r\n", client_first()));
    let challenge = wire.line();
    let last = wrong_final(Imap.challenge(&challenge).expect("a challenge"));
    sent.push(octets(&last));
    wire.send(last + "\r\n");
    wire.line();
    (said, sent)
}

#[test]
fn no_credential_is_logged_at_any_level() {
    for level in ["error", "warn", "info", "debug", "trace"] {
        let token = format!("{USER}:{TOKEN}");
        let more = ["--cram-md5", "--anonymous", "--token", &token, "--log", level];
        let serve = Serve::with(&more);
        let (client, sent) = logins(&serve, level);
        malformed(&serve);
        let log = serve.log();
        let mut secrets: Vec<Vec<u8>> = [PASSWORD, TOKEN].map(|text| text.as_bytes().to_vec()).to_vec();
        secrets.extend(PLANTED.map(|text| text.as_bytes().to_vec()));
        secrets.extend(sent);
        says_none(&format!("serve {level}"), &log, &secrets);
        says_none(&format!("login {level}"), &client, &secrets);
        let has_much = ["info", "debug", "trace"].contains(&level);
        assert_eq!(log.contains("rejected:bad-credentials"), has_much, "{level}: {log}");
        assert_eq!(client.contains("DEBUG"), ["debug", "trace"].contains(&level), "{level}: {client}");
    }
}

#[test]
fn nothing_of_a_record_is_logged() {
    let data = Data::new();
    let kept = || {
        let said = data.run(&["password", "export", "--format", "postgresql", USER]);
        assert_eq!(said.code, 0, "{said:?}");
        // Salt, StoredKey and ServerKey, in base64.
        let parts = said.out.trim().split(['$', ':']).filter(|part| part.len() > 20);
        parts.map(|part| part.trim_end_matches('=').to_lowercase()).collect::<Vec<_>>()
    };
    // PLAIN replaces them: nothing of the old or the new ones is logged.
    let mut secrets = kept();
    let serve = Serve::run_on(&data, &["--log", "trace"]);
    for mechanism in ["SCRAM-SHA-256-PLUS", "PLAIN", "SCRAM-SHA-256"] {
        assert_eq!(serve.login_as("imaps", USER, PASSWORD, Some(mechanism)).code, 0);
        until("the records are new", || mechanism != "PLAIN" || kept() != secrets);
    }
    secrets.extend(kept());
    assert_eq!(secrets.len(), 6, "{secrets:?}");
    let log = serve.log().to_lowercase();
    for secret in &secrets {
        assert!(!log.contains(secret), "{secret}");
    }
}

/// Sends lines that contain a password and are not valid commands.
fn malformed(serve: &Serve) {
    let [_, line, name, _] = PLANTED;
    for protocol in ALL {
        for mut wire in [serve.clear(protocol), serve.tls(protocol)] {
            let lines: &[String] = &match protocol {
                Protocol::Imap => [
                    format!("t LOGIN alice {line} and more"),
                    format!("t LOGIN \"alice {line}"),
                    format!("t LOGIN {name} {line}"),
                    format!("LOGIN alice {line}"),
                ],
                Protocol::Smtp => [
                    format!("AUTH PLAIN {line} and more"),
                    format!("AUTH LOGIN {line}"),
                    line.to_owned(),
                    format!("MAIL FROM:{line}"),
                ],
                Protocol::Pop3 => [
                    format!("PASS {line}"),
                    format!("APOP {name} {line}"),
                    format!("AUTH {line}"),
                    line.to_owned(),
                ],
                Protocol::Sieve => [
                    format!("AUTHENTICATE \"PLAIN\" \"{line}\""),
                    format!("AUTHENTICATE PLAIN {line}"),
                    format!("PUTSCRIPT \"{line}\""),
                    line.to_owned(),
                ],
            };
            for line in lines {
                wire.send(format!("{line}\r\n"));
                wire.line();
            }
        }
    }
}

#[test]
fn a_malformed_line_with_a_password_in_it_is_in_no_log() {
    let data = Data::new();
    // With rate limits the lines would be rejected earlier.
    let serve = Serve::run_on(&data, &["--no-limits", "--log", "trace"]);
    malformed(&serve);
    let planted: Vec<Vec<u8>> = PLANTED.map(|text| text.as_bytes().to_vec()).to_vec();
    let log = serve.log();
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "it logs something: {log}");
    says_none("serve", &log, &planted);
    let rows = data.run(&["attempts", "--json", "--limit", "1000"]);
    says_none("attempts", &rows.out, &planted);
}

#[test]
fn an_invalid_log_filter_is_an_error() {
    for arguments in [["serve", "--log", "loud"], ["login", "--log=loud", "imaps://localhost"]] {
        let mut command = command(&arguments);
        command.args(["--user", "alice:wonderland"]);
        let said = output(command);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("--log"), "{said:?}");
    }
}
