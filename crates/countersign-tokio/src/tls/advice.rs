//! Advice for errors of certificate verification.
use rustls::{CertificateError, Error};
use std::io;

/// Formats a handshake error for display.
pub fn describe(error: &io::Error) -> String {
    let rustls = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match rustls {
        Some(Error::InvalidCertificate(why)) => {
            of_certificate(why).map_or_else(|| error.to_string(), Into::into)
        }
        _ => error.to_string(),
    }
}

fn of_certificate(why: &CertificateError) -> Option<&'static str> {
    use CertificateError as E;
    Some(match why {
        E::UnknownIssuer => {
            "its certificate is not signed by a trusted authority; use --ca FILE to trust one"
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => {
            "its certificate is for another name; use a name of the certificate"
        }
        E::Expired | E::ExpiredContext { .. } => "its certificate has expired, or the local clock is wrong",
        E::NotValidYet | E::NotValidYetContext { .. } => {
            "its certificate is not valid yet, or the local clock is wrong"
        }
        E::Other(other) if is_an_authoritys(other) => {
            "its certificate is one of an authority, not of a server; openssl req makes a server certificate with -addext \
             basicConstraints=CA:FALSE"
        }
        _ => return None,
    })
}

/// The default of `openssl req -x509`.
fn is_an_authoritys(other: &rustls::OtherError) -> bool {
    other.0.downcast_ref::<webpki::Error>().is_some_and(|error| *error == webpki::Error::CaUsedAsEndEntity)
}
