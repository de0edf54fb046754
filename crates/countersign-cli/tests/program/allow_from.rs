//! Accounts and app passwords restricted to networks: what a client from another network sees.
use crate::support::{
    ALL, CertificateAuthority, Data, Key, PASSWORD, Protocol,
    Protocol::{Imap, Pop3},
    Said, Serve, USER, base64, command, output, until,
};
use serde_json::Value;

/// A network that no test connects from.
pub(crate) const ELSEWHERE: &str = "192.0.2.0/24,2001:db8::/32";
const HERE: &str = "127.0.0.0/8";
pub(crate) const SCHEMES: [&str; 4] = ["imaps", "smtps", "pop3s", "sieve"];
pub(crate) const MECHANISMS: [&str; 6] =
    ["PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-512-PLUS", "SCRAM-SHA-1", "SCRAM-SHA3-512"];

pub(crate) fn allow(data: &Data, networks: &str) {
    data.done(&["account", "set", USER, "--allow-from", networks]);
}

#[track_caller]
pub(crate) fn app(data: &Data, name: &str, more: &[&str]) -> String {
    let added = data.json(&[&["password", "app", "add", USER, name][..], more].concat());
    added["password"].as_str().expect("a password").to_owned()
}

/// Runs `login` with a bearer token.
pub(crate) fn with_token(serve: &Serve, scheme: &str, token: &str, mechanism: &str) -> Said {
    let url = serve.url(scheme);
    let mut login =
        command(&["login", &url, "--ca", serve.ca(), "--user", USER, "--json", "--mechanism", mechanism]);
    login.env("COUNTERSIGN_TOKEN", token);
    output(login)
}

/// Returns what a client receives, without the elapsed time.
fn heard(said: &Said) -> (i32, Value, String) {
    let mut out = said.json();
    out["ms"] = Value::Null;
    (said.code, out, said.err.clone())
}

#[test]
fn a181_the_right_password_from_elsewhere_is_answered_as_a_wrong_one() {
    let data = Data::new();
    let app = app(&data, "phone", &["--cram-md5"]);
    allow(&data, ELSEWHERE);
    let serve = Serve::run_on(&data, &["--cram-md5", "--token", "alice:t0ken"]);
    let tries = |scheme: &str, user: &str, mechanism: &str, right: &str| {
        let wrong = serve.login_as(scheme, user, "looking-glass", Some(mechanism));
        assert_eq!(serve.result(), "rejected:bad-credentials", "{scheme} {mechanism}");
        let right = serve.login_as(scheme, user, right, Some(mechanism));
        let told = serve.attempt();
        assert_eq!(told["result"], "rejected:network", "{scheme} {mechanism}: {told}");
        assert_eq!(heard(&right), heard(&wrong), "{scheme} {mechanism}");
        assert_eq!(right.code, 1, "{right:?}");
    };
    for scheme in SCHEMES {
        for mechanism in MECHANISMS {
            tries(scheme, USER, mechanism, PASSWORD);
        }
        for mechanism in ["PLAIN", "SCRAM-SHA-256", "CRAM-MD5"] {
            tries(scheme, "alice#phone", mechanism, &app);
        }
        tries(scheme, "alice@example.org", "PLAIN", &app);
        for mechanism in ["OAUTHBEARER", "XOAUTH2"] {
            let wrong = with_token(&serve, scheme, "n0ne", mechanism);
            assert_eq!(serve.result(), "rejected:bad-credentials", "{wrong:?}");
            let right = with_token(&serve, scheme, "t0ken", mechanism);
            assert_eq!(serve.result(), "rejected:network", "{right:?}");
            assert_eq!(heard(&right), heard(&wrong), "{scheme} {mechanism}");
        }
    }
}

