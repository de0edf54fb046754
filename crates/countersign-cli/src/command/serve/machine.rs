//! Options of `countersign serve` about memory and disk.
use countersign_accounts::work::Pool;
use countersign_limits::Quota;
use countersign_server::Spool;
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(next_help_heading = "Memory and disk")]
pub(super) struct Machine {
    /// Memory of concurrent password hashes, for all logins together; a memory-hard record (argon2id, scrypt) that needs
    /// more is checked alone. Applies with --no-limits as well
    #[arg(long, value_name = "MIB", default_value_t = 256, value_parser = clap::value_parser!(u64).range(16..=65_536))]
    work_memory: u64,
    /// Memory of all messages being submitted
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(16..=65_536))]
    data_memory: u64,
    /// Disk space of all submitted messages
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(1..=1_048_576))]
    spool_size: u64,
}

const MIB: u64 = 1024 * 1024;

impl Machine {
    pub(super) fn pool(&self) -> Pool {
        Pool::new(self.work_memory.saturating_mul(MIB))
    }

    pub(super) fn data(&self) -> Quota {
        Quota::new(self.data_memory.saturating_mul(MIB))
    }

    pub(super) fn spool(&self, folder: PathBuf) -> Spool {
        Spool::new(folder, self.spool_size.saturating_mul(MIB))
    }
}
