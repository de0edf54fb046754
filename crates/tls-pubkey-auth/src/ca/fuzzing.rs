//! Extraction of a certificate's name for the fuzz target, without a signature.
use super::{dates::Validity, layout::Layout, name, source::NameSource};
use alloc::string::String;

/// Returns the only name in this field.
pub fn name(certificate: &[u8], source: NameSource) -> Option<String> {
    name::read(&Layout::read(certificate)?, source).ok()
}

/// Returns whether the certificate is valid at this time, in seconds since 1970.
pub fn holds(certificate: &[u8], now: u64) -> Option<bool> {
    Some(Validity::read(Layout::read(certificate)?.validity)?.holds(now))
}
