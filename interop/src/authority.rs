//! A site's own certificate authority, as docs/certificates.md creates it with openssl: with a valid, a foreign, a
//! revoked and an expired certificate.
use crate::{cell::Credential, process::client};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The files of an authority's folder.
pub(crate) struct Site {
    folder: PathBuf,
}

/// The configuration from docs/certificates.md.
const CONFIGURATION: &str = include_str!("../../crates/tls-pubkey-auth/tests/authorities/ca.cnf");
/// The name in every certificate: an address of the only account.
pub(crate) const ADDRESS: &str = "user@localhost";

/// The defect of the certificate in the wrong half of a cell.
pub(crate) const FOREIGN: &str = "foreign certificate";
pub(crate) const REVOKED: &str = "revoked certificate";
pub(crate) const EXPIRED: &str = "expired certificate";

impl Site {
    /// Returns the authority that was created in this folder.
    pub(crate) fn at(room: &Path) -> Self {
        Self { folder: room.join("authorities") }
    }

    pub(crate) fn make(room: &Path) -> Result<Self, String> {
        let site = Self::at(room);
        for name in ["own", "other"] {
            site.authority(name)?;
        }
        let long = ["-days", "825"];
        site.person("own", "right", &long)?;
        site.person("other", "foreign", &long)?;
        site.person("own", "revoked", &long)?;
        site.person("own", "expired", &["-startdate", "20250101000000Z", "-enddate", "20250201000000Z"])?;
        site.openssl("own", &["ca", "-config", "ca.cnf", "-revoke", "revoked.crt"])?;
        site.openssl("own", &["ca", "-config", "ca.cnf", "-gencrl", "-out", "crl.pem"])?;
        // Dovecot needs the revocation list in the file of the authority.
        let both = ["ca.pem", "crl.pem"].map(|name| fs::read_to_string(site.file(name)).unwrap_or_default());
        fs::write(site.file("ca-crl.pem"), both.concat()).map_err(|error| error.to_string())?;
        Ok(site)
    }

    /// Returns a file of the trusted authority: `ca.pem`, `crl.pem`, `ca-crl.pem`.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join("own").join(name)
    }

    /// Returns the file with certificate and key for this half of a cell.
    pub(crate) fn pem(&self, variant: &str, credential: Credential) -> PathBuf {
        match (variant, credential) {
            (_, Credential::Right) => self.file("right.pem"),
            (REVOKED, _) => self.file("revoked.pem"),
            (EXPIRED, _) => self.file("expired.pem"),
            _ => self.folder.join("other/foreign.pem"),
        }
    }

    fn authority(&self, name: &str) -> Result<(), String> {
        let folder = self.folder.join(name);
        let write = |name: &str, text: &str| fs::write(folder.join(name), text);
        fs::create_dir_all(folder.join("certs"))
            .and_then(|()| write("ca.cnf", CONFIGURATION))
            .and_then(|()| write("index.txt", ""))
            .and_then(|()| write("crlnumber", "01\n"))
            .map_err(|error| error.to_string())?;
        let subject = format!("/CN=Interop {name} CA");
        self.openssl(
            name,
            &[
                &["req", "-x509", "-extensions", "authority", "-days", "3650"],
                NEW_KEY,
                &["-subj", &subject, "-keyout", "ca.key", "-out", "ca.pem"],
            ]
            .concat(),
        )
    }

    fn person(&self, authority: &str, name: &str, validity: &[&str]) -> Result<(), String> {
        let subject = format!("/CN=Somebody/emailAddress={ADDRESS}");
        let [key, request, certificate] =
            ["key", "csr", "crt"].map(|extension| format!("{name}.{extension}"));
        let new = ["-subj", &subject, "-keyout", &key, "-out", &request];
        self.openssl(authority, &[&["req", "-new"], NEW_KEY, &new].concat())?;
        let sign = ["ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", "person", "-in", &request];
        self.openssl(authority, &[&sign, &["-out", &certificate][..], validity].concat())?;
        let read = |name: &str| fs::read_to_string(self.folder.join(authority).join(name));
        let both = read(&key).and_then(|key| Ok(key + &read(&certificate)?));
        let pem = self.folder.join(authority).join(format!("{name}.pem"));
        both.and_then(|both| fs::write(pem, both)).map_err(|error| error.to_string())
    }

    fn openssl(&self, authority: &str, arguments: &[&str]) -> Result<(), String> {
        let folder = self.folder.join(authority);
        let mut command: Command = client("openssl", &folder);
        let output = command.args(arguments).output().map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr);
        output
            .status
            .success()
            .then_some(())
            .ok_or_else(|| format!("openssl {}: {said}", arguments.join(" ")))
    }
}

const NEW_KEY: &[&str] =
    &["-config", "ca.cnf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
