//! An attacker in the middle: terminates the client's TLS with a certificate of the same authority and opens a TLS
//! connection to the server. All data is forwarded; only the connections differ.
use crate::{
    cell::{Protocol, Row, Tls, Version},
    files::write,
    process::{Daemon, free_ports, wait_for},
    variant::MIDDLE,
};
use std::{
    ffi::OsStr,
    net::TcpStream,
    path::{Path, PathBuf},
    time::Duration,
};

/// The holder of that certificate.
#[derive(Clone)]
pub(crate) struct Impostor {
    pub(crate) cert: PathBuf,
    pub(crate) key: PathBuf,
}

/// The connection path to a server.
pub(crate) struct Route {
    /// The port to connect to.
    pub(crate) port: u16,
    /// The attacker's listener, if there is one; stopped when dropped.
    _middle: Option<Daemon>,
}

impl Impostor {
    /// Returns the path to this port, through the attacker if the row requires one.
    pub(crate) fn route(&self, row: &Row, room: &Path, port: u16) -> Result<Route, String> {
        if !row.variant.contains(MIDDLE) {
            return Ok(Route { port, _middle: None });
        }
        let (port, daemon) = self.stand_before(row, room, port)?;
        Ok(Route { port, _middle: Some(daemon) })
    }

    fn stand_before(&self, row: &Row, room: &Path, target: u16) -> Result<(u16, Daemon), String> {
        let script = room.join("middle.py");
        write(&script, SCRIPT)?;
        let [port, ready] = free_ports()?;
        let how = match (row.protocol, row.tls) {
            (Protocol::Postgres, _) => "postgres",
            (_, Tls::Implicit(_)) => "implicit",
            _ => "starttls",
        };
        let version = if row.tls.version() == Some(Version::V12) { "TLSv1_2" } else { "TLSv1_3" };
        let numbers = [port, target, ready].map(|number| number.to_string());
        let [port_word, target, ready_word] = &numbers;
        let arguments = [
            OsStr::new("-I"),
            script.as_os_str(),
            OsStr::new(port_word),
            OsStr::new(target),
            OsStr::new(ready_word),
            OsStr::new(how),
            OsStr::new(version),
            self.cert.as_os_str(),
            self.key.as_os_str(),
        ];
        let daemon = Daemon::start(Path::new("/usr/bin/python3"), &arguments, room, &room.join("middle"))?;
        // The second port serves readiness checks, so that a check is not taken for the client.
        let is_up = || TcpStream::connect(("127.0.0.1", ready)).ok();
        wait_for(Duration::from_secs(10), is_up).ok_or("the attacker's proxy did not start")?;
        Ok((port, daemon))
    }
}

const SCRIPT: &str = r#"
import select, socket, ssl, sys

port, target, ready, how, version, cert, key = sys.argv[1:]
listener = socket.create_server(("127.0.0.1", int(port)))
beacon = socket.create_server(("127.0.0.1", int(ready)))
version = ssl.TLSVersion[version]
near = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
near.load_cert_chain(cert, key)
far = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
far.check_hostname = False
far.verify_mode = ssl.CERT_NONE
for context in (near, far):
    context.minimum_version = context.maximum_version = version


def line(stream):
    text = b""
    while not text.endswith(b"\n"):
        octet = stream.recv(1)
        if not octet:
            return text
        text += octet
    return text


def until_tls(client, server):
    if how == "postgres":
        server.sendall(client.recv(8, socket.MSG_WAITALL))
        client.sendall(server.recv(1))
        return
    while how == "starttls":
        for stream in select.select([client, server], [], [])[0]:
            data = stream.recv(65536)
            if not data:
                raise ConnectionError
            if stream is server:
                client.sendall(data)
            elif b"STARTTLS" in data.upper():
                # Some write the end of the line by itself.
                data += b"" if data.endswith(b"\n") else line(client)
                server.sendall(data)
                client.sendall(line(server))
                return
            else:
                server.sendall(data)


def between(client, server):
    until_tls(client, server)
    client = near.wrap_socket(client, server_side=True)
    server = far.wrap_socket(server)
    other = {client: server, server: client}
    while True:
        waiting = [stream for stream in other if stream.pending()]
        for stream in waiting or select.select(list(other), [], [])[0]:
            stream.setblocking(False)
            try:
                data = stream.recv(65536)
            except ssl.SSLWantReadError:
                continue
            finally:
                stream.setblocking(True)
            if not data:
                return
            other[stream].sendall(data)


while True:
    client, _ = listener.accept()
    server = socket.create_connection(("127.0.0.1", int(target)))
    try:
        between(client, server)
    except OSError as error:
        print(error, flush=True)
    finally:
        client.close()
        server.close()
"#;
