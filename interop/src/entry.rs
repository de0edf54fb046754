//! What the table holds of a peer.
use crate::{
    bench::Bench,
    cell::{Credential, Row, Seen, Server},
};

/// A program of other people.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    /// Who is the server.
    pub(crate) server: Server,
    /// All of these have to be there; `packages` brings them.
    pub(crate) programs: &'static [&'static str],
    /// Debian packages.
    pub(crate) packages: &'static [&'static str],
    /// How a login's time compares to the others': the slow ones begin.
    pub(crate) slow: usize,
    pub(crate) rows: fn() -> Vec<Row>,
    /// Start what the rows need; it is stopped when the peer is dropped.
    pub(crate) open: fn(&Bench) -> Result<Box<dyn Peer>, String>,
}

/// A peer that is ready.
pub(crate) trait Peer {
    /// Log in once; an error is a red cell.
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String>;
}

impl Entry {
    /// Who logs in to whom.
    pub(crate) fn direction(&self) -> String {
        match self.server {
            Server::Ours => format!("{} -> countersign", self.name),
            Server::Theirs => format!("countersign -> {}", self.name),
        }
    }
}
