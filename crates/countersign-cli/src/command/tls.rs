//! `--tls`, of `serve` and `login`.
use countersign_tokio::tls::Stack;

#[derive(clap::Args)]
pub(super) struct Library {
    /// TLS library. OpenSSL supports tls-unique with TLS 1.2; it needs a build with the feature openssl
    #[arg(long, value_name = "LIBRARY", value_enum, default_value_t)]
    pub(super) tls: Stack,
}
