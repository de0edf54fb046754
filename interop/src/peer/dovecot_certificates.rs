//! Dovecot at a site with its own certificate authority, docs/certificates.md: clients with a certificate log in
//! with EXTERNAL as its address, others with their passwords.
use crate::{
    authority::{EXPIRED, FOREIGN, REVOKED, Site},
    bench::Bench,
    cell::{Credential, Protocol, Record, Row, Seen, Server, Tls, USER, Version},
    dovecot::Dovecot,
    entry::{Entry, Peer},
    process::{client, run},
};
use serde_json::Value;
use std::path::PathBuf;

pub(crate) const ENTRY: Entry = Entry {
    name: "dovecot-certificates",
    server: Server::Theirs,
    slow: 1,
    programs: &["dovecot", "openssl"],
    packages: super::dovecot::PACKAGES,
    rows,
    open,
};

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in Tls::ENCRYPTED {
        for variant in [FOREIGN, REVOKED, EXPIRED] {
            let mut row = Row::new(Server::Theirs, Protocol::Imap, tls, "EXTERNAL").variant(variant);
            for record in &mut row.wrong.records {
                // No accepted certificate has identified the client.
                record.account = Some(String::new());
            }
            rows.push(row);
        }
        rows.push(Row::new(Server::Theirs, Protocol::Imap, tls, "PLAIN").variant("no certificate"));
    }
    rows
}

struct Servers {
    v12: Dovecot,
    v13: Dovecot,
    site: Site,
    countersign: PathBuf,
    ca: PathBuf,
    passwords: [PathBuf; 2],
    room: PathBuf,
    count: u32,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let room = bench.room("login-dovecot-certificates")?;
    let site = Site::make(&room)?;
    // Passwords are disabled for clients with a certificate: without `mechanisms` any password would be accepted,
    // even an empty one.
    let more = format!(
        "auth_mechanisms = plain external\nssl_ca = <{}\nssl_verify_client_cert = yes\nssl_require_crl = yes\n\
         auth_ssl_username_from_cert = yes\nssl_cert_username_field = emailAddress\nauth_username_format = %n\n\
         passdb {{\n  driver = static\n  mechanisms = external\n  args = nopassword=y\n}}\n",
        site.file("ca-crl.pem").display()
    );
    let user = format!("{USER}:{{PLAIN}}{}", Credential::Right.password());
    let start = |name, version| Dovecot::start_as(bench, name, Some(version), &user, &more);
    Ok(Box::new(Servers {
        v12: start("dovecot-certificates-tls12", Version::V12)?,
        v13: start("dovecot-certificates-tls13", Version::V13)?,
        site,
        countersign: bench.countersign.clone(),
        ca: bench.ca.clone(),
        passwords: [Credential::Right, Credential::Wrong].map(|credential| bench.password_file(credential)),
        room,
        count: 0,
    }))
}

impl Peer for Servers {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.count += 1;
        let server = if row.tls.version() == Some(Version::V12) { &mut self.v12 } else { &mut self.v13 };
        server.begin();
        let (scheme, port) =
            if matches!(row.tls, Tls::Implicit(_)) { ("imaps", server.imaps) } else { ("imap", server.imap) };
        let mut command = client(&self.countersign, &self.room);
        command.arg("login").arg(format!("{scheme}://localhost:{port}"));
        command.args(["--json", "--trace", "--mechanism", row.mechanism, "--ca"]).arg(&self.ca);
        if row.mechanism == "EXTERNAL" {
            command.arg("--client-cert").arg(self.site.pem(row.variant, credential));
        } else {
            let [right, wrong] = &self.passwords;
            let file = if credential == Credential::Right { right } else { wrong };
            command.args(["--user", USER, "--password-file"]).arg(file);
        }
        let finished = run(command, "", &self.room.join(format!("{:03}.log", self.count)))?;
        let said = finished.output.lines().find(|line| line.starts_with('{')).unwrap_or_default();
        let said: Value =
            serde_json::from_str(said).map_err(|_| format!("login says no JSON: {}", finished.output))?;
        let records: Vec<Record> = server.records();
        Ok(Seen { records, client_in: finished.ok && said["ok"] == true })
    }
}
