//! For those who make their configuration themselves.
use core::fmt;
use rustls::ServerConfig;

/// Why a configuration must not be used to log in by keys.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InsecureConfig {
    /// It takes early data, which is read before anybody has proved anything.
    EarlyData,
    /// It sends data before the client has proved anything.
    HalfRttData,
}

/// That a configuration lets nobody speak or hear before the handshake is over. [`Listener`](super::Listener) makes
/// only such.
///
/// # Errors
/// [`InsecureConfig`], the first that is found.
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
            Self::EarlyData => "a listener that takes client keys must not take early data",
            Self::HalfRttData => {
                "a listener that takes client keys must not send data before it has the client's"
            }
        })
    }
}

impl core::error::Error for InsecureConfig {}
