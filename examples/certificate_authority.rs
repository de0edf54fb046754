//! A client with a certificate from a certificate authority, on tokio-rustls streams. The handshake proves the
//! key. The identity is determined after it, with the current time and the current revocation list. Other clients
//! use passwords.
//!
//! `cargo run -p examples --example certificate-authority`
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
use countersign::{
    account::AccountState,
    external::{self, CertifiedUser},
    keys::{
        ca::{Authorities, Authority, Crls, NameSource},
        rustls::{Credential, Listener, ListenerOptions, client_chain},
    },
};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType, DnValue,
    IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SerialNumber, date_time_ymd,
    string::Ia5String,
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName},
};
use std::{
    error::Error,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};
use tokio_rustls::{TlsAcceptor, TlsConnector};

const EMAIL_ADDRESS: &[u64] = &[1, 2, 840, 113_549, 1, 9, 1];

/// The certificate authority of a site, as created with openssl in docs/certificates.md.
struct Site {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Site {
    fn new() -> Result<Self, Box<dyn Error>> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "Example CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Ok(Self { issuer: CertifiedIssuer::self_signed(params, KeyPair::generate()?)? })
    }

    fn certify(&self, address: &str, serial: u64) -> Result<Credential, Box<dyn Error>> {
        let mut params = CertificateParams::default();
        let address = DnValue::Ia5String(Ia5String::try_from(address)?);
        params.distinguished_name.push(DnType::CustomDnType(EMAIL_ADDRESS.to_vec()), address);
        params.serial_number = Some(SerialNumber::from(serial));
        let key = KeyPair::generate()?;
        let chain = vec![params.signed_by(&key, &self.issuer)?.der().clone()];
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        Ok(Credential::certificate(&rustls::crypto::ring::default_provider(), chain, key)?)
    }

    fn revoke(&self, serial: u64) -> Result<String, Box<dyn Error>> {
        let revoked = RevokedCertParams {
            serial_number: SerialNumber::from(serial),
            revocation_time: date_time_ymd(2026, 1, 1),
            reason_code: None,
            invalidity_date: None,
        };
        let list = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 1, 1),
            next_update: date_time_ymd(2100, 1, 1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: vec![revoked],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        Ok(list.signed_by(&self.issuer)?.pem()?)
    }
}

/// The data of a server.
struct Server {
    listener: Listener,
    authorities: Authorities,
    crls: Crls,
}

impl Server {
    async fn greet(&self, far: DuplexStream) -> Result<(), Box<dyn Error>> {
        let mut stream = TlsAcceptor::from(Arc::clone(self.listener.config())).accept(far).await?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
        let named = match client_chain(stream.get_ref().1, self.listener.verifiable())? {
            Some(chain) => chain.identify(&self.authorities, &self.crls, now, NameSource::Email).map(Some),
            None => Ok(None),
        };
        let greeting = match named {
            Ok(Some(name)) => {
                // The directory lookup; this one has one account, certified by this authority.
                let user = (name.certified().name() == "alice@example.org")
                    .then(|| CertifiedUser::new(name.certified().clone(), "alice"));
                match external::of_certified_name(&name, user.as_ref(), AccountState::Enabled) {
                    Some(identity) => format!("* PREAUTH Welcome, {}\r\n", identity.name()),
                    None => "* OK Who are you?\r\n".into(),
                }
            }
            Ok(None) => "* OK Who are you?\r\n".into(),
            Err(why) => {
                // For the log only: the client does not get it.
                println!("a certificate that does not count: {}", why.label());
                "* OK Who are you?\r\n".into()
            }
        };
        stream.write_all(greeting.as_bytes()).await?;
        Ok(stream.shutdown().await?)
    }
}

async fn greeting(
    server: &Server,
    trust: &CertificateDer<'static>,
    credential: Credential,
) -> Result<String, Box<dyn Error>> {
    let mut roots = RootCertStore::empty();
    roots.add(trust.clone())?;
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_client_cert_resolver(Arc::new(credential));
    let (near, far) = tokio::io::duplex(16_384);
    let client = async {
        let connector = TlsConnector::from(Arc::new(config));
        let mut stream = connector.connect(ServerName::try_from("localhost")?, near).await?;
        let mut greeting = String::new();
        stream.read_to_string(&mut greeting).await?;
        Ok::<_, Box<dyn Error>>(greeting)
    };
    let (served, greeting) = tokio::join!(server.greet(far), client);
    served?;
    greeting
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    run().await
}

async fn run() -> Result<(), Box<dyn Error>> {
    let (site, other) = (Site::new()?, Site::new()?);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()])?;
    let own = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let chain = vec![made.cert.der().clone()];
    let algorithms = provider.signature_verification_algorithms.all;
    let authorities = Authorities::new(algorithms, Authority::read_pem(site.issuer.pem().as_bytes())?)?;
    let crls = Crls::read_pem(site.revoke(66)?.as_bytes(), &authorities)?;
    let listener = Listener::new(provider, chain, own.into(), ListenerOptions::default())?;
    let server = Server { listener, authorities, crls };

    for (credential, expected) in [
        (site.certify("alice@example.org", 7)?, "* PREAUTH Welcome, alice\r\n"),
        (site.certify("alice@example.org", 66)?, "* OK Who are you?\r\n"),
        (site.certify("mallory@example.org", 8)?, "* OK Who are you?\r\n"),
        (other.certify("alice@example.org", 7)?, "* OK Who are you?\r\n"),
    ] {
        let greeting = greeting(&server, made.cert.der(), credential).await?;
        print!("{greeting}");
        assert_eq!(greeting, expected);
    }
    Ok(())
}

#[tokio::test]
async fn it_runs() {
    run().await.unwrap();
}
