//! A server that says what a test wants it to.
use super::{BOUND, Protocol, Protocol::Imap, Protocol::Smtp, Wire};
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
    /// Serve by this script; what it returns is for the test to look at.
    pub(crate) fn new(script: impl FnOnce(Wire) -> T + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a socket");
        let port = listener.local_addr().expect("an address").port();
        let (tell, result) = channel();
        thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a connection");
            // If nobody asks, the test has failed already.
            let _ = tell.send(script(Wire::new(stream)));
        });
        Self { port, result }
    }

    pub(crate) fn url(&self, scheme: &str) -> String {
        format!("{scheme}://localhost:{}", self.port)
    }

    /// What the script returned.
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
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], PrivateKeyDer::from(signing_key))
            .expect("a certificate");
        Self { config: Arc::new(config), folder }
    }

    pub(crate) fn ca(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    pub(crate) fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.config)
    }
}

/// A server that greets, and lists these mechanisms without STARTTLS, up to the login command: its arguments.
pub(crate) fn greet(wire: &mut Wire, protocol: Protocol, mechanisms: &[&str]) -> String {
    match protocol {
        Imap => {
            wire.send("* OK hello\r\n");
            let words: String = mechanisms.iter().map(|name| format!(" AUTH={name}")).collect();
            assert_eq!(wire.line(), "a0 CAPABILITY");
            wire.send(format!("* CAPABILITY IMAP4rev1 SASL-IR{words}\r\na0 OK done\r\n"));
        }
        Smtp => {
            wire.send("220 hello\r\n");
            assert!(wire.line().starts_with("EHLO "));
            wire.send(format!("250-hello\r\n250 AUTH {}\r\n", mechanisms.join(" ")));
        }
    }
    wire.next_line().unwrap_or_default()
}
