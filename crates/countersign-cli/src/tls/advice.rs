//! What to do when the server's certificate is not believed.
use rustls::{CertificateError, Error};
use std::io;

/// An error of a handshake, for people.
pub(crate) fn in_words(error: &io::Error) -> String {
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
            "its certificate is of an authority that is not trusted here; --ca FILE trusts one"
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => {
            "its certificate is for another name; use the name that is in it"
        }
        E::Expired | E::ExpiredContext { .. } => "its certificate has expired, or the clock here is wrong",
        E::NotValidYet | E::NotValidYetContext { .. } => {
            "its certificate is not valid yet, or the clock here is wrong"
        }
        E::Other(other) if is_an_authoritys(other) => {
            "its certificate is an authority's and no server's; openssl req makes a server's with -addext \
             basicConstraints=CA:FALSE"
        }
        _ => return None,
    })
}

/// What `openssl req -x509` makes, if nothing else is said.
fn is_an_authoritys(other: &rustls::OtherError) -> bool {
    other.0.downcast_ref::<webpki::Error>().is_some_and(|error| *error == webpki::Error::CaUsedAsEndEntity)
}
