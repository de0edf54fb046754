//! mbsync of isync, with Cyrus SASL over OpenSSL. IMAP only.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    files::write,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "mbsync",
    server: Server::Ours,
    slow: 1,
    programs: &["mbsync"],
    packages: &["isync", "libsasl2-modules"],
    rows,
    open: |bench| serve(bench, Client { name: "mbsync", command, is_in: by_exit_code }),
};

fn rows() -> Vec<Row> {
    let row = |tls, mechanism| Row::new(Server::Ours, Protocol::Imap, tls, mechanism);
    let scram = ["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"];
    let clear = scram.map(|mechanism| row(Tls::None, mechanism));
    let encrypted = Tls::ENCRYPTED.into_iter().flat_map(|tls| {
        let rows =
            ["PLAIN", "LOGIN", "CRAM-MD5"].into_iter().chain(scram).map(move |mechanism| row(tls, mechanism));
        rows.chain([Row::by_key(Protocol::Imap, tls)])
    });
    let others = Row::by_keys_of_others(Protocol::Imap, Tls::Implicit(Version::V13));
    clear.into_iter().chain(encrypted).chain(others).collect()
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, .. } = login;
    let (user, password, mechanism) = (row.user, login.password(), row.mechanism);
    let kind = match row.tls {
        Tls::None => "None",
        Tls::Starttls(_) => "STARTTLS",
        Tls::Implicit(_) => "IMAPS",
    };
    let tls = row.tls.version().map(|version| {
        let version = if version == Version::V12 { "TLSv1.2" } else { "TLSv1.3" };
        format!("SSLVersions {version}\nCertificateFile {}\n", login.ca.display())
    });
    let key = if row.has_key() {
        let (crt, key) = (login.key.crt.display(), login.key.key.display());
        format!("ClientCertificate {crt}\nClientKey {key}\n")
    } else {
        String::new()
    };
    let mechanism = if row.has_key() { "EXTERNAL" } else { mechanism };
    let (tls, room) = (tls.unwrap_or_default() + &key, room.display());
    let text = format!(
        "IMAPAccount a\nHost localhost\nPort {port}\nUser \"{user}\"\nPass \"{password}\"\nAuthMechs {mechanism}\n\
         SSLType {kind}\n{tls}\n\
         IMAPStore far\nAccount a\n\n\
         MaildirStore near\nPath {room}/mail/\nInbox {room}/mail/INBOX\nSubFolders Verbatim\n\n\
         Channel c\nFar :far:\nNear :near:\nPatterns INBOX\nSyncState *\n"
    );
    let file = login.room.join("mbsyncrc");
    write(&file, &text)?;
    std::fs::create_dir(login.room.join("mail")).map_err(|error| error.to_string())?;
    let mut command = client("mbsync", login.room);
    command.arg("-c").arg(file).args(["-D", "-l", "c"]);
    Ok((command, String::new()))
}
