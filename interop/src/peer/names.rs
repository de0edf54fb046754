//! Names with special characters, and a non-ASCII name and password.
use super::{
    curl, data, fetchmail, gsasl, imtest, mbsync, msmtp, mutt, neomutt, poplib, python, sieve_connect, swaks,
};
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Server, Tls, Version},
    entry::{Entry, Peer},
    process::Finished,
    serve::{Client, Login, Make, by_exit_code, serve_names},
};

/// The special characters. A gs2-header escapes comma and equals sign as `=2C` and `=3D`; CRAM-MD5 has a space
/// after the name.
pub(super) const NAMES: [(&str, &str); 3] =
    [("umlaut", "jürgen"), ("comma, equals, space", "a,b=c d"), ("200 octets", LONG)];
const LONG: &str = concat!(
    "a-name-of-40-octets-is-not-yet-very-long",
    "a-name-of-40-octets-is-not-yet-very-long",
    "a-name-of-40-octets-is-not-yet-very-long",
    "a-name-of-40-octets-is-not-yet-very-long",
    "a-name-of-40-octets-is-not-yet-very-long"
);
/// SASLprep leaves them unchanged.
pub(super) const PASSWORDS: [&str; 2] = ["Grüße", "Grüsse"];

const INSIDE: Tls = Tls::Implicit(Version::V13);

/// Returns a row for each name.
fn named(protocol: Protocol, tls: Tls, mechanism: &'static str) -> impl Iterator<Item = Row> {
    let row = Row::new(Server::Ours, protocol, tls, mechanism);
    NAMES.into_iter().map(move |(what, name)| row.clone().variant(what).named(name))
}

