//! Python's imaplib and smtplib, which scripts use.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    files::write,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "python",
    server: Server::Ours,
    slow: 1,
    programs: &["python3"],
    packages: &["python3"],
    rows,
    open: |bench| serve(bench, Client { name: "python", command, is_in: by_exit_code }),
};

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in Tls::ENCRYPTED {
        let row = |protocol, mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
        rows.extend(["PLAIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER"].map(|name| row(Protocol::Imap, name)));
        rows.push(row(Protocol::Imap, "LOGIN").variant("the command"));
        rows.extend(["PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2"].map(|name| row(Protocol::Smtp, name)));
    }
    rows
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let file = room.join("client.py");
    write(&file, SCRIPT)?;
    let mut command = client("python3", room);
    let protocol = if row.protocol == Protocol::Imap { "imap" } else { "smtp" };
    let tls = if matches!(row.tls, Tls::Implicit(_)) { "implicit" } else { "starttls" };
    let version = if row.tls.version() == Some(Version::V12) { "TLSv1_2" } else { "TLSv1_3" };
    let secret = if row.mechanism.contains("OAUTH") { login.token() } else { login.password().into() };
    command.arg("-I").arg(file).args([
        protocol,
        tls,
        version,
        row.mechanism,
        row.user,
        &secret,
        &port.to_string(),
    ]);
    command.arg(ca);
    Ok((command, String::new()))
}

/// Each mechanism with the library's own code if it has some.
const SCRIPT: &str = r#"
import imaplib, smtplib, ssl, sys

protocol, tls, version, mechanism, user, secret, port, ca = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
xoauth2 = f"user={user}\x01auth=Bearer {secret}\x01\x01"
oauthbearer = f"n,a={user},\x01auth=Bearer {secret}\x01\x01"

if protocol == "imap":
    if tls == "implicit":
        client = imaplib.IMAP4_SSL("localhost", int(port), ssl_context=context)
    else:
        client = imaplib.IMAP4("localhost", int(port))
        client.starttls(context)
    # A token goes in answer to the first challenge; what explains a refusal is answered with the octet 1.
    token = lambda text: lambda challenge: b"\x01" if challenge else text.encode()
    match mechanism:
        case "LOGIN": client.login(user, secret)
        case "CRAM-MD5": client.login_cram_md5(user, secret)
        case "PLAIN": client.authenticate("PLAIN", lambda _: f"\0{user}\0{secret}".encode())
        case "XOAUTH2": client.authenticate("XOAUTH2", token(xoauth2))
        case "OAUTHBEARER": client.authenticate("OAUTHBEARER", token(oauthbearer))
    client.logout()
else:
    if tls == "implicit":
        client = smtplib.SMTP_SSL("localhost", int(port), context=context)
    else:
        client = smtplib.SMTP("localhost", int(port))
        client.starttls(context=context)
    client.ehlo()
    client.user, client.password = user, secret
    match mechanism:
        case "PLAIN": client.auth("PLAIN", client.auth_plain)
        case "LOGIN": client.auth("LOGIN", client.auth_login)
        case "CRAM-MD5": client.auth("CRAM-MD5", client.auth_cram_md5, initial_response_ok=False)
        case "XOAUTH2": client.auth("XOAUTH2", lambda challenge=None: "" if challenge else xoauth2)
    client.quit()
"#;
