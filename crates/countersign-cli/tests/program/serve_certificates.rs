//! Logins by certificates of an authority.
use crate::support::{
    ALL, CertificateAuthority, Certified, Data, PASSWORD,
    Protocol::{Imap, Pop3, Sieve, Smtp},
    Serve, USER, base64, command, output, plain,
};

/// In years.
const LONG: i32 = 2100;
const OVER: i32 = 2025;
const ALICE: &str = "alice@example.org";

/// Makes alice and bob with passwords and carol without one, all without keys.
fn data() -> Data {
    let data = Data::new();
    data.done(&["account", "add", "bob", "--address", "bob@example.org"]);
    data.set_password("bob", PASSWORD);
    data.done(&["account", "add", "carol", "--address", "carol@example.org"]);
    data
}

fn serve(data: &Data, ca: &CertificateAuthority) -> Serve {
    Serve::run_on(data, &["--client-ca", &ca.file(), "--client-crl", &ca.revoke(&[66], LONG)])
}

/// Checks that the connection continues as without a certificate, in every protocol; the log has the reason.
#[track_caller]
fn nobody(serve: &Serve, certified: &Certified, why: &str) {
    for protocol in ALL {
        let mut wire = serve.keyed_starttls(protocol, certified.credential());
        let told = serve.attempt();
        assert_eq!((&told["event"], &told["result"]), (&"key".into(), &why.into()), "{protocol:?}");
        assert_eq!((&told["key"], told["account"].is_null()), (&certified.fingerprint().into(), true));
        assert!(!told.to_string().contains("example.org"), "{told}");
        wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
        assert!(!protocol.is_in(&wire.line()));
        assert_eq!(serve.result(), "rejected:not-offered");
    }
    let mut wire = serve.keyed(Imap, certified.credential()).greeted(Imap);
    assert_eq!(serve.result(), why);
    assert!(wire.imap(format!("AUTHENTICATE PLAIN {}", plain("bob"))).pop().unwrap().starts_with("t OK "));
    assert_eq!(serve.result(), "accepted", "passwords are taken all the same");
    let mut smtp = serve.keyed(Smtp, certified.credential()).greeted(Smtp);
    assert_eq!(serve.result(), why);
    assert!(smtp.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("530 "));
}

#[test]
fn a_certificate_logs_in_like_a_key() {
    let (data, ca) = (data(), CertificateAuthority::new());
    let serve = serve(&data, &ca);
    let alice = ca.certify(ALICE, 7, LONG);
    let greeting = serve.keyed(Imap, alice.credential()).line();
    assert!(greeting.starts_with("* PREAUTH "), "{greeting}");
    let told = serve.attempt();
    assert_eq!((&told["mechanism"], &told["account"]), (&"tls-certificate".into(), &USER.into()));
    assert_eq!((&told["event"], &told["key"]), (&"login".into(), &alice.fingerprint().into()));
    assert!(
        !told.to_string().contains("example.org"),
        "the fingerprint, and not what the certificate says: {told}"
    );
    for protocol in [Imap, Pop3, Sieve] {
        let mut wire = serve.keyed_starttls(protocol, alice.credential());
        assert!(serve.no_more_attempts(), "{protocol:?}: the certificate alone is no login");
        wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
        assert!(protocol.is_in(&wire.line()), "{protocol:?}");
        let told = serve.attempt();
        assert_eq!((&told["mechanism"], &told["account"]), (&"EXTERNAL".into(), &USER.into()));
    }
    let mut smtp = serve.keyed_starttls(Smtp, alice.credential());
    assert_eq!(serve.attempt()["mechanism"], "tls-certificate");
    assert!(smtp.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("250 "));
}

#[test]
fn foreign_revoked_and_expired_certificates_do_not_log_in() {
    let (data, ca, other) = (data(), CertificateAuthority::new(), CertificateAuthority::new());
    let serve = serve(&data, &ca);
    // The other authority has the same name.
    nobody(&serve, &other.certify(ALICE, 7, LONG), "bad-signature");
    nobody(&serve, &ca.certify(ALICE, 66, LONG), "revoked");
    nobody(&serve, &ca.certify(ALICE, 7, OVER), "expired");
    nobody(&serve, &ca.certify("mallory@example.org", 7, LONG), "no-account");
    nobody(&serve, &ca.certify("alice", 7, LONG), "not-an-address");
    assert!(serve.keyed(Imap, ca.certify(ALICE, 7, LONG).credential()).line().starts_with("* PREAUTH "));
}

#[test]
fn a_list_is_reloaded_and_an_expired_one_rejects_all_certificates() {
    let (data, ca) = (data(), CertificateAuthority::new());
    let serve = serve(&data, &ca);
    let alice = ca.certify(ALICE, 7, LONG);
    let greeting = || serve.keyed(Imap, alice.credential()).line();
    let expect = |result: &str| assert_eq!(serve.result(), result);
    assert!(greeting().starts_with("* PREAUTH "));
    expect("accepted");
    ca.revoke(&[66, 7], LONG);
    assert!(greeting().starts_with("* OK "));
    expect("revoked");
    // An unusable file does not replace the previous one.
    let list = ca.revoke(&[], LONG);
    std::fs::write(&list, "nothing").unwrap();
    assert!(greeting().starts_with("* OK "));
    expect("revoked");
    ca.revoke(&[], OVER);
    assert!(greeting().starts_with("* OK "));
    expect("crl-expired");
    ca.revoke(&[66], LONG);
    assert!(greeting().starts_with("* PREAUTH "));
    expect("accepted");
}

