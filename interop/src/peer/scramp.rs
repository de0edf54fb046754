//! scramp, the SCRAM of Python's drivers for PostgreSQL, which supports channel binding and SCRAM-SHA3-512. The
//! framing is ours.
use super::{bound::HEADERS, frames};
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    install,
    serve::{Client, Login, by_exit_code, serve_bound},
};
use std::process::Command;

/// With rustls, which offers -PLUS under TLS 1.3.
pub(crate) const ENTRY: Entry = Entry {
    name: "scramp",
    server: Server::Ours,
    slow: 1,
    programs: &["python3"],
    packages: &["python3", "python3-pip"],
    rows: || {
        let mut rows = vec![bare(Tls::None, "SCRAM-SHA3-512")];
        for tls in Tls::ENCRYPTED {
            rows.extend(BARE.map(|mechanism| bare(tls, mechanism)));
        }
        for tls in Tls::ENCRYPTED.into_iter().filter(|tls| tls.version() == Some(Version::V13)) {
            for protocol in [Protocol::Imap, Protocol::Smtp] {
                rows.extend(PLUS.into_iter().flat_map(|mechanism| bound(protocol, tls, mechanism, POINT)));
            }
        }
        rows
    },
    open: |bench| {
        install::python(REQUIREMENTS)?;
        serve_bound(bench, Client { name: "scramp", command, is_in: by_exit_code }, "rustls")
    },
};

/// With OpenSSL, which offers -PLUS under TLS 1.2 as well.
pub(crate) const OPENSSL: Entry = Entry {
    name: "scramp-openssl",
    packages: &["python3", "python3-pip", HEADERS[0], HEADERS[1]],
    rows: || {
        let v12 = [Tls::Starttls(Version::V12), Tls::Implicit(Version::V12)];
        let mut rows = Vec::new();
        for tls in v12 {
            for binding in [UNIQUE, POINT] {
                rows.extend(PLUS.into_iter().flat_map(|name| bound(Protocol::Imap, tls, name, binding)));
            }
        }
        let tls = Tls::Implicit(Version::V13);
        rows.extend(PLUS.into_iter().flat_map(|name| bound(Protocol::Imap, tls, name, POINT)));
        rows
    },
    open: |bench| {
        install::python(REQUIREMENTS)?;
        serve_bound(bench, Client { name: "scramp-openssl", command, is_in: by_exit_code }, "openssl")
    },
    ..ENTRY
};

const BARE: [&str; 4] = ["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA3-512"];
const PLUS: [&str; 4] =
    ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS", "SCRAM-SHA3-512-PLUS"];
const UNIQUE: &str = "tls-unique";
const POINT: &str = "tls-server-end-point";

/// The variants with each channel binding type and an attacker in the middle.
const MIDDLES: [(&str, &str); 2] =
    [(UNIQUE, "tls-unique, somebody in the middle"), (POINT, "tls-server-end-point, somebody in the middle")];

fn bare(tls: Tls, mechanism: &'static str) -> Row {
    Row::new(Server::Ours, Protocol::Imap, tls, mechanism)
}

/// The channel binding type that the client sends is used, whatever else is available.
fn bound(protocol: Protocol, tls: Tls, mechanism: &'static str, binding: &'static str) -> Vec<Row> {
    let row = Row::new(Server::Ours, protocol, tls, mechanism).bound_by(binding).variant(binding);
    let found_out = MIDDLES.into_iter().filter(|(of, _)| *of == binding && protocol == Protocol::Imap);
    let found_out = found_out.map(|(_, called)| row.clone().found_out().variant(called));
    [row.clone()].into_iter().chain(found_out).collect()
}

/// From the registry of Python packages: Debian has no version with channel binding.
const REQUIREMENTS: &str = "\
scramp==1.5.0 --hash=sha256:8280608f568e81da9e9c9d69cac1331b836622d9b48bf5c5e400e16129c6d1fa
asn1crypto==1.5.1 --hash=sha256:db4e40728b728508912cbb3d44f19ce188f218e9eba635821bb4b68564f8fd67
";

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let binding = login.row.variant.split(',').next().unwrap_or_default();
    frames::command(login, SCRIPT, binding, &install::python_libraries())
}

/// It also verifies the server's proof: `set_server_final` throws.
const SCRIPT: &str = r#"
import scramp

binding = (extra, stream) if extra else None
client = scramp.ScramClient([mechanism], user, password, channel_binding=binding)
challenge = start(mechanism, client.get_client_first().encode())
client.set_server_first(challenge.decode())
challenge = turn(client.get_client_final().encode())
client.set_server_final(challenge.decode())
assert turn(b"") is None
"#;
