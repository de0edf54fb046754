//! openssl s_client with certificates of an authority: docs/certificates.md with our server.
use super::openssl::{is_in, with_certificate};
use crate::{
    authority::{ADDRESS, EXPIRED, FOREIGN, REVOKED, Site},
    bench::Bench,
    cell::{Credential, Protocol, Row, Server, TLS_KEY, Tls, USER},
    entry::{Entry, Peer},
    process::{client, run},
    serve::{Client, Login, start},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: NAME,
    server: Server::Ours,
    slow: 1,
    programs: &["openssl"],
    packages: &["openssl"],
    rows,
    open,
};

const NAME: &str = "openssl-certificates";

/// Adds an account without a password; the authority's files are in the client's folder.
fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let room = bench.room(NAME)?;
    let site = Site::make(&room)?;
    let data = room.join("data");
    let mut add = client(&bench.countersign, &room);
    add.args(["account", "add", USER, "--address", ADDRESS, "--data"]).arg(&data);
    let finished = run(add, "", &room.join("account.log"))?;
    if !finished.ok {
        return Err(format!("countersign account add: {}", finished.output));
    }
    let files = [data, site.file("ca.pem"), site.file("crl.pem")];
    let [data, ca, crl] = files.map(|file| file.display().to_string());
    let more = ["--data", &data, "--client-ca", &ca, "--client-crl", &crl, "--cert-name", "email"];
    let passwords = [Credential::Right, Credential::Wrong].map(Credential::password);
    start(bench, &bench.countersign, Client { name: NAME, command, is_in }, passwords, &more)
}

/// In the wrong half of a cell the certificate is not accepted, so there is no attempt.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in Tls::ENCRYPTED {
        for variant in [FOREIGN, REVOKED, EXPIRED] {
            let row = by_certificate(tls).variant(variant);
            // The command is sent whatever the server lists.
            rows.push(if matches!(tls, Tls::Starttls(_)) { row.tries_unlisted() } else { row });
        }
    }
    rows
}

/// Like a row by key, with the label of certificates.
fn by_certificate(tls: Tls) -> Row {
    let mut row = Row::by_key(Protocol::Imap, tls);
    if row.mechanism == TLS_KEY {
        row.mechanism = TLS_CERTIFICATE;
        row.right.records = vec![row.accepted(TLS_CERTIFICATE)];
    }
    row
}

/// The record of our server for a certificate that needs no mechanism.
const TLS_CERTIFICATE: &str = "tls-certificate";

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    // The authority's folder is beside those of the logins.
    let site = Site::at(login.room.parent().ok_or("no folder")?);
    Ok(with_certificate(login, &site.pem(login.row.variant, login.credential)))
}
