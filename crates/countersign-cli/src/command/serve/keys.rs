//! What `serve` does with the keys of clients.
use crate::accounts::NamedKey;
use countersign::mail::ListenerPolicy;

#[derive(clap::Args)]
pub(super) struct Keys {
    /// A key that logs in to a --user, for trials: the file of its certificate or public key
    #[arg(long = "user-key", value_name = "NAME:FILE", requires = "users")]
    pub(super) user_keys: Vec<NamedKey>,
    /// Take keys and nothing else: no password, no token; without an answer about a key the connection ends
    #[arg(long, conflicts_with_all = ["tokens", "cram_md5", "anonymous"])]
    pub(super) keys_only: bool,
    /// Let whoever logs in to IMAP with a password register the key that their connection has proved: `key register`
    #[arg(long, conflicts_with_all = ["users", "keys_only"])]
    pub(super) register_keys: bool,
    /// How many sessions of TLS are remembered to be resumed; who resumes one logs in by its key without having it
    #[arg(long, value_name = "COUNT", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=100_000))]
    pub(super) tls_sessions: u32,
}

impl Keys {
    pub(super) fn accepts(&self) -> ListenerPolicy {
        if self.keys_only { ListenerPolicy::KeysOnly } else { ListenerPolicy::Anything }
    }

    pub(super) fn sessions(&self) -> usize {
        usize::try_from(self.tls_sessions).unwrap_or(usize::MAX)
    }
}
