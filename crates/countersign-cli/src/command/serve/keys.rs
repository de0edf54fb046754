//! Options of `serve` about client keys.
use countersign::mail::ListenerPolicy;
use countersign_accounts::NamedKey;

#[derive(clap::Args)]
pub(super) struct Keys {
    /// Client key of a --user, for tests: the file of its certificate or public key
    #[arg(long = "user-key", value_name = "NAME:FILE", requires = "users")]
    pub(super) user_keys: Vec<NamedKey>,
    /// Authenticate clients by keys only, without passwords and tokens; a key that cannot be looked up ends the connection
    #[arg(long, conflicts_with_all = ["tokens", "cram_md5", "anonymous"])]
    pub(super) keys_only: bool,
    /// Allow IMAP clients that logged in with a password to register the key of their connection: see `key register`
    #[arg(long, conflicts_with_all = ["users", "keys_only"])]
    pub(super) register_keys: bool,
    /// TLS session cache size; 0 disables resumption. A resumed session authenticates by key without proving possession
    /// again
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
