//! The addresses of the server.
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

/// The addresses that clients connect to, and the certificate authority of the server.
#[derive(clap::Args)]
pub struct Place {
    #[arg(long)]
    pub imap: SocketAddr,
    #[arg(long)]
    pub imaps: SocketAddr,
    #[arg(long)]
    pub pop3s: SocketAddr,
    #[arg(long)]
    pub submissions: SocketAddr,
    #[arg(long)]
    pub authority: PathBuf,
    #[arg(skip)]
    turns: AtomicU32,
}

impl Place {
    pub fn new(
        imap: SocketAddr,
        imaps: SocketAddr,
        pop3s: SocketAddr,
        submissions: SocketAddr,
        authority: PathBuf,
    ) -> Self {
        Self { imap, imaps, pop3s, submissions, authority, turns: AtomicU32::new(0) }
    }

    /// Returns the addresses as arguments of a process.
    pub fn arguments(&self) -> Vec<String> {
        let addresses = [
            ("imap", self.imap),
            ("imaps", self.imaps),
            ("pop3s", self.pop3s),
            ("submissions", self.submissions),
        ];
        let addresses = addresses.iter().flat_map(|(name, at)| [format!("--{name}"), at.to_string()]);
        addresses.chain(["--authority".into(), self.authority.display().to_string()]).collect()
    }

    /// Returns true at every second call.
    pub fn turn(&self) -> bool {
        self.turns.fetch_add(1, Ordering::Relaxed).is_multiple_of(2)
    }
}
