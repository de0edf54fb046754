//! The client's side of a connection: lines inside TLS.
use countersign::{
    Bindings, bindings_of,
    keys::{Tls12Exporter, rustls::client_bindings},
};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use std::{error::Error, io, net::SocketAddr, path::Path, sync::Arc};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// The certificate authority that the clients trust.
#[derive(Clone)]
pub struct Trust(Arc<ClientConfig>);

impl Trust {
    pub fn new(authority: &Path) -> Result<Self, Box<dyn Error>> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(authority)? {
            roots.add(certificate?)?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        Ok(Self(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
    }

    /// Returns a handshake before its start, whose messages the caller sends.
    pub fn begun(&self) -> Result<ClientConnection, rustls::Error> {
        ClientConnection::new(Arc::clone(&self.0), localhost())
    }
}

fn localhost() -> ServerName<'static> {
    ServerName::IpAddress(std::net::IpAddr::from([127, 0, 0, 1]).into())
}

/// A connection inside TLS.
pub struct Wire(BufReader<TlsStream<TcpStream>>);

/// The maximum length of the server's lines.
const LINE: u64 = 8_192;

/// Connects without TLS, to an address of this machine.
pub async fn connect(server: SocketAddr) -> io::Result<TcpStream> {
    if !server.ip().is_loopback() {
        return Err(io::Error::other("that is another machine"));
    }
    let stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Reads a line without reading ahead, because a handshake can follow.
pub async fn line(stream: &mut TcpStream) -> io::Result<String> {
    let mut line = Vec::new();
    while line.last() != Some(&b'\n') && (line.len() as u64) < LINE {
        line.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

impl Wire {
    /// Connects with implicit TLS.
    pub async fn implicit(server: SocketAddr, trust: &Trust) -> io::Result<Self> {
        Self::handshake(connect(server).await?, trust).await
    }

    /// Connects with IMAP's STARTTLS.
    pub async fn starttls(server: SocketAddr, trust: &Trust) -> io::Result<Self> {
        Self::handshake(before_tls(server).await?, trust).await
    }

    async fn handshake(stream: TcpStream, trust: &Trust) -> io::Result<Self> {
        let stream = TlsConnector::from(Arc::clone(&trust.0)).connect(localhost(), stream).await?;
        Ok(Self(BufReader::with_capacity(1024, stream)))
    }

    pub async fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if (&mut self.0).take(LINE).read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }

    pub async fn write(&mut self, text: &str) -> io::Result<()> {
        self.0.write_all(text.as_bytes()).await?;
        self.0.flush().await
    }

    /// Writes a line and reads one.
    pub async fn ask(&mut self, text: &str) -> io::Result<String> {
        self.write(&format!("{text}\r\n")).await?;
        self.line().await
    }

    /// Returns the channel bindings of this connection.
    pub fn bindings(&self) -> Bindings {
        let given = client_bindings(self.0.get_ref().get_ref().1, Tls12Exporter::Never);
        given.map_or(Bindings::NONE, |given| bindings_of(&given))
    }

    /// Returns the connection beneath TLS.
    pub fn into_stream(self) -> TcpStream {
        self.0.into_inner().into_inner().0
    }
}

/// Connects to IMAP and sends STARTTLS, up to the server's acceptance.
pub async fn before_tls(server: SocketAddr) -> io::Result<TcpStream> {
    let mut stream = connect(server).await?;
    line(&mut stream).await?;
    stream.write_all(b"s STARTTLS\r\n").await?;
    let answer = line(&mut stream).await?;
    if answer.starts_with("s OK") { Ok(stream) } else { Err(io::Error::other(answer)) }
}
