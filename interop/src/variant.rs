//! What rows are called that are not the plain thing.

/// What a row with somebody in the middle is called.
pub(crate) const MIDDLE: &str = "somebody in the middle";

/// By the commands that `key openssl` prints, as its user runs them.
pub(crate) const OPENSSL: &str = "key openssl";
/// Out of the p12 file that those commands make.
pub(crate) const P12: &str = "key openssl, p12";
/// And out of the one for old systems.
pub(crate) const LEGACY_P12: &str = "key openssl --legacy, p12";
/// In the certificate that Go's minimal encoder makes, which is mox's: no names, and dates of year 1.
pub(crate) const GO: &str = "Go's minimal certificate";

/// Our client with OpenSSL, where it usually is with rustls.
pub(crate) const BY_OPENSSL: &str = "by OpenSSL";
