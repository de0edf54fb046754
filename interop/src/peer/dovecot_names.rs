//! Our client with Dovecot, with names that contain special characters and a non-ASCII password.
use super::{
    dovecot::PACKAGES,
    names::{NAMES, PASSWORDS},
};
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Seen, Server, Tls, Version},
    dovecot::Dovecot,
    entry::{Entry, Peer},
    login::{Room, login},
};

pub(crate) const ENTRY: Entry = Entry {
    name: "dovecot-names",
    server: Server::Theirs,
    slow: 1,
    programs: &["dovecot"],
    packages: PACKAGES,
    rows,
    open,
};

fn rows() -> Vec<Row> {
    let row = |mechanism| Row::new(Server::Theirs, Protocol::Imap, Tls::Implicit(Version::V13), mechanism);
    let rows = ["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"].map(row).into_iter();
    rows.flat_map(|row| NAMES.map(|(what, name)| row.clone().variant(what).named(name))).collect()
}

struct Named {
    dovecot: Dovecot,
    room: Room,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let users = NAMES.map(|(_, name)| format!("{name}:{{PLAIN}}{}", PASSWORDS[0])).join("\n");
    // By default it accepts neither non-ASCII letters nor commas and spaces.
    let any = "auth_username_chars =\n";
    Ok(Box::new(Named {
        dovecot: Dovecot::start_as(bench, "dovecot-names", Some(Version::V13), &users, any)?,
        room: Room::with_passwords(bench, "login-dovecot-names", PASSWORDS)?,
    }))
}

impl Peer for Named {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.dovecot.begin();
        let client_in = login(&mut self.room, row, credential, self.dovecot.imaps)?;
        Ok(Seen { records: self.dovecot.records(), client_in })
    }
}
