//! PostgreSQL's login, both ends: SCRAM in another framing, with the channel binding `tls-server-end-point`.
//!
//! `cargo run -p examples --example postgres` runs both ends against each other. `interop/` runs the client
//! against PostgreSQL, and psql against the server:
//!
//! ```text
//! postgres serve PORT CHAIN.PEM KEY.PEM USER PASSWORD      port 0 is a free one; a line of JSON for each login
//! postgres login PORT CA.PEM USER PASSWORD 1.2|1.3         at localhost
//! ```
//!
//! `client.rs` and `server.rs` contain the code that a client and a server need.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod client;
mod frame;
mod server;

use countersign::{
    keys::rustls::{Listener, ListenerOptions},
    sasl::server::Verdict,
};
use rcgen::{CertificateParams, KeyPair};
use rustls::{
    ClientConfig, RootCertStore, SupportedProtocolVersion,
    crypto::{CryptoProvider, ring::default_provider},
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    version::{TLS12, TLS13},
};
use server::Server;
use std::{error::Error, sync::Arc};
use tokio::net::TcpListener;

const USAGE: &str = "postgres [serve PORT CHAIN KEY USER PASSWORD | login PORT CA USER PASSWORD 1.2|1.3]";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        [] => {
            for (password, version) in [("pencil", &TLS12), ("pencil", &TLS13), ("eraser", &TLS13)] {
                println!("{password:?}, {:?}: {}", version.version, demonstrate(password, version).await?);
            }
            Ok(())
        }
        ["serve", port, chain, key, user, password] => {
            let chain = CertificateDer::pem_file_iter(chain)?.collect::<Result<Vec<_>, _>>()?;
            let listener = listener(chain, PrivateKeyDer::from_pem_file(key)?)?;
            serve(port.parse()?, Server::new(listener, user, password)?).await
        }
        ["login", port, ca, user, password, version] => {
            let version = if version == "1.2" { &TLS12 } else { &TLS13 };
            let authorities = CertificateDer::pem_file_iter(ca)?.collect::<Result<Vec<_>, _>>()?;
            let done = client::log_in(port.parse()?, trust(authorities, version)?, user, password).await?;
            let binding = done.binding().map_or("nothing", |binding| binding.name());
            println!("in: {}, {binding}, server verified: {}", done.mechanism(), done.server_verified());
            Ok(())
        }
        _ => Err(USAGE.into()),
    }
}

/// Serves until the process is killed.
async fn serve(port: u16, server: Server) -> Result<(), Box<dyn Error>> {
    let socket = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("{{\"event\":\"ready\",\"port\":{}}}", socket.local_addr()?.port());
    let server = Arc::new(server);
    loop {
        let (stream, _) = socket.accept().await?;
        let server = Arc::clone(&server);
        tokio::spawn(async move {
            match server.serve(stream).await {
                Ok(verdict) => println!("{}", record(&verdict)),
                Err(error) => eprintln!("{error}"),
            }
        });
    }
}

/// Writes a verdict in the format of `countersign serve --json`.
fn record(verdict: &Verdict) -> String {
    let quoted = |word: Option<&str>| word.map_or("null".into(), |word| format!("{word:?}"));
    let (mechanism, binding, account, result) = match verdict {
        Verdict::Accepted(accepted) => {
            let binding = accepted.binding().map(|binding| binding.name());
            (accepted.mechanism(), binding, Some(accepted.account()), "accepted".into())
        }
        Verdict::Rejected(rejected) => {
            (rejected.mechanism(), None, None, format!("rejected:{}", rejected.reason().label()))
        }
    };
    format!(
        "{{\"event\":\"login\",\"tls\":\"starttls\",\"mechanism\":{mechanism:?},\"binding\":{},\"account\":{},\"result\":{result:?}}}",
        quoted(binding),
        quoted(account)
    )
}

/// Runs both ends. Returns what both report.
async fn demonstrate(
    password: &str,
    version: &'static SupportedProtocolVersion,
) -> Result<String, Box<dyn Error>> {
    let own = KeyPair::generate()?;
    let certificate = CertificateParams::new(["localhost".to_owned()])?.self_signed(&own)?.der().clone();
    let listener = listener(vec![certificate.clone()], own.into())?;
    let server = Server::new(listener, "amy", "pencil")?;
    let socket = TcpListener::bind(("127.0.0.1", 0)).await?;
    let port = socket.local_addr()?.port();
    let serving = tokio::spawn(async move { server.serve(socket.accept().await?.0).await });
    let client = match client::log_in(port, trust(vec![certificate], version)?, "amy", password).await {
        Ok(done) => format!("bound by {}", done.binding().map_or("nothing", |binding| binding.name())),
        Err(error) => error.to_string(),
    };
    let server = serving.await?.map_err(|error| error.to_string())?;
    Ok(format!("the server {}; the client: {client}", record(&server)))
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(default_provider())
}

fn listener(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<Listener, Box<dyn Error>> {
    Ok(Listener::new(provider(), chain, key, ListenerOptions::default())?)
}

fn trust(
    authorities: Vec<CertificateDer<'static>>,
    version: &'static SupportedProtocolVersion,
) -> Result<Arc<ClientConfig>, Box<dyn Error>> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(authorities);
    let builder = ClientConfig::builder_with_provider(provider()).with_protocol_versions(&[version])?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::demonstrate;
    use rustls::version::{TLS12, TLS13};

    #[tokio::test]
    async fn right_and_wrong() {
        for version in [&TLS12, &TLS13] {
            let right = demonstrate("pencil", version).await.unwrap();
            assert!(right.contains("\"binding\":\"tls-server-end-point\",\"account\":\"amy\""), "{right}");
            assert!(right.ends_with("the client: bound by tls-server-end-point"), "{right}");
            let wrong = demonstrate("eraser", version).await.unwrap();
            assert!(wrong.contains("\"result\":\"rejected:bad-credentials\""), "{wrong}");
            assert!(wrong.ends_with("(password authentication failed)"), "{wrong}");
        }
    }
}