fn all(protocol: Protocol, tls: Tls, mechanisms: &[&'static str]) -> Vec<Row> {
    mechanisms.iter().flat_map(|mechanism| named(protocol, tls, mechanism)).collect()
}

fn open(
    bench: &Bench,
    name: &'static str,
    command: Make,
    is_in: fn(&Finished, &Login<'_>) -> bool,
) -> Result<Box<dyn Peer>, String> {
    serve_names(bench, Client { name, command, is_in }, &NAMES.map(|(_, name)| name), PASSWORDS, &[])
}

pub(crate) const GSASL: Entry = Entry {
    name: "gsasl-names",
    rows: || {
        let tls = Tls::Starttls(Version::V13);
        let mut rows = all(Protocol::Imap, tls, &["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256-PLUS"]);
        rows.extend(all(Protocol::Smtp, tls, &["SCRAM-SHA-256-PLUS"]));
        rows
    },
    open: |bench| open(bench, "gsasl-names", |login| data::utf8(gsasl::command(login)?), by_exit_code),
    ..gsasl::ENTRY
};

const ATOM: &str =
    "in the LOGIN command imtest writes a name as an atom, which has neither spaces nor letters beyond ASCII";

pub(crate) const IMTEST: Entry = Entry {
    name: "imtest-names",
    rows: || {
        let mut rows = all(Protocol::Imap, INSIDE, &["PLAIN", "SCRAM-SHA-256", "CRAM-MD5"]);
        let as_atom = |row: Row| if row.user == LONG { row } else { row.refused(Vec::new(), ATOM) };
        rows.extend(named(Protocol::Imap, INSIDE, "LOGIN").map(as_atom));
        rows.extend(all(Protocol::Smtp, INSIDE, &["SCRAM-SHA-512", "LOGIN"]));
        rows
    },
    open: |bench| open(bench, "imtest-names", imtest::command, imtest::is_in),
    ..imtest::ENTRY
};

pub(crate) const CURL: Entry = Entry {
    name: "curl-names",
    rows: || all(Protocol::Imap, INSIDE, &["PLAIN", "LOGIN", "CRAM-MD5"]),
    open: |bench| open(bench, "curl-names", |login| data::utf8(curl::command(login)?), by_exit_code),
    ..curl::ENTRY
};

pub(crate) const MSMTP: Entry = Entry {
    name: "msmtp-names",
    rows: || all(Protocol::Smtp, INSIDE, &["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"]),
    open: |bench| open(bench, "msmtp-names", |login| data::utf8(msmtp::command(login)?), by_exit_code),
    ..msmtp::ENTRY
};

pub(crate) const MBSYNC: Entry = Entry {
    name: "mbsync-names",
    rows: || all(Protocol::Imap, INSIDE, &["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"]),
    open: |bench| open(bench, "mbsync-names", mbsync::command, by_exit_code),
    ..mbsync::ENTRY
};

const TOO_LONG: &str = "mutt has room for a name of 127 octets, and sends the first of them";

pub(crate) const MUTT: Entry = Entry {
    name: "mutt-names",
    rows: || {
        let rows = all(Protocol::Imap, INSIDE, &["PLAIN", "SCRAM-SHA-256", "LOGIN"]).into_iter();
        let as_it_can = |row: Row| {
            let cut = row.rejected(Some(row.mechanism), "bad-credentials");
            if row.user == LONG { row.refused(vec![cut], TOO_LONG) } else { row }
        };
        rows.map(as_it_can).collect()
    },
    open: |bench| open(bench, "mutt-names", |login| data::utf8(mutt::command(login)?), mutt::is_in),
    ..mutt::ENTRY
};

const CUT_TWICE: &str = "neomutt has room for a name of 127 octets, and the first time it says PLAIN for 177 octets of the whole \
    message: both are cut";

pub(crate) const NEOMUTT: Entry = Entry {
    name: "neomutt-names",
    rows: || {
        let as_it_can = |row: Row| {
            let cut = row.rejected(Some(row.mechanism), "bad-credentials");
            let first = if row.mechanism == "PLAIN" { "malformed" } else { "bad-credentials" };
            let first = row.rejected(Some(row.mechanism), first);
            if row.user == LONG { row.refused(vec![first, cut], CUT_TWICE) } else { neomutt::twice(row) }
        };
        all(Protocol::Imap, INSIDE, &["PLAIN", "LOGIN"]).into_iter().map(as_it_can).collect()
    },
    open: |bench| open(bench, "neomutt-names", |login| data::utf8(neomutt::command(login)?), neomutt::is_in),
    ..neomutt::ENTRY
};

pub(crate) const POPLIB: Entry = Entry {
    name: "poplib-names",
    rows: || all(Protocol::Pop3, INSIDE, &["USER"]),
    open: |bench| open(bench, "poplib-names", |login| data::utf8(poplib::command(login)?), by_exit_code),
    ..poplib::ENTRY
};

pub(crate) const SIEVE_CONNECT: Entry = Entry {
    name: "sieve-connect-names",
    rows: || all(Protocol::Sieve, Tls::Starttls(Version::V13), &["PLAIN"]),
    open: |bench| {
        open(bench, "sieve-connect-names", |login| data::utf8(sieve_connect::command(login)?), by_exit_code)
    },
    ..sieve_connect::ENTRY
};

pub(crate) const FETCHMAIL: Entry = Entry {
    name: "fetchmail-names",
    rows: || {
        let mut rows = all(Protocol::Imap, INSIDE, &["CRAM-MD5", "LOGIN"]);
        rows.extend(all(Protocol::Pop3, INSIDE, &["USER"]));
        rows
    },
    open: |bench| open(bench, "fetchmail-names", fetchmail::command, fetchmail::is_in),
    ..fetchmail::ENTRY
};

pub(crate) const SWAKS: Entry = Entry {
    name: "swaks-names",
    rows: || all(Protocol::Smtp, INSIDE, &["PLAIN", "LOGIN", "CRAM-MD5"]),
    open: |bench| open(bench, "swaks-names", |login| data::utf8(swaks::command(login)?), by_exit_code),
    ..swaks::ENTRY
};

const ASCII: &str = "smtplib encodes names and passwords as ASCII, and gives up before it sends anything";

pub(crate) const PYTHON: Entry = Entry {
    name: "python-names",
    rows: || {
        let mut rows = all(Protocol::Imap, INSIDE, &["PLAIN", "CRAM-MD5"]);
        let smtp = named(Protocol::Smtp, INSIDE, "PLAIN").take(1);
        rows.extend(smtp.map(|row| row.refused(Vec::new(), ASCII)));
        rows
    },
    open: |bench| open(bench, "python-names", |login| data::utf8(python::command(login)?), by_exit_code),
    ..python::ENTRY
};

const UNQUOTED: &str = "imaplib's LOGIN command has the name as it is: with a space in it, it is two words";
const ASCII_COMMAND: &str =
    "imaplib's LOGIN command has names and passwords of ASCII only: it gives up before it sends anything";

/// The LOGIN command of imaplib, with passwords that it can send.
pub(crate) const PYTHON_COMMAND: Entry = Entry {
    name: "python-login-names",
    rows: || {
        let as_it_can = |row: Row| match row.user {
            LONG => row,
            name if name.is_ascii() => row.refused(Vec::new(), UNQUOTED),
            _ => row.refused(Vec::new(), ASCII_COMMAND),
        };
        named(Protocol::Imap, INSIDE, "LOGIN").map(as_it_can).collect()
    },
    open: |bench| {
        let command: Make = |login| data::utf8(python::command(login)?);
        let client = Client { name: "python-login-names", command, is_in: by_exit_code };
        let passwords = [Credential::Right, Credential::Wrong].map(Credential::password);
        serve_names(bench, client, &NAMES.map(|(_, name)| name), passwords, &[])
    },
    ..python::ENTRY
};

/// Our client, with every mechanism without channel binding too.
pub(crate) const LOGIN: Entry = Entry {
    name: "login-names",
    rows: || {
        let names = ["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256", "SCRAM-SHA-512-PLUS"];
        all(Protocol::Imap, INSIDE, &names)
    },
    open: |bench| open(bench, "login-names", data::our_login, by_exit_code),
    ..data::LOGIN
};
