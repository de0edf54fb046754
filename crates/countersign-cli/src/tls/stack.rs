//! Which library speaks TLS.
use crate::exit::Failure;

/// The TLS library. Both verify the same; what differs is which channel bindings they give (`docs/bindings.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Stack {
    /// In every build.
    #[default]
    Rustls,
    /// In builds with the feature `openssl`.
    Openssl,
}

/// A program that has been built without it says how to get it.
#[cfg(not(feature = "openssl"))]
pub(super) fn without_openssl() -> Failure {
    Failure::usage(
        "this program was built without OpenSSL; cargo build --release -p countersign-cli --features openssl makes one \
         that has it, and wants the system's OpenSSL with its headers (libssl-dev)",
    )
}

/// What only rustls does here.
#[cfg(feature = "openssl")]
pub(super) fn only_rustls(what: &str, why: &str) -> Failure {
    Failure::usage(format!("{what} needs --tls rustls: {why}"))
}
