//! OpenSSL at one end or at both: the same logins, the same trust, and the binding that rustls does not have.
use crate::support::{ALL, Data, IMPLICIT, Key, PASSWORD, Protocol, Said, Serve, USER, command, output};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const OPENSSL: &[&str] = &["--tls", "openssl"];
const RUSTLS: &[&str] = &["--tls", "rustls"];

/// Writes OpenSSL's own configuration, which allows this version only.
fn only(folder: &TempDir, version: &str) -> PathBuf {
    let file = folder.path().join("openssl.cnf");
    let text = format!(
        "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = {version}\n\
         MaxProtocol = {version}\n"
    );
    std::fs::write(&file, text).expect("a file");
    file
}

fn login(url: &str, ca: &Path, configuration: Option<&Path>, more: &[&str]) -> Said {
    let mut command = command(&["login", url, "--user", USER, "--json", "--ca"]);
    command.arg(ca).args(more).env("COUNTERSIGN_PASSWORD", PASSWORD);
    if let Some(file) = configuration {
        command.env("OPENSSL_CONF", file);
    }
    output(command)
}

fn starttls(serve: &Serve, protocol: Protocol) -> String {
    format!("{}://localhost:{}", protocol.scheme(), serve.address(protocol).port())
}

fn imaps(serve: &Serve) -> String {
    format!("imaps://localhost:{}", serve.ready.imaps.port())
}

/// Returns the binding with this version at an OpenSSL client, according to both ends.
fn binding(serve: &Serve, url: &str, version: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let said = login(url, &serve.ready.ca, Some(&only(&folder, version)), OPENSSL);
    assert_eq!(said.code, 0, "{url} {version}: {said:?}");
    let (told, attempt) = (said.json(), serve.attempt());
    assert_eq!((&told["binding"], &attempt["result"]), (&attempt["binding"], &"accepted".into()));
    assert_eq!(told["server_verified"], true);
    told["binding"].as_str().map(str::to_owned)
}

#[test]
fn tls_12_is_bound_by_tls_unique_and_tls_13_by_tls_exporter() {
    let serve = Serve::with(OPENSSL);
    for protocol in ALL {
        let url = starttls(&serve, protocol);
        assert_eq!(binding(&serve, &url, "TLSv1.2").as_deref(), Some("tls-unique"), "{protocol:?}");
        assert_eq!(binding(&serve, &url, "TLSv1.3").as_deref(), Some("tls-exporter"), "{protocol:?}");
    }
    for (scheme, address) in ["imaps", "smtps", "pop3s"].iter().zip(serve.implicit()) {
        let url = format!("{scheme}://localhost:{}", address.port());
        assert_eq!(binding(&serve, &url, "TLSv1.2").as_deref(), Some("tls-unique"), "{scheme}");
    }
}

#[test]
fn the_two_libraries_bind_to_the_same_where_both_can() {
    let serve = Serve::with(RUSTLS);
    assert_eq!(binding(&serve, &imaps(&serve), "TLSv1.3").as_deref(), Some("tls-exporter"));
    // A server with rustls has no binding there.
    assert_eq!(binding(&serve, &imaps(&serve), "TLSv1.2"), None);
    let serve = Serve::with(OPENSSL);
    let said = login(&imaps(&serve), &serve.ready.ca, None, RUSTLS);
    assert_eq!((said.code, said.json()["binding"].as_str()), (0, Some("tls-exporter")), "{said:?}");
}

