//! The names of variants of rows.

/// A row with an attacker in the middle.
pub(crate) const MIDDLE: &str = "somebody in the middle";

/// With the commands that `key openssl` prints, as a user runs them.
pub(crate) const OPENSSL: &str = "key openssl";
/// With the p12 file that those commands create.
pub(crate) const P12: &str = "key openssl, p12";
/// With the p12 file for old systems.
pub(crate) const LEGACY_P12: &str = "key openssl --legacy, p12";
/// With the certificate that Go's minimal encoder creates, as in mox: no names, and dates in the year 1.
pub(crate) const GO: &str = "Go's minimal certificate";

/// Our client with OpenSSL where it usually uses rustls.
pub(crate) const BY_OPENSSL: &str = "by OpenSSL";
