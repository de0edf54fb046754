//! The check of configurations that the application creates itself.
use core::fmt;
use rustls::ServerConfig;

/// The reason why a configuration must not be used for authentication by keys.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InsecureConfig {
    /// It accepts early data, which is read before the client has proved its key.
    EarlyData,
    /// It sends data before the client has proved its key.
    HalfRttData,
}

/// Checks that a configuration exchanges no application data before the end of the handshake. All configurations
/// of [`Listener`](super::Listener) pass.
///
/// # Errors
/// [`InsecureConfig`] for the first problem found.
pub fn check_config(config: &ServerConfig) -> Result<(), InsecureConfig> {
    if config.max_early_data_size > 0 {
        return Err(InsecureConfig::EarlyData);
    }
    if config.send_half_rtt_data {
        return Err(InsecureConfig::HalfRttData);
    }
    Ok(())
}

impl fmt::Display for InsecureConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EarlyData => "a listener that accepts client keys must not accept early data",
            Self::HalfRttData => {
                "a listener that accepts client keys must not send data before the client's handshake is complete"
            }
        })
    }
}

impl core::error::Error for InsecureConfig {}
