//! The TLS libraries.
use crate::ConfigError;

/// The TLS library. Both verify the same; they differ in the channel bindings (`docs/bindings.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Stack {
    /// Included in every build.
    #[default]
    Rustls,
    /// Included in builds with the feature `openssl`.
    Openssl,
}

/// Returns how to get a build with OpenSSL.
#[cfg(not(feature = "openssl"))]
pub(super) fn without_openssl() -> ConfigError {
    ConfigError::new(
        "this program was built without OpenSSL; build it with cargo build --release -p countersign-cli --features openssl, \
         which needs the system's OpenSSL with its headers (libssl-dev)",
    )
}

/// Returns an error for a feature that only rustls has here.
#[cfg(feature = "openssl")]
pub(super) fn only_rustls(what: &str, why: &str) -> ConfigError {
    ConfigError::new(format!("{what} needs --tls rustls: {why}"))
}
