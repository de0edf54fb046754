//! `--tls`, of `serve` and `login`.
use crate::tls::Stack;

#[derive(clap::Args)]
pub(super) struct Library {
    /// The library that speaks TLS. OpenSSL has tls-unique as well, under TLS 1.2; it is in builds with the feature openssl
    #[arg(long, value_name = "LIBRARY", value_enum, default_value_t)]
    pub(super) tls: Stack,
}
