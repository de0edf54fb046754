//! The caller's description of the client's connection.
use super::line::Writer;
use alloc::string::{String, ToString as _};
use core::net::IpAddr;

/// The protection of the client's connection, as the caller states it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Transport {
    /// No field: cleartext.
    #[default]
    Clear,
    /// `secured`: TLS, or the client is on the same machine.
    Secured,
    /// `secured=tls`: TLS.
    Tls,
}

impl Transport {
    /// Returns whether the connection is protected from eavesdroppers on the network.
    pub const fn is_secured(self) -> bool {
        !matches!(self, Self::Clear)
    }
}

/// The parameters of a request that describe the client's connection to the caller. All of them are statements of
/// the caller.
///
/// | field | in the line | sent by |
/// |---|---|---|
/// | `service` | `service=` or `protocol=` | all |
/// | `transport` | `secured`, `secured=tls` | all |
/// | `local_ip`, `remote_ip` | `lip=`, `rip=` | Postfix, Exim, Dovecot |
/// | `local_port`, `remote_port` | `lport=`, `rport=` | Dovecot |
/// | `local_name` | `local_name=` (the TLS server name) | Dovecot |
/// | `session_id`, `ja3_hash` | `session=`, `ssl_ja3_hash=` | Dovecot |
/// | `no_login` | `nologin`: no master process asks for the account | Postfix, Exim, chasquid |
/// | `no_penalty` | `no-penalty`: do not delay by the address | chasquid |
/// | `debug` | `debug` | |
///
/// An address or port that cannot be parsed (`rip=unknown`) is `None`, and so is text that is not UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Session {
    /// The protocol that the client speaks: `smtp`, `imap`, `pop3`, `submission`, `sieve`, ..
    pub service: String,
    /// The protection of the client's connection.
    pub transport: Transport,
    /// The caller's address of the client's connection.
    pub local_ip: Option<IpAddr>,
    /// The client's address.
    pub remote_ip: Option<IpAddr>,
    /// The caller's port.
    pub local_port: Option<u16>,
    /// The client's port.
    pub remote_port: Option<u16>,
    /// The server name that the client requested in TLS.
    pub local_name: Option<String>,
    /// The caller's identifier of the client's session.
    pub session_id: Option<String>,
    /// The JA3 hash of the client's TLS handshake.
    pub ja3_hash: Option<String>,
    /// No process will use a master socket for this login.
    pub no_login: bool,
    /// The caller requests no delay based on the address.
    pub no_penalty: bool,
    /// The caller requests more detailed logs.
    pub debug: bool,
}

impl Session {
    /// Creates the parameters of a client of which only the service is known.
    ///
    /// ```
    /// use auth_daemon_protocols::dovecot::{Session, Transport};
    /// let mut session = Session::new("imap");
    /// session.transport = Transport::Tls;
    /// session.remote_ip = Some("192.0.2.7".parse().unwrap());
    /// ```
    pub fn new(service: &str) -> Self {
        Self { service: service.to_string(), ..Self::default() }
    }

    /// Stores a parameter whose escapes are resolved; others are ignored.
    pub(crate) fn take(&mut self, name: &[u8], value: &[u8]) {
        let text = || String::from_utf8(value.to_vec()).ok();
        match name {
            b"service" | b"protocol" => self.service = text().unwrap_or_default(),
            b"secured" => self.transport = if value == b"tls" { Transport::Tls } else { Transport::Secured },
            b"lip" => self.local_ip = read(value),
            b"rip" => self.remote_ip = read(value),
            b"lport" => self.local_port = read(value),
            b"rport" => self.remote_port = read(value),
            b"local_name" => self.local_name = text(),
            b"session" => self.session_id = text(),
            b"ssl_ja3_hash" => self.ja3_hash = text(),
            b"nologin" => self.no_login = true,
            b"no-penalty" => self.no_penalty = true,
            b"debug" => self.debug = true,
            _ => {}
        }
    }

    /// Writes the parameters after the service and the protection, in Dovecot's order.
    pub(crate) fn write(&self, writer: Writer) -> Writer {
        let text = |value: Option<IpAddr>| value.map(|address| address.to_string());
        let port = |value: Option<u16>| value.map(|port| port.to_string());
        writer
            .optional("session", self.session_id.as_deref())
            .optional("lip", text(self.local_ip).as_deref())
            .optional("rip", text(self.remote_ip).as_deref())
            .optional("lport", port(self.local_port).as_deref())
            .optional("rport", port(self.remote_port).as_deref())
            .optional("ssl_ja3_hash", self.ja3_hash.as_deref())
            .optional("local_name", self.local_name.as_deref())
            .flag("no-penalty", self.no_penalty)
            .flag("nologin", self.no_login)
            .flag("debug", self.debug)
    }
}

fn read<T: core::str::FromStr>(value: &[u8]) -> Option<T> {
    core::str::from_utf8(value).ok()?.parse().ok()
}
