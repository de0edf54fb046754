//! An account of ours in a Dovecot passwd-file, as written by `password export`.
use crate::{
    administer::administer,
    bench::Bench,
    cell::{Credential, Protocol, Row, Seen, Server, Tls, USER, Version},
    dovecot::Dovecot,
    entry::{Entry, Peer},
    login::{Room, login},
};

pub(crate) const DOVECOT: Entry = Entry {
    name: "dovecot-exported",
    server: Server::Theirs,
    slow: 1,
    programs: &["dovecot"],
    packages: super::dovecot::PACKAGES,
    rows: || {
        let row =
            |mechanism| Row::new(Server::Theirs, Protocol::Imap, Tls::Implicit(Version::V13), mechanism);
        ["SCRAM-SHA-256", "PLAIN"].map(row).into()
    },
    open,
};

const PASSWORDS: [&str; 2] = ["schöne Grüße", "schone Grusse"];

struct Exported {
    dovecot: Dovecot,
    room: Room,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let ours = bench.room("exported")?;
    administer(bench, &ours, &["account", "add", USER], "")?;
    administer(bench, &ours, &["password", "set", USER], PASSWORDS[0])?;
    let said = administer(bench, &ours, &["password", "export", USER, "--format", "dovecot"], "")?;
    // The output also lists the omitted data.
    let line = said.lines().find(|line| line.starts_with(&format!("{USER}:{{"))).ok_or(said.clone())?;
    Ok(Box::new(Exported {
        dovecot: Dovecot::start_with(bench, "dovecot-exported", Some(Version::V13), line)?,
        room: Room::with_passwords(bench, "login-dovecot-exported", PASSWORDS)?,
    }))
}

impl Peer for Exported {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.dovecot.begin();
        let client_in = login(&mut self.room, row, credential, self.dovecot.imaps)?;
        Ok(Seen { records: self.dovecot.records(), client_in })
    }
}
