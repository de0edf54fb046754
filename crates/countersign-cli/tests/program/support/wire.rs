//! The connection of a test: raw octets, lines, replies.
use super::{BOUND, Identity};
use rustls::{
    ClientConfig, ClientConnection, HandshakeKind, RootCertStore, ServerConnection, StreamOwned,
    client::ResolvesClientCert,
    crypto::ring::default_provider,
    pki_types::{CertificateDer, pem::PemObject},
};
use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream},
    path::Path,
    sync::Arc,
    thread,
    time::Duration,
};

pub(crate) struct Wire {
    tcp: TcpStream,
    stream: Box<dyn Stream>,
    ahead: Vec<u8>,
}

trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

/// The result of a handshake.
pub(crate) struct Handshake(Option<HandshakeKind>);

impl Handshake {
    pub(crate) fn is_resumed(&self) -> bool {
        self.0 == Some(HandshakeKind::Resumed)
    }
}

impl Wire {
    pub(crate) fn new(tcp: TcpStream) -> Self {
        tcp.set_read_timeout(Some(BOUND)).expect("a timeout");
        tcp.set_write_timeout(Some(BOUND)).expect("a timeout");
        tcp.set_nodelay(true).expect("no delay");
        let stream = Box::new(tcp.try_clone().expect("a second handle"));
        Self { tcp, stream, ahead: Vec::new() }
    }

    pub(crate) fn plain(address: SocketAddr) -> Self {
        Self::new(TcpStream::connect(address).expect("a connection"))
    }

    /// Connects from this local address.
    pub(crate) fn plain_from(from: Ipv4Addr, address: SocketAddr) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
        let stream = runtime.block_on(async {
            let socket = tokio::net::TcpSocket::new_v4()?;
            socket.bind((from, 0).into())?;
            socket.connect(address).await?.into_std()
        });
        let stream = stream.expect("a connection");
        stream.set_nonblocking(false).expect("a socket");
        Self::new(stream)
    }

    pub(crate) fn tls(address: SocketAddr, ca: &Path) -> Self {
        Self::plain(address).start_tls(ca)
    }

    /// Runs the client side of a handshake.
    pub(crate) fn start_tls(self, ca: &Path) -> Self {
        self.try_start_tls(ca).expect("a handshake")
    }

    /// Runs one that may fail.
    pub(crate) fn try_start_tls(self, ca: &Path) -> io::Result<Self> {
        self.try_start_tls_with(ca, None)
    }

    /// Runs one with a key, if the server requests one.
    pub(crate) fn try_start_tls_with(
        self,
        ca: &Path,
        key: Option<Arc<dyn ResolvesClientCert>>,
    ) -> io::Result<Self> {
        self.start_tls_as(&Self::client_config(ca, key)).map(|(wire, _)| wire)
    }

    /// Returns a client's configuration. Connections that share one resume each other's sessions.
    pub(crate) fn client_config(ca: &Path, key: Option<Arc<dyn ResolvesClientCert>>) -> Arc<ClientConfig> {
        Self::client_config_of(ca, key, rustls::DEFAULT_VERSIONS)
    }

    /// Returns one with these versions only.
    pub(crate) fn client_config_of(
        ca: &Path,
        key: Option<Arc<dyn ResolvesClientCert>>,
        versions: &[&'static rustls::SupportedProtocolVersion],
    ) -> Arc<ClientConfig> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(CertificateDer::pem_file_iter(ca).expect("a file").flatten());
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_protocol_versions(versions)
            .expect("versions")
            .with_root_certificates(roots);
        Arc::new(match key {
            Some(key) => config.with_client_cert_resolver(key),
            None => config.with_no_client_auth(),
        })
    }

    /// Runs the client side of a handshake by this configuration; returns its result.
    pub(crate) fn start_tls_as(self, config: &Arc<ClientConfig>) -> io::Result<(Self, Handshake)> {
        assert!(self.ahead.is_empty(), "read before the handshake: {:?}", self.ahead);
        let name = "localhost".try_into().expect("a name");
        let connection = ClientConnection::new(Arc::clone(config), name).expect("a client");
        let mut stream = StreamOwned::new(connection, self.tcp.try_clone()?);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        let handshake = Handshake(stream.conn.handshake_kind());
        Ok((Self { tcp: self.tcp, stream: Box::new(stream), ahead: Vec::new() }, handshake))
    }

    /// Runs the server side of a handshake; what was read ahead is dropped.
    pub(crate) fn accept_tls(self, identity: &Identity) -> io::Result<Self> {
        let connection = ServerConnection::new(identity.config()).expect("a server");
        let mut stream = StreamOwned::new(connection, self.tcp.try_clone()?);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        Ok(Self { tcp: self.tcp, stream: Box::new(stream), ahead: Vec::new() })
    }

    #[track_caller]
    pub(crate) fn send(&mut self, octets: impl AsRef<[u8]>) {
        self.try_send(octets).expect("the other end reads");
    }

    pub(crate) fn try_send(&mut self, octets: impl AsRef<[u8]>) -> io::Result<()> {
        self.stream.write_all(octets.as_ref())?;
        self.stream.flush()
    }

    /// Returns the next line; `None` at the end, however the connection ends.
    #[track_caller]
    pub(crate) fn next_line(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.ahead.iter().position(|octet| *octet == b'\n') {
                let line: Vec<u8> = self.ahead.drain(..=end).collect();
                let line = line.strip_suffix(b"\r\n").expect("CRLF");
                return Some(String::from_utf8(line.to_vec()).expect("UTF-8"));
            }
            let mut chunk = [0; 4096];
            match self.stream.read(&mut chunk) {
                Ok(0) => return None,
                Ok(count) => self.ahead.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => panic!("nothing was said"),
                Err(_) => return None,
            }
        }
    }

    #[track_caller]
    pub(crate) fn line(&mut self) -> String {
        self.next_line().expect("a line, not the end")
    }

    /// Returns all lines up to the end of the connection.
    #[track_caller]
    pub(crate) fn rest(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some(line) = self.next_line() {
            lines.push(line);
        }
        lines
    }

    /// Reads to the end.
    #[track_caller]
    pub(crate) fn drain(&mut self) {
        let mut chunk = [0; 4096];
        loop {
            match self.stream.read(&mut chunk) {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => panic!("it does not end"),
                Err(_) => return,
            }
        }
    }

    /// Sends this repeatedly until the other end reads no more.
    pub(crate) fn fill(&mut self, text: &str) {
        // Some of it is sent in part, so a command may be cut.
        let many = text.repeat(1_000);
        self.tcp.set_nonblocking(true).expect("a socket");
        let mut full = 0;
        while full < 20 {
            if self.stream.write_all(many.as_bytes()).is_ok() {
                full = 0;
            } else {
                full += 1;
                thread::sleep(Duration::from_millis(20));
            }
        }
        self.tcp.set_nonblocking(false).expect("a socket");
    }

    /// Returns whether it is still open, without waiting.
    pub(crate) fn is_open(&self) -> bool {
        self.tcp.set_nonblocking(true).expect("a socket");
        let open = match self.tcp.peek(&mut [0]) {
            Ok(count) => count > 0,
            Err(error) => error.kind() == io::ErrorKind::WouldBlock,
        };
        self.tcp.set_nonblocking(false).expect("a socket");
        open
    }

    /// Closes the sending side.
    pub(crate) fn half_close(&self) {
        match self.tcp.shutdown(Shutdown::Write) {
            // The other end may have disconnected already.
            Err(error) if error.kind() == io::ErrorKind::NotConnected => {}
            result => result.expect("a socket"),
        }
    }
}
