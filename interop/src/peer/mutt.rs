//! mutt, with GNU SASL over GnuTLS.
use crate::{
    cell::{Protocol, Row, Server, Tls, USER, Version, Want},
    entry::Entry,
    files::write,
    process::{Finished, client, read},
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "mutt",
    server: Server::Ours,
    slow: 2,
    programs: &["mutt", "script"],
    packages: &["mutt"],
    rows,
    open: |bench| serve(bench, Client { name: "mutt", command, is_in }),
};

/// The variant in which mutt chooses the mechanism.
pub(super) const NO_LIST: &str = "no list";

const NO_BINDING: &str = "mutt takes -PLUS when it is offered, but gives its SASL library no channel binding, so that \
    fails on its own side before anything is sent; left to itself it goes on with the LOGIN command";
const NO_BINDING_PINNED: &str = "mutt gives its SASL library no channel binding: -PLUS fails on its own side before \
    anything is sent";

const TRAILING_SPACE: &str = "where the server has SASL-IR, mutt writes a space behind the name of a mechanism that begins \
    with the server: an initial response of no characters, which IMAP does not have";

fn rows() -> Vec<Row> {
    let row = |protocol, tls, mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
    let mut rows = vec![row(Protocol::Imap, Tls::None, "SCRAM-SHA-256")];
    for tls in Tls::ENCRYPTED {
        let names = ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "LOGIN", "OAUTHBEARER", "XOAUTH2"];
        rows.extend(names.map(|mechanism| row(Protocol::Imap, tls, mechanism)));
        let cram_md5 = row(Protocol::Imap, tls, "CRAM-MD5");
        let undecodable = cram_md5.rejected(Some("CRAM-MD5"), "undecodable");
        rows.push(cram_md5.refused(vec![undecodable], TRAILING_SPACE));
        rows.push(Row::by_key(Protocol::Imap, tls));
        if tls.version() == Some(Version::V13) {
            rows.push(row(Protocol::Imap, tls, "SCRAM-SHA-256-PLUS").refused(Vec::new(), NO_BINDING_PINNED));
            let free = row(Protocol::Imap, tls, "SCRAM-SHA-256-PLUS").variant(NO_LIST);
            let explained = |records, client_in| Want { records, client_in, why: Some(NO_BINDING) };
            let right = explained(vec![free.accepted("LOGIN")], true);
            let wrong = explained(vec![free.rejected(Some("LOGIN"), "bad-credentials")], false);
            rows.push(Row { right, wrong, ..free });
        }
    }
    rows.extend(Row::by_keys_of_others(Protocol::Imap, Tls::Implicit(Version::V13)));
    rows.push(row(Protocol::Pop3, Tls::None, "SCRAM-SHA-256"));
    for tls in Tls::ENCRYPTED {
        rows.extend(["PLAIN", "SCRAM-SHA-256", "USER"].map(|mechanism| row(Protocol::Pop3, tls, mechanism)));
    }
    rows.push(row(Protocol::Smtp, Tls::None, "SCRAM-SHA-256"));
    for tls in Tls::ENCRYPTED {
        let names = ["PLAIN", "SCRAM-SHA-256", "LOGIN", "CRAM-MD5", "OAUTHBEARER", "XOAUTH2"];
        rows.extend(names.map(|mechanism| row(Protocol::Smtp, tls, mechanism)));
    }
    rows
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    command_of("mutt", "", login)
}

/// Returns the command for mutt or its fork, with additional settings.
pub(super) fn command_of(program: &str, more: &str, login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let (user, password, mechanism) = (row.user, login.password(), row.mechanism.to_lowercase());
    let (ca, encrypted) = (ca.display(), if row.tls == Tls::None { "no" } else { "yes" });
    let secure = if matches!(row.tls, Tls::Implicit(_)) { "s" } else { "" };
    let spool = match row.protocol {
        Protocol::Pop3 => format!("pop{secure}://{USER}@localhost:{port}/"),
        _ => format!("imap{secure}://localhost:{port}/INBOX"),
    };
    let mut text = format!(
        "set folder=imap{secure}://localhost:{port}/ spoolfile={spool}\n\
         set pop_user=\"{user}\" pop_pass=\"{password}\"\n\
         set imap_user=\"{user}\" imap_pass=\"{password}\" smtp_pass=\"{password}\"\n\
         set smtp_url=smtp{secure}://{USER}@localhost:{port}/ from={USER}@localhost realname=user\n\
         set ssl_force_tls={encrypted} ssl_starttls={encrypted} ssl_ca_certificates_file={ca}\n\
         set record='' header_cache='' message_cachedir='' abort_nosubject=no timeout=2 sleep_time=0\n"
    );
    if let Some(version) = row.tls.version() {
        let (v12, v13) = if version == Version::V12 { ("yes", "no") } else { ("no", "yes") };
        text += &format!("set ssl_use_tlsv1_2={v12} ssl_use_tlsv1_3={v13}\n");
    }
    if row.variant != NO_LIST {
        let protocol = match row.protocol {
            Protocol::Imap => "imap",
            Protocol::Pop3 => "pop",
            _ => "smtp",
        };
        text += &format!("set {protocol}_authenticators={mechanism}\n");
    }
    if row.has_key() {
        text += &format!("set ssl_client_cert={}\n", login.key.pem.display());
    }
    if row.mechanism.contains("OAUTH") {
        write(&room.join("token"), &login.token())?;
        let show = format!("'cat {}/token'", room.display());
        text += &format!("set imap_oauth_refresh_command={show} smtp_oauth_refresh_command={show}\n");
    }
    let file = room.join("muttrc");
    write(&file, &text)?;
    match row.protocol {
        Protocol::Imap | Protocol::Pop3 => {
            // A full-screen program, which needs a terminal. The debug log is .muttdebug0. If there is input,
            // `script` waits for two seconds at its end.
            let mut command = client("script", room);
            let words = format!("{program} -n -F muttrc -d 2 {more} -e 'push <quit>y'");
            command.args(["-qec", &words, "/dev/null"]);
            Ok((command, String::new()))
        }
        Protocol::Sieve | Protocol::Postgres => Err("mutt has neither".into()),
        Protocol::Smtp => {
            let mut command = client(program, room);
            command.args(["-n", "-F", "muttrc", "-d", "2", "-s", "interop", "user@localhost"]);
            Ok((command, "Hello\n".into()))
        }
    }
}

/// In IMAP and POP3 the exit code has no meaning: an authenticated client has selected the mailbox or reports that
/// it is empty.
pub(super) fn is_in(finished: &Finished, login: &Login<'_>) -> bool {
    match login.row.protocol {
        Protocol::Smtp | Protocol::Sieve | Protocol::Postgres => finished.ok,
        Protocol::Pop3 => read(&login.room.join(".muttdebug0")).contains("+OK 0 0"),
        Protocol::Imap => read(&login.room.join(".muttdebug0")).contains("SELECT completed"),
    }
}
