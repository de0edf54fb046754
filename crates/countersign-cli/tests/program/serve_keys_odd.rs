//! Client certificates that are not accepted: the connection continues without them.
use crate::support::{
    ALL, Data, Key, Protocol,
    Protocol::{Imap, Smtp},
    Serve, USER, Wire, command, output, plain,
};
use rustls::{
    Error, SignatureAlgorithm, SignatureScheme, SupportedProtocolVersion,
    client::ResolvesClientCert,
    pki_types::CertificateDer,
    sign::{CertifiedKey, Signer, SigningKey},
    version::{TLS12, TLS13},
};
use std::{fs, path::PathBuf, sync::Arc};

/// A file of the key library's tests.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tls-pubkey-auth/tests/certificates").join(name)
}

/// A certificate without a key: the signature is invalid.
#[derive(Clone, Debug)]
struct Odd(Vec<u8>);

impl Odd {
    fn of(name: &str) -> Arc<Self> {
        Arc::new(Self(fs::read(file(name)).expect("a certificate")))
    }
}

impl ResolvesClientCert for Odd {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let chain = vec![CertificateDer::from(self.0.clone())];
        Some(Arc::new(CertifiedKey::new(chain, Arc::new(self.clone()))))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

impl SigningKey for Odd {
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        Some(Box::new(self.clone()))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ECDSA
    }
}

impl Signer for Odd {
    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, Error> {
        Ok(vec![0; 70])
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::ECDSA_NISTP256_SHA256
    }
}

/// Returns a connection inside TLS of this version, with this credential.
fn presenting(
    serve: &Serve,
    protocol: Protocol,
    odd: Arc<Odd>,
    version: &'static SupportedProtocolVersion,
) -> Wire {
    let mut wire = serve.clear(protocol);
    wire.send(protocol.starttls());
    wire.line();
    let config = Wire::client_config_of(&serve.ready.ca, Some(odd), &[version]);
    let (mut wire, _) = wire.start_tls_as(&config).expect("a handshake");
    match protocol {
        Protocol::Smtp => drop(wire.smtp("EHLO client.example")),
        Protocol::Sieve => drop(wire.answer()),
        Protocol::Imap | Protocol::Pop3 => {}
    }
    wire
}

/// With rustls, whose verifier receives these and can verify none of them.
const ODD: [(&str, &str); 11] = [
    ("odd-rsa1024.der", "rsa-size"),
    ("odd-rsa9216.der", "rsa-size"),
    ("odd-explicit.der", "not-canonical"),
    ("odd-secp256k1.der", "unsupported"),
    ("odd-brainpool.der", "unsupported"),
    ("odd-p224.der", "unsupported"),
    ("odd-ed448.der", "unsupported"),
    ("odd-dsa.der", "unsupported"),
    ("odd-rsa-pss.der", "unsupported"),
    ("p521.der", "not-verifiable"),
    // No certificate at all.
    ("p256-sha384.sig", "not-a-certificate"),
];

#[test]
fn a171_an_odd_certificate_is_ignored_and_a_password_logs_in() {
    let data = Data::with_key(&Key::new(), &[]);
    let serve = Serve::run_on(&data, &["--tls", "rustls", "--register-keys"]);
    let mut seen = 0;
    for (at, (name, why)) in ODD.into_iter().enumerate() {
        for version in [&TLS12, &TLS13] {
            // Each protocol several times, and each kind with each version.
            let protocol = ALL[(at + usize::from(version == &TLS13)) % ALL.len()];
            let mut wire = presenting(&serve, protocol, Odd::of(name), version);
            let told = serve.attempt();
            seen += 1;
            assert_eq!((&told["event"], &told["seen"]), (&"key".into(), &seen.into()), "{told}");
            assert_eq!(told["result"], format!("unusable:{why}"), "{name}");
            assert!(told.get("key").is_none(), "no fingerprint of what was not proved: {told}");
            wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
            assert!(!protocol.is_in(&wire.line()));
            assert_eq!(serve.result(), "rejected:not-offered");
            assert!(wire.log_in(protocol), "{name} {protocol:?}");
            assert_eq!(serve.result(), "accepted");
            if protocol == Imap {
                assert!(!wire.imap("CAPABILITY")[0].contains("X-REGISTER-KEY"));
                let reply = wire.imap("X-REGISTER-KEY \"odd\"").pop().expect("a reply");
                assert!(!reply.starts_with("t OK"), "{reply}");
            }
        }
    }
    assert_eq!(data.run(&["key", "list", "--json"]).rows().len(), 1, "none was registered");
}

