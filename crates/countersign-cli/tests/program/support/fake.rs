//! A server whose output a test controls.
use super::{BOUND, Protocol, Wire};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::{ServerConfig, crypto::ring::default_provider, pki_types::PrivateKeyDer};
use std::{
    net::TcpListener,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    thread,
};
use tempfile::TempDir;

/// It serves one connection.
pub(crate) struct Fake<T> {
    port: u16,
    result: Receiver<T>,
}

impl<T: Send + 'static> Fake<T> {
    /// Serves by this script; its result is for the test.
    pub(crate) fn new(script: impl FnOnce(Wire) -> T + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a socket");
        let port = listener.local_addr().expect("an address").port();
        let (tell, result) = channel();
        thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a connection");
            // If no client connects, the test has failed already.
            let _ = tell.send(script(Wire::new(stream)));
        });
        Self { port, result }
    }

    pub(crate) fn url(&self, scheme: &str) -> String {
        format!("{scheme}://localhost:{}", self.port)
    }

    /// Returns the script's result.
    #[track_caller]
    pub(crate) fn result(self) -> T {
        self.result.recv_timeout(BOUND).expect("the script comes to its end")
    }
}

/// A certificate for localhost, and a file to trust it by.
pub(crate) struct Identity {
    config: Arc<ServerConfig>,
    folder: TempDir,
}

impl Identity {
    pub(crate) fn make() -> Self {
        let made = generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let CertifiedKey { cert, signing_key } = made;
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("ca.pem"), cert.pem()).expect("a file");
        std::fs::write(folder.path().join("key.pem"), signing_key.serialize_pem()).expect("a file");
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], PrivateKeyDer::from(signing_key))
            .expect("a certificate");
        Self { config: Arc::new(config), folder }
    }

    pub(crate) fn ca(&self) -> PathBuf {
        self.path("ca.pem")
    }

    /// Returns `ca.pem`, which is the certificate itself, or `key.pem`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.config)
    }
}

/// Greets, lists these mechanisms without STARTTLS, and reads the login command; returns its arguments.
pub(crate) fn greet(wire: &mut Wire, protocol: Protocol, mechanisms: &[&str]) -> String {
    hello(wire, protocol);
    list(wire, protocol, mechanisms, false);
    wire.next_line().unwrap_or_default()
}

/// Sends the greeting. (In ManageSieve that is the list.)
pub(crate) fn hello(wire: &mut Wire, protocol: Protocol) {
    wire.send(protocol.pick(["* OK hello\r\n", "220 hello\r\n", "+OK hello\r\n", ""]));
}

/// Sends the list, once the client has requested it. Nothing, if the client has disconnected instead.
pub(crate) fn list(wire: &mut Wire, protocol: Protocol, mechanisms: &[&str], starttls: bool) {
    let asks = protocol.pick(["a0 CAPABILITY", "EHLO localhost", "CAPA", ""]);
    if protocol != Protocol::Sieve && wire.next_line().as_deref() != Some(asks) {
        return;
    }
    let names = mechanisms.join(" ");
    wire.send(match protocol {
        Protocol::Imap => {
            let words: String = mechanisms.iter().map(|name| format!(" AUTH={name}")).collect();
            let starttls = if starttls { " STARTTLS" } else { "" };
            format!("* CAPABILITY IMAP4rev1 SASL-IR{starttls}{words}\r\na0 OK done\r\n")
        }
        Protocol::Smtp => {
            let starttls = if starttls { "250-STARTTLS\r\n" } else { "" };
            format!("250-hello\r\n{starttls}250 AUTH {names}\r\n")
        }
        Protocol::Pop3 => {
            let starttls = if starttls { "STLS\r\n" } else { "" };
            format!("+OK list\r\n{starttls}SASL {names}\r\n.\r\n")
        }
        Protocol::Sieve => {
            let starttls = if starttls { "\"STARTTLS\"\r\n" } else { "" };
            format!("\"SIEVE\" \"\"\r\n{starttls}\"SASL\" \"{names}\"\r\nOK \"list\"\r\n")
        }
    });
}