#[test]
fn an_untrusted_server_gets_nothing() {
    let (serve, other) = (Serve::with(OPENSSL), Serve::with(OPENSSL));
    let said = login(&imaps(&serve), &other.ready.ca, None, OPENSSL);
    assert_eq!((said.code, said.json()["error"].as_str()), (3, Some("connection")), "another authority");
    let port = serve.ready.imaps.port();
    // The same server by an address and by a name that its certificate does not have.
    for host in ["0.0.0.0", "127.1"] {
        let said = login(&format!("imaps://{host}:{port}"), &serve.ready.ca, None, OPENSSL);
        assert_eq!((said.code, said.json()["error"].as_str()), (3, Some("connection")), "{host}");
    }
    let said = login(&format!("imaps://127.0.0.1:{port}"), &serve.ready.ca, None, OPENSSL);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn a_client_without_verification_sends_no_password() {
    let serve = Serve::with(OPENSSL);
    for mechanism in [None, Some("PLAIN")] {
        let url = imaps(&serve);
        let mut command =
            command(&["login", &url, "--user", USER, "--json", "--insecure", "--tls", "openssl"]);
        command
            .args(mechanism.iter().flat_map(|name| ["--mechanism", name]))
            .env("COUNTERSIGN_PASSWORD", PASSWORD);
        let said = output(command);
        assert_eq!(said.code, 0, "{said:?}");
        let scram = said.json()["mechanism"].as_str().is_some_and(|name| name.starts_with("SCRAM-"));
        assert_eq!(scram, mechanism.is_none(), "PLAIN only by name");
    }
}

#[test]
fn a_key_logs_in_and_an_unknown_one_does_not() {
    let (key, other) = (Key::new(), Key::new());
    let data = Data::with_key(&key, &[]);
    let serve = Serve::run_on(&data, OPENSSL);
    for protocol in IMPLICIT {
        let [imaps, submissions, pop3s] = serve.implicit();
        let port = protocol.pick([imaps, submissions, pop3s, pop3s]).port();
        let url = format!("{}s://localhost:{port}", protocol.scheme());
        let with = |key: &Key| {
            let mut command = command(&["login", &url, "--json", "--client-cert", &key.file("pem"), "--ca"]);
            command.arg(&serve.ready.ca);
            output(command)
        };
        let said = with(&key);
        assert_eq!(said.code, 0, "{protocol:?}: {said:?}");
        let attempt = serve.attempt();
        assert_eq!((&attempt["account"], &attempt["key"]), (&USER.into(), &key.fingerprint().into()));
        while !serve.no_more_attempts() {}
        let said = with(&other);
        assert_eq!((said.code, said.json()["error"].as_str()), (1, Some("no-mechanism")), "{said:?}");
        assert_eq!(serve.attempt()["key"], other.fingerprint());
    }
}

#[test]
fn a171_an_odd_certificate_is_ignored_and_a_password_logs_in() {
    use openssl::{pkey::PKey, ssl, x509::X509};
    use std::io::{Read as _, Write as _};
    let data = Data::with_key(&Key::new(), &[]);
    let serve = Serve::run_on(&data, OPENSSL);
    let read = |name: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tls-pubkey-auth/tests/certificates");
        std::fs::read(folder.join(name)).expect("a file")
    };
    for version in [ssl::SslVersion::TLS1_2, ssl::SslVersion::TLS1_3] {
        for (name, why) in
            [("odd-rsa1024", "rsa-size"), ("odd-rsa9216", "rsa-size"), ("odd-explicit", "not-canonical")]
        {
            let mut client = ssl::SslConnector::builder(ssl::SslMethod::tls_client()).expect("a client");
            client.set_ca_file(&serve.ready.ca).expect("an authority");
            client.set_security_level(0);
            client.set_min_proto_version(Some(version)).expect("a version");
            client.set_max_proto_version(Some(version)).expect("a version");
            let certificate = X509::from_der(&read(&format!("{name}.der"))).expect("a certificate");
            client.set_certificate(&certificate).expect("a certificate");
            let key = PKey::private_key_from_der(&read(&format!("{name}.key"))).expect("a key");
            client.set_private_key(&key).expect("its key");
            let tcp = std::net::TcpStream::connect(serve.ready.imaps).expect("a connection");
            let mut stream = client.build().connect("localhost", tcp).expect("a handshake");
            write!(stream, "t LOGIN {USER} {PASSWORD}\r\nx LOGOUT\r\n").expect("it is sent");
            let mut said = String::new();
            let _ = stream.read_to_string(&mut said);
            assert!(said.starts_with("* OK ") && said.contains("\r\nt OK "), "{name}: {said}");
            assert_eq!(serve.result(), format!("unusable:{why}"), "{name}");
            assert_eq!(serve.result(), "accepted");
        }
    }
}

#[test]
fn options_that_need_rustls_are_errors_with_openssl() {
    let key = Key::new();
    let file = key.file("pem");
    for arguments in [
        &["serve", "--tls", "openssl", "--tls-sessions", "4", "--imaps", "127.0.0.1:0"][..],
        &["login", "imaps://localhost:1", "--tls", "openssl", "--insecure", "--client-cert", &file],
    ] {
        let said = output(command(arguments));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("--tls rustls"), "{said:?}");
    }
}
