//! Expiry of certificates and revocation lists.
use std::time::{SystemTime, UNIX_EPOCH};
use x509_parser::{parse_x509_certificate, parse_x509_crl, time::ASN1Time};

/// Returns seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// Returns the last second of a certificate.
pub(super) fn of_certificate(der: &[u8]) -> Option<u64> {
    parse_x509_certificate(der).ok().and_then(|(_, certificate)| seconds(certificate.validity().not_after))
}

/// Returns the next update of a revocation list.
pub(super) fn of_list(der: &[u8]) -> Option<u64> {
    parse_x509_crl(der).ok().and_then(|(_, list)| seconds(list.next_update()?))
}

fn seconds(time: ASN1Time) -> Option<u64> {
    u64::try_from(time.timestamp()).ok()
}