#[test]
fn a181_octet_for_octet_in_the_commands_that_take_passwords() {
    let data = Data::new();
    allow(&data, ELSEWHERE);
    let serve = Serve::on(&data);
    let lines = |protocol: Protocol, password: &str| {
        let mut wire = serve.tls(protocol);
        let message = base64(format!("\0{USER}\0{password}"));
        wire.send([protocol.begin("PLAIN", Some(message.as_bytes())), b"\r\n".to_vec()].concat());
        let mut lines = vec![wire.line()];
        match protocol {
            Imap => lines.extend(wire.imap(format!("LOGIN {USER} {password}"))),
            Pop3 => {
                wire.pop3(format!("USER {USER}"));
                lines.push(wire.pop3(format!("PASS {password}")));
            }
            _ => {}
        }
        lines
    };
    for protocol in ALL {
        assert_eq!(lines(protocol, PASSWORD), lines(protocol, "looking-glass"), "{protocol:?}");
    }
}

#[test]
fn a181_a_disabled_account_is_not_revealed_elsewhere() {
    let data = Data::new();
    let serve = Serve::on(&data);
    data.done(&["account", "disable", USER]);
    assert_eq!(serve.login_as("imaps", USER, PASSWORD, Some("PLAIN")).code, 1);
    assert_eq!(serve.result(), "rejected:disabled");
    allow(&data, ELSEWHERE);
    let said = serve.login_as("imaps", USER, PASSWORD, Some("PLAIN"));
    assert_eq!((said.code, serve.result().as_str()), (1, "rejected:network"), "{said:?}");
}

#[test]
fn a181_the_audit_log_shows_a_right_credential_from_elsewhere() {
    let data = Data::in_folder();
    let phone = app(&data, "phone", &["--allow-from", ELSEWHERE]);
    let serve = Serve::on(&data);
    for user in ["alice#phone", "alice@example.org"] {
        serve.login_as("imaps", user, &phone, Some("PLAIN"));
        assert_eq!(serve.result(), "rejected:network", "{user}");
    }
    let rows = || data.run(&["attempts", USER, "--result", "rejected:network", "--json"]).rows();
    until("both are written down", || rows().len() == 2);
    assert!(rows().iter().all(|row| row["account"] == USER), "{:?}", rows());
}

#[test]
fn a181_a_key_from_elsewhere_is_answered_as_unregistered() {
    let (known, unknown) = (Key::new(), Key::new());
    let data = Data::with_key(&known, &[]);
    let ca = CertificateAuthority::new();
    let certified = ca.certify("alice@example.org", 7, 2100);
    allow(&data, ELSEWHERE);
    let serve = Serve::run_on(&data, &["--client-ca", &ca.file(), "--register-keys"]);
    let credentials = [unknown.credential(), known.credential(), certified.credential()];
    let mechanisms = [None, Some("tls-key"), Some("tls-certificate")];
    for protocol in ALL {
        let mut seen = Vec::new();
        for (credential, mechanism) in credentials.iter().zip(mechanisms) {
            let mut lines = Vec::new();
            for starttls in [true, false] {
                if protocol == Protocol::Sieve && !starttls {
                    continue;
                }
                let mut wire = if starttls {
                    serve.keyed_starttls(protocol, credential.clone())
                } else {
                    serve.keyed(protocol, credential.clone())
                };
                let told = serve.attempt();
                match mechanism {
                    None => assert_eq!(told["event"], "key"),
                    Some(mechanism) => {
                        assert_eq!(
                            (&told["event"], &told["mechanism"]),
                            (&"login".into(), &mechanism.into())
                        );
                        assert_eq!(told["result"], "rejected:network");
                    }
                }
                if protocol == Protocol::Smtp && !starttls {
                    wire.send("EHLO client.example\r\n");
                }
                wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
                wire.send("QUIT\r\nt LOGOUT\r\nLOGOUT\r\n");
                wire.half_close();
                lines.push(wire.rest());
                assert_eq!(serve.result(), "rejected:not-offered");
            }
            seen.push(lines);
        }
        assert_eq!(seen[1], seen[0], "{protocol:?}: a key");
        assert_eq!(seen[2], seen[0], "{protocol:?}: a certificate");
    }
    allow(&data, HERE);
    for credential in [known.credential(), certified.credential()] {
        let greeting = serve.keyed(Imap, credential).line();
        assert!(greeting.starts_with("* PREAUTH "), "{greeting}");
    }
}
