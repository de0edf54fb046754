//! Clients with channel binding, against `serve` with OpenSSL, which supports `tls-unique`, and with rustls. The
//! attacker in the middle is detected only by the channel binding.
use super::{gsasl, imtest};
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    serve::{Client, by_exit_code, serve_bound},
};

/// The build dependencies of `serve` with OpenSSL.
pub(crate) const HEADERS: [&str; 2] = ["libssl-dev", "pkg-config"];

pub(crate) const GSASL_OPENSSL: Entry = Entry {
    name: "gsasl-openssl",
    server: Server::Ours,
    slow: 1,
    programs: &["gsasl", "python3"],
    packages: &["gsasl", "python3", HEADERS[0], HEADERS[1]],
    rows: || [Version::V12, Version::V13].into_iter().flat_map(gsasl_rows).collect(),
    open: |bench| serve_bound(bench, gsasl_called("gsasl-openssl"), "openssl"),
};

pub(crate) const GSASL_RUSTLS: Entry = Entry {
    name: "gsasl-rustls",
    packages: &["gsasl", "python3"],
    rows: || gsasl_rows(Version::V13),
    open: |bench| serve_bound(bench, gsasl_called("gsasl-rustls"), "rustls"),
    ..GSASL_OPENSSL
};

pub(crate) const IMTEST_OPENSSL: Entry = Entry {
    name: "imtest-openssl",
    server: Server::Ours,
    slow: 1,
    programs: &["imtest", "smtptest", "python3"],
    packages: &["cyrus-clients", "libsasl2-modules", "python3", HEADERS[0], HEADERS[1]],
    rows: imtest_rows,
    open: |bench| {
        let client = Client { name: "imtest-openssl", command: imtest::command, is_in: imtest::is_in };
        serve_bound(bench, client, "openssl")
    },
};

fn gsasl_called(name: &'static str) -> Client {
    Client { name, command: gsasl::command, is_in: by_exit_code }
}

fn gsasl_rows(version: Version) -> Vec<Row> {
    let binding = if version == Version::V12 { "tls-unique" } else { "tls-exporter" };
    let mut rows = Vec::new();
    for protocol in [Protocol::Imap, Protocol::Smtp] {
        let row =
            |mechanism| Row::new(Server::Ours, protocol, Tls::Starttls(version), mechanism).bound_by(binding);
        rows.extend(["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS"].map(row));
        rows.extend(["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS"].map(|name| row(name).found_out()));
    }
    rows
}

const UNDEFINED: &str = "Cyrus SASL's clients say tls-unique under TLS 1.3 as well, where it is not defined; whatever they send, \
    it is no binding, so countersign refuses it";

/// The variant that combines `MIDDLE` and `PLUS`.
const TOLD_AND_FOUND_OUT: &str = "told -PLUS, somebody in the middle";

fn imtest_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in [Tls::Starttls(Version::V12), Tls::Implicit(Version::V12)] {
        for mechanism in ["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"] {
            for protocol in [Protocol::Imap, Protocol::Smtp] {
                let row = Row::new(Server::Ours, protocol, tls, mechanism).bound_by("tls-unique");
                rows.push(row.clone().variant(imtest::PLUS));
                rows.push(row.found_out().variant(TOLD_AND_FOUND_OUT));
            }
        }
    }
    for tls in [Tls::Starttls(Version::V13), Tls::Implicit(Version::V13)] {
        let row = Row::new(Server::Ours, Protocol::Imap, tls, "SCRAM-SHA-256").variant(imtest::PLUS);
        let record = row.rejected(Some("SCRAM-SHA-256"), "malformed");
        rows.push(row.refused(vec![record], UNDEFINED));
    }
    rows
}
