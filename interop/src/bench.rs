//! The environment of every peer: a folder, our program, a certificate.
use crate::{
    credential::{Credential, USER},
    files::write,
    middle::Impostor,
    program,
    token::token,
};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair, KeyUsagePurpose,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, OnceLock},
};

/// The paths of the environment.
#[derive(Clone)]
pub(crate) struct Bench {
    /// The folder for all output; servers that drop their privileges can enter it.
    pub(crate) folder: PathBuf,
    /// The folder for the output of peers.
    rooms: PathBuf,
    /// The program `countersign`.
    pub(crate) countersign: PathBuf,
    with_openssl: Arc<OnceLock<Result<PathBuf, String>>>,
    /// A server's certificate for `localhost`, its key, and the authority that signed it.
    pub(crate) cert: PathBuf,
    pub(crate) key: PathBuf,
    pub(crate) ca: PathBuf,
    /// An impostor with the same name, certified by the same authority.
    pub(crate) impostor: Impostor,
}

impl Bench {
    pub(crate) fn new(folder: &Path, countersign: PathBuf) -> Result<Self, String> {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).map_err(|error| error.to_string())?;
        let folder = folder.to_owned();
        let names = ["server.pem", "server.key", "ca.pem", "middle.pem", "middle.key"];
        let [cert, key, ca, other, others] = names.map(|name| folder.join(name));
        let (rooms, with_openssl) = (folder.clone(), Arc::default());
        let impostor = Impostor { cert: other, key: others };
        let bench = Self { folder, rooms, countersign, with_openssl, cert, key, ca, impostor };
        bench.certify().map_err(|error| format!("no certificate: {error}"))?;
        for credential in [Credential::Right, Credential::Wrong] {
            write(&bench.password_file(credential), credential.password())?;
            write(&bench.token_file(credential), &token(credential))?;
        }
        for credential in [Credential::Right, Credential::Wrong] {
            bench.make_key(credential)?;
        }
        Ok(bench)
    }

    /// Returns the program `countersign` with OpenSSL, built at the first call.
    pub(crate) fn with_openssl(&self) -> Result<&Path, String> {
        let build = || program::countersign_with("openssl", &self.folder.join("countersign-openssl"));
        self.with_openssl.get_or_init(build).as_deref().map_err(Clone::clone)
    }

    /// Returns the environment with other folders, for a peer that runs several times.
    pub(crate) fn part(&self, number: usize) -> Result<Self, String> {
        let rooms = if number == 0 { self.folder.clone() } else { self.room(&format!("part-{number}"))? };
        Ok(Self { rooms, ..self.clone() })
    }

    /// Returns a folder for one peer.
    pub(crate) fn room(&self, name: &str) -> Result<PathBuf, String> {
        let room = self.rooms.join(name);
        fs::create_dir_all(&room)
            .and_then(|()| fs::set_permissions(&room, fs::Permissions::from_mode(0o755)))
            .map_err(|error| format!("{}: {error}", room.display()))?;
        Ok(room)
    }

    /// Returns a file with the password only.
    pub(crate) fn password_file(&self, credential: Credential) -> PathBuf {
        self.folder.join(credential.name())
    }

    /// Returns a client's key from `countersign key generate`: `crt`, `key`, `pem`, `p12`; and `spki`, the public
    /// key only.
    pub(crate) fn key_file(&self, credential: Credential, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", credential.name()))
    }

    fn make_key(&self, credential: Credential) -> Result<(), String> {
        let mut generate = Command::new(&self.countersign);
        generate.args(["key", "generate", credential.name(), "--dir"]).arg(&self.folder);
        generate.arg("--p12").arg(self.key_file(credential, "p12"));
        generate.arg("--p12-password-file").arg(self.password_file(Credential::Right));
        let made = generate.output().map_err(|error| error.to_string())?;
        if !made.status.success() {
            return Err(format!("key generate: {}", String::from_utf8_lossy(&made.stderr)));
        }
        let key = fs::read_to_string(self.key_file(credential, "key")).map_err(|error| error.to_string())?;
        let key = KeyPair::from_pem(&key).map_err(|error| error.to_string())?;
        write(&self.key_file(credential, "spki"), &key.public_key_pem())
    }

    /// Returns a file with the token only.
    pub(crate) fn token_file(&self, credential: Credential) -> PathBuf {
        self.folder.join(format!("{}.token", credential.name()))
    }

    fn certify(&self) -> Result<(), Box<dyn std::error::Error>> {
        let mut authority = CertificateParams::default();
        authority.distinguished_name.push(DnType::CommonName, "countersign interop authority");
        authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;
        for (cert, file) in [(&self.cert, &self.key), (&self.impostor.cert, &self.impostor.key)] {
            let key = KeyPair::generate()?;
            let mut leaf = CertificateParams::new(["localhost", "127.0.0.1"].map(String::from).to_vec())?;
            leaf.distinguished_name.push(DnType::CommonName, "localhost");
            leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            leaf.use_authority_key_identifier_extension = true;
            fs::write(cert, leaf.signed_by(&key, &authority)?.pem())?;
            fs::write(file, key.serialize_pem())?;
            fs::set_permissions(file, fs::Permissions::from_mode(0o600))?;
        }
        fs::write(&self.ca, authority.pem())?;
        self.certify_client(&authority, Credential::Right)?;
        // It has the name of the trusted authority, which is not compared, and another key.
        let mut foreign = CertificateParams::default();
        foreign.distinguished_name.push(DnType::CommonName, "countersign interop authority");
        foreign.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        foreign.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        self.certify_client(
            &CertifiedIssuer::self_signed(foreign, KeyPair::generate()?)?,
            Credential::Wrong,
        )?;
        Ok(())
    }

    /// Returns a client's certificate by an authority, with its key, for servers that read names.
    pub(crate) fn client_certificate(&self, credential: Credential) -> PathBuf {
        self.folder.join(format!("{}.client.pem", credential.name()))
    }

    fn certify_client(
        &self,
        authority: &CertifiedIssuer<'_, KeyPair>,
        credential: Credential,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let key = KeyPair::generate()?;
        let mut leaf = CertificateParams::default();
        leaf.distinguished_name = DistinguishedName::new();
        leaf.distinguished_name.push(DnType::CommonName, USER);
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        leaf.use_authority_key_identifier_extension = true;
        let leaf = leaf.signed_by(&key, authority)?;
        write(&self.client_certificate(credential), &(key.serialize_pem() + &leaf.pem()))?;
        Ok(())
    }
}
