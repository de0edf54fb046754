//! TLS of a client with OpenSSL: the same trust, and the same view of names, as with rustls.
use crate::{ConfigError, tls::TlsStream, tls::Trust};
use countersign::keys::openssl::no_renegotiation;
use openssl::{
    error::ErrorStack,
    ssl::{SslConnector, SslMethod, SslVerifyMode, SslVersion},
    x509::{X509, store::X509StoreBuilder, verify::X509CheckFlags},
};
use std::{fs, io, net::IpAddr, pin::Pin};
use tokio::net::TcpStream;
use tokio_openssl::SslStream;

/// TLS 1.2 and 1.3 with a trust setting.
pub(crate) fn connector(trust: &Trust) -> Result<SslConnector, ConfigError> {
    let failed = |error: ErrorStack| ConfigError::connection(error.to_string());
    let mut builder = SslConnector::builder(SslMethod::tls_client()).map_err(failed)?;
    builder.set_min_proto_version(Some(SslVersion::TLS1_2)).map_err(failed)?;
    no_renegotiation(&mut builder);
    let authorities = match trust {
        // The builder has the system's authorities.
        Trust::System => return Ok(builder.build()),
        Trust::Unverified => {
            builder.set_verify(SslVerifyMode::NONE);
            return Ok(builder.build());
        }
        Trust::File(path) => {
            let unusable =
                |error: &dyn std::fmt::Display| ConfigError::new(format!("{}: {error}", path.display()));
            let text = fs::read(path).map_err(|error| unusable(&error))?;
            X509::stack_from_pem(&text).map_err(|error| unusable(&error))?
        }
        Trust::Pem(text) => X509::stack_from_pem(text.as_bytes()).map_err(failed)?,
    };
    if authorities.is_empty() {
        return Err(ConfigError::new("no trusted certificate authority; use --ca FILE"));
    }
    // Replaces the system's authorities.
    let mut store = X509StoreBuilder::new().map_err(failed)?;
    for authority in authorities {
        store.add_cert(authority).map_err(failed)?;
    }
    builder.set_cert_store(store.build());
    Ok(builder.build())
}

pub(crate) async fn connect(
    connector: &SslConnector,
    host: &str,
    stream: TcpStream,
) -> io::Result<TlsStream> {
    // Set by hand below, because a common name is no longer a host name (RFC 9525 section 2).
    let mut ssl = connector.configure()?.verify_hostname(false).into_ssl(host)?;
    let names = ssl.param_mut();
    names.set_hostflags(X509CheckFlags::NO_PARTIAL_WILDCARDS | X509CheckFlags::NEVER_CHECK_SUBJECT);
    match host.parse::<IpAddr>() {
        Ok(address) => names.set_ip(address)?,
        Err(_) => names.set_host(host)?,
    }
    let mut stream = SslStream::new(ssl, stream)?;
    Pin::new(&mut stream).connect().await.map_err(io::Error::other)?;
    Ok(TlsStream::OpenSsl(stream))
}