#[test]
fn a_disabled_account_cannot_use_certificates_and_its_connections_end() {
    let (data, ca) = (data(), CertificateAuthority::new());
    let serve = serve(&data, &ca);
    let alice = ca.certify(ALICE, 7, LONG);
    let mut wire = serve.keyed(Imap, alice.credential());
    assert!(wire.line().starts_with("* PREAUTH "));
    assert_eq!(serve.result(), "accepted");
    data.done(&["account", "disable", USER]);
    let farewell = wire.line();
    assert!(farewell.starts_with("* BYE "), "{farewell}");
    assert!(serve.keyed(Imap, alice.credential()).line().starts_with("* OK "));
    assert_eq!(serve.result(), "disabled");
}

#[test]
fn the_key_comes_first_and_a_certificate_is_not_taken_for_it() {
    let (data, ca) = (data(), CertificateAuthority::new());
    let serve = serve(&data, &ca);
    let alice = ca.certify(ALICE, 7, LONG);
    // Bob has registered the key of the certificate: a client with the key is Bob, whatever the certificate says.
    data.done(&["key", "add", "bob", &alice.file(&ca)]);
    serve.keyed(Imap, alice.credential()).line();
    let told = serve.attempt();
    assert_eq!((&told["mechanism"], &told["account"]), (&"tls-key".into(), &"bob".into()));
    // While Bob is disabled it logs in to no account.
    data.done(&["account", "disable", "bob"]);
    assert!(serve.keyed(Imap, alice.credential()).line().starts_with("* OK "));
    assert_eq!(serve.result(), "disabled");
    // In no certificate it has no name.
    let other = ca.certify(ALICE, 7, LONG);
    assert!(serve.keyed(Imap, other.bare()).line().starts_with("* OK "));
    assert_eq!(serve.result(), "unknown");
}

#[test]
fn external_may_name_the_account_and_no_other() {
    let (data, ca) = (data(), CertificateAuthority::new());
    let serve = serve(&data, &ca);
    let alice = ca.certify("alice@EXAMPLE.org", 7, LONG);
    for (name, accepted) in [("alice", true), (ALICE, true), ("bob", false), ("carol@example.org", false)] {
        let mut wire = serve.keyed_starttls(Imap, alice.credential());
        let reply = wire.imap(format!("AUTHENTICATE EXTERNAL {}", base64(name))).pop().unwrap();
        assert_eq!(reply.starts_with("t OK "), accepted, "{name}: {reply}");
        assert_eq!(serve.result(), if accepted { "accepted" } else { "rejected:not-authorized" });
    }
    // After the certificate only its own account may log in.
    let mut wire = serve.keyed_starttls(Imap, alice.credential());
    assert!(wire.imap(format!("AUTHENTICATE PLAIN {}", plain("bob"))).pop().unwrap().starts_with("t NO ["));
}

#[test]
fn an_account_with_a_certificate_only_has_no_empty_password() {
    let (data, ca) = (data(), CertificateAuthority::new());
    let serve = serve(&data, &ca);
    let carol = ca.certify("carol@example.org", 9, LONG);
    for user in ["carol", "carol@example.org"] {
        for password in ["", " ", "\0", "carol", PASSWORD] {
            for mut wire in
                [serve.started(Imap), serve.tls(Imap), serve.keyed_starttls(Imap, carol.credential())]
            {
                let message = base64(format!("\0{user}\0{password}"));
                let reply = wire.imap(format!("AUTHENTICATE PLAIN {message}")).pop().unwrap();
                assert!(reply.starts_with("t NO "), "{user} {password:?}: {reply}");
                assert!(serve.result().starts_with("rejected:"));
                wire.imap("LOGOUT");
            }
        }
        let mut wire = serve.started(Imap);
        assert!(wire.imap(format!("LOGIN {user} \"\"")).pop().unwrap().starts_with("t NO "));
        assert!(serve.result().starts_with("rejected:"));
    }
    assert!(serve.keyed(Imap, carol.credential()).line().starts_with("* PREAUTH "));
}

#[test]
fn an_authority_can_be_limited_to_domains() {
    let (data, ca) = (data(), CertificateAuthority::new());
    let greeting = |domains: &str| {
        let serve = Serve::run_on(&data, &["--client-ca", &format!("{domains}={}", ca.file())]);
        let greeting = serve.keyed(Imap, ca.certify(ALICE, 7, LONG).credential()).line();
        (greeting.starts_with("* PREAUTH "), serve.result())
    };
    assert_eq!(greeting("example.org"), (true, "accepted".into()));
    assert_eq!(greeting("example.com,example.net"), (false, "foreign-domain".into()));
}

#[test]
fn unusable_files_are_errors_at_startup() {
    let (data, ca, other) = (data(), CertificateAuthority::new(), CertificateAuthority::new());
    let (file, foreign) = (ca.file(), other.revoke(&[], LONG));
    let key = crate::support::Key::new();
    let leaf = key.file("crt");
    for (arguments, words) in [
        (&["--client-ca", "/nowhere"][..], "/nowhere"),
        (&["--client-ca", &leaf], "not an authority's"),
        (&["--client-ca", &file, "--client-ca", &file], "or a duplicate"),
        (&["--client-ca", &file, "--client-crl", &foreign], "not signed by it"),
        (&["--client-ca", &file, "--client-crl", &file], "no block of the expected kind"),
        (&["--client-crl", &foreign], "--client-ca"),
        (&["--client-ca", &file, "--cert-name", "dn"], "--cert-name"),
    ] {
        let [option, place] = data.option();
        let said = output(command(&[&["serve", option, place], arguments].concat()));
        assert!(said.code == 2 && said.err.contains(words), "{arguments:?}: {said:?}");
    }
}
