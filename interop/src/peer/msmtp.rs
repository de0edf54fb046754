//! msmtp, with GNU SASL over GnuTLS. Submission only.
use crate::{
    cell::{Protocol, Row, Server, Tls, USER, Version},
    entry::Entry,
    files::write,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "msmtp",
    server: Server::Ours,
    slow: 1,
    programs: &["msmtp"],
    packages: &["msmtp"],
    rows,
    open: |bench| serve(bench, Client { name: "msmtp", command, is_in: by_exit_code }),
};

fn rows() -> Vec<Row> {
    let row = |tls, mechanism| Row::new(Server::Ours, Protocol::Smtp, tls, mechanism);
    let mut rows = vec![row(Tls::None, "SCRAM-SHA-256")];
    for tls in Tls::ENCRYPTED {
        let names = ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "LOGIN", "CRAM-MD5", "OAUTHBEARER", "XOAUTH2"];
        rows.extend(names.map(|name| row(tls, name)));
        rows.push(Row::by_key(Protocol::Smtp, tls));
    }
    rows.extend(Row::by_keys_of_others(Protocol::Smtp, Tls::Implicit(Version::V13)));
    rows
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let (row, user) = (login.row, login.row.user);
    let on = |is_on| if is_on { "on" } else { "off" };
    let (tls, starttls) = (on(row.tls != Tls::None), on(matches!(row.tls, Tls::Starttls(_))));
    let (port, ca) = (login.port, login.ca.display());
    let password = if row.mechanism.contains("OAUTH") { login.token() } else { login.password().into() };
    let mechanism = row.mechanism.to_lowercase();
    let mut text = format!(
        "account a\nhost localhost\nport {port}\nfrom {USER}@localhost\nauth {mechanism}\nuser \"{user}\"\n\
         password \"{password}\"\ntls {tls}\ntls_starttls {starttls}\ntls_trust_file {ca}\n"
    );
    if row.has_key() {
        let (crt, key) = (login.key.crt.display(), login.key.key.display());
        text += &format!("tls_cert_file {crt}\ntls_key_file {key}\n");
    }
    if let Some(version) = row.tls.version() {
        let version = if version == Version::V12 { "1.2" } else { "1.3" };
        text += &format!("tls_priorities NORMAL:-VERS-ALL:+VERS-TLS{version}\n");
    }
    let file = login.room.join("msmtprc");
    write(&file, &format!("{text}account default : a\n"))?;
    let mut command = client("msmtp", login.room);
    command.arg("-C").arg(file).args(["--debug", "user@localhost"]);
    Ok((command, "Subject: interop\n\nHello\n".into()))
}