#[test]
fn a171_an_odd_certificate_inside_tls_gets_a_greeting_without_login() {
    let data = Data::with_key(&Key::new(), &[]);
    let serve = Serve::run_on(&data, &["--tls", "rustls"]);
    let mut imap = serve.keyed(Imap, Odd::of("odd-rsa1024.der"));
    assert!(imap.line().starts_with("* OK "));
    let mut smtp = serve.keyed(Smtp, Odd::of("p521.der")).greeted(Smtp);
    assert!(smtp.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("530 "));
}

#[test]
fn a171_a_registered_key_that_cannot_be_verified_does_not_log_in() {
    // As a build with OpenSSL, or an older one, may have left it.
    let data = Data::with_key(&Key::new(), &[]);
    let folder = tempfile::tempdir().expect("a folder");
    let backup = folder.path().join("backup");
    data.done(&["account", "backup", backup.to_str().expect("UTF-8")]);
    let spki = fs::read(file("p521.spki")).expect("a key");
    let fingerprint = tls_pubkey_auth::Spki::from_public_key(&spki).expect("a key").fingerprint().to_string();
    let text = fs::read_to_string(&backup).expect("lines");
    let lines = text.lines().map(|line| {
        let mut row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if row["table"] == "client_key" {
            row["row"]["spki"] = crate::support::base64(&spki).into();
            row["row"]["fingerprint"] = fingerprint.clone().into();
        }
        format!("{row}\n")
    });
    fs::write(&backup, lines.collect::<String>()).expect("a file");
    let restored = Data::none();
    restored.done(&["account", "restore", backup.to_str().expect("UTF-8")]);
    assert_eq!(restored.run(&["key", "show", &fingerprint, "--json"]).json()["type"], "ecdsa-p521");
    let serve = Serve::run_on(&restored, &["--tls", "rustls"]);
    for version in [&TLS12, &TLS13] {
        let mut wire = presenting(&serve, Imap, Odd::of("p521.der"), version);
        assert_eq!(serve.result(), "unusable:not-verifiable");
        assert!(!wire.imap("CAPABILITY")[0].contains("EXTERNAL"));
        let reply = wire.imap(format!("AUTHENTICATE PLAIN {}", plain(USER))).pop().expect("a reply");
        assert!(reply.starts_with("t OK "), "{reply}");
        assert_eq!(serve.result(), "accepted");
    }
}

#[test]
fn a171_a_right_certificate_with_a_wrong_signature_ends_the_handshake() {
    let key = Key::new();
    let data = Data::with_key(&key, &[]);
    let serve = Serve::run_on(&data, &["--tls", "rustls"]);
    let own = Arc::new(Odd(key.made.certificate_der().to_vec()));
    for version in [&TLS12, &TLS13] {
        let config = Wire::client_config_of(&serve.ready.ca, Some(own.clone()), &[version]);
        // Under TLS 1.3 a client has finished before it is rejected.
        let wire = Wire::plain(serve.ready.imaps).start_tls_as(&config);
        assert!(wire.map_or(true, |(mut wire, _)| wire.next_line().is_none()));
    }
    assert!(serve.no_more_attempts());
}

#[test]
fn a172_a_key_that_no_library_of_the_build_verifies_is_refused() {
    let data = Data::new();
    for name in ["p521.der", "p521.spki"] {
        let path = file(name);
        let path = path.to_str().expect("UTF-8");
        let said = data.run(&["key", "add", USER, path]);
        if cfg!(feature = "openssl") {
            assert_eq!(said.code, 0, "{said:?}");
            assert!(said.err.contains("--tls openssl"), "{said:?}");
            data.done(&["key", "remove", path]);
        } else {
            assert_eq!(said.code, 1, "{said:?}");
            assert!(said.err.contains("use Ed25519, ECDSA P-256 or P-384, or RSA"), "{said:?}");
            assert!(data.run(&["key", "list", "--json"]).rows().is_empty());
        }
    }
    let option = format!("{USER}:{}", file("p521.der").display());
    for check in [&["--check"][..], &[]] {
        let mut serve =
            command(&["serve", "--tls", "rustls", "--imap", "127.0.0.1:0", "--user", "alice:wonderland"]);
        serve.args(["--user-key", &option]).args(check);
        let said = output(serve);
        assert_ne!(said.code, 0, "{said:?}");
        assert!(said.err.contains("cannot verify keys of this kind"), "{said:?}");
    }
}
