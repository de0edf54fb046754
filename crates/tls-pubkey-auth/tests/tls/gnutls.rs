//! Known answers of another library: what gnutls-cli computes on the same connection. They need that program, so they are
//! left out unless asked for; `.ci/run` asks.
use crate::{
    fixtures::{certificate, key},
    provider::provider,
};
use rustls::ServerConnection;
use std::{
    io::Read as _,
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
    sync::Arc,
    thread,
    time::Duration,
};
use tls_pubkey_auth::{
    Tls12Exporter,
    rustls::{Listener, ListenerOptions, server_bindings},
};

const LABEL: &str = "EXPORTER-Channel-Binding";

/// What both ends of one connection say, in hexadecimal.
struct Heard {
    ours: Ours,
    theirs: String,
}

struct Ours {
    exporter: Option<String>,
    end_point: Option<String>,
    without_context: String,
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}

/// The server's half of one connection.
fn serve(listener: &Listener, mut stream: TcpStream) -> Ours {
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut server = ServerConnection::new(Arc::clone(listener.config())).unwrap();
    while server.is_handshaking() {
        server.complete_io(&mut stream).unwrap();
    }
    let bindings = server_bindings(&server, listener.end_point(), Tls12Exporter::EmsRequired).unwrap();
    let without = server.export_keying_material([0_u8; 32], LABEL.as_bytes(), None).unwrap();
    let ours = Ours {
        exporter: bindings.exporter.map(|data| hex(&data)),
        end_point: bindings.server_end_point.map(|data| hex(data.octets())),
        without_context: hex(&without),
    };
    // Until the client goes.
    let _ = rustls::Stream::new(&mut server, &mut stream).read(&mut [0; 64]);
    ours
}

fn connect(leaf: &str, own_key: &str, version: &str) -> Heard {
    let options = ListenerOptions { require_ems: true, ..ListenerOptions::default() };
    let listener = Listener::new(provider(), vec![certificate(leaf)], key(own_key), options).unwrap();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port().to_string();
    let serving = thread::spawn(move || serve(&listener, socket.accept().unwrap().0));
    let output = Command::new("gnutls-cli")
        .args(["--verbose", "--insecure", "--no-ocsp", "--port", &port, "localhost"])
        .arg(format!("--keymatexport={LABEL}"))
        .arg("--keymatexportsize=32")
        .arg(format!("--priority=NORMAL:+SIGN-ALL:-VERS-ALL:+VERS-TLS{version}"))
        .stdin(Stdio::null())
        .output()
        .expect("gnutls-cli");
    let theirs = String::from_utf8_lossy(&output.stdout).to_lowercase();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Heard { ours: serving.join().unwrap_or_else(|_| panic!("{leaf}, {version}: {theirs} {said}")), theirs }
}

impl Heard {
    /// What stands behind these words.
    fn theirs(&self, words: &str) -> &str {
        let rest = self.theirs.split_once(words).map(|(_, rest)| rest);
        let rest = rest.unwrap_or_else(|| panic!("no {words} in {}", self.theirs));
        rest.trim_start().split(char::is_whitespace).next().unwrap_or_default()
    }

    fn their_end_point(&self) -> &str {
        self.theirs("'tls-server-end-point':")
    }

    fn their_export(&self) -> &str {
        self.theirs("key material:")
    }
}

#[test]
#[ignore = "needs gnutls-cli"]
fn gnutls_has_the_same_end_point() {
    let leaves = [
        ("p256", "p256", 32),
        ("ecdsa-sha1", "p256", 32),
        ("ecdsa-sha384", "p256", 48),
        ("rsa-sha1", "rsa2048", 32),
        ("rsa-sha384", "rsa2048", 48),
        ("rsa-sha512", "rsa2048", 64),
        ("pss-sha256", "rsa2048", 32),
        ("pss-sha384", "rsa2048", 48),
        ("pss-sha512", "rsa2048", 64),
    ];
    let mut seen = Vec::new();
    for (leaf, own_key, octets) in leaves {
        for version in ["1.2", "1.3"] {
            let heard = connect(leaf, own_key, version);
            assert_eq!(heard.ours.end_point.as_deref(), Some(heard.their_end_point()), "{leaf}, {version}");
            assert_eq!(heard.their_end_point().len(), 2 * octets, "{leaf}, {version}");
            seen.push(heard.their_end_point().to_owned());
        }
    }
    seen.dedup();
    assert_eq!(seen.len(), leaves.len(), "one for each leaf, whatever the version");
}

#[test]
#[ignore = "needs gnutls-cli"]
fn for_ed25519_gnutls_guesses_and_we_do_not() {
    for version in ["1.2", "1.3"] {
        let heard = connect("ed25519", "ed25519", version);
        assert_eq!(heard.ours.end_point, None, "{version}");
        assert_ne!(heard.their_end_point().len(), 64, "and its guess is not SHA-256");
    }
}

#[test]
#[ignore = "needs gnutls-cli"]
fn gnutls_exports_the_same_and_without_a_context_under_tls_12_another() {
    // It is told a label and no context: under TLS 1.3 that is an empty one, under TLS 1.2 it is not.
    let [v12, v13] = ["1.2", "1.3"].map(|version| connect("p256", "p256", version));
    assert_eq!(v13.ours.exporter.as_deref(), Some(v13.their_export()));
    assert_eq!(v13.ours.without_context, v13.their_export());
    assert_eq!(v12.ours.without_context, v12.their_export());
    assert!(v12.ours.exporter.as_deref().is_some_and(|own| own.len() == 64 && own != v12.their_export()));
    assert_ne!(v12.their_export(), v13.their_export());
}
