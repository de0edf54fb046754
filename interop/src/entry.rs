//! The entry of a peer in the table.
use crate::{
    bench::Bench,
    cell::{Credential, Row, Seen, Server},
};

/// A program of another project.
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    /// The server of the logins.
    pub(crate) server: Server,
    /// The required programs, which `packages` contains.
    pub(crate) programs: &'static [&'static str],
    /// The Debian packages.
    pub(crate) packages: &'static [&'static str],
    /// The relative time of a login: slow peers start first.
    pub(crate) slow: usize,
    pub(crate) rows: fn() -> Vec<Row>,
    /// Starts the servers that the rows need; they stop when the peer is dropped.
    pub(crate) open: fn(&Bench) -> Result<Box<dyn Peer>, String>,
}

/// A peer that is ready.
pub(crate) trait Peer {
    /// Logs in once; an error is a red cell.
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String>;
}

impl Entry {
    /// Returns the client and the server as text.
    pub(crate) fn direction(&self) -> String {
        match self.server {
            Server::Ours => format!("{} -> countersign", self.name),
            Server::Theirs => format!("countersign -> {}", self.name),
        }
    }
}
