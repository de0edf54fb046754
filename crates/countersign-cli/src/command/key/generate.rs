//! `countersign key generate`
use super::p12::{Style, p12};
use crate::{command::print_json, command::print_line, command::secret, exit::Exit, exit::Failure};
use countersign::keys::generate::{Generated, NewKey, Request, generate};
use serde::Serialize;
use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};
use zeroize::Zeroizing;

#[derive(clap::Args)]
#[command(after_help = "\
Writes NAME.crt (certificate), NAME.key (private key) and NAME.pem (both), readable only by their owner. With --p12 also \
a file with both, encrypted with a password from --p12-password-file, COUNTERSIGN_PASSWORD or a prompt.

Examples:
  countersign key generate alice
  countersign key generate \"alice laptop\" --dir ~/.config --ed25519
  countersign key generate alice --p12 alice.p12

Exit codes: 0 done; 1 a file is there already; 2 usage.")]
pub(super) struct Args {
    /// Name of the key and of its files
    name: String,
    /// Generate an Ed25519 key, which Thunderbird and Firefox cannot import, instead of a P-256 key
    #[arg(long)]
    ed25519: bool,
    /// Also write the key and its certificate to this file, for mail clients and phones (PKCS #12)
    #[arg(long, value_name = "FILE")]
    p12: Option<PathBuf>,
    /// Encrypt the PKCS #12 file with 3DES and SHA-1, for Android before 14 and old Apple systems
    #[arg(long, requires = "p12")]
    legacy: bool,
    /// Read the PKCS #12 password from the first line of this file
    #[arg(long, value_name = "FILE", requires = "p12")]
    p12_password_file: Option<PathBuf>,
    /// Folder of the files
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Overwrite existing files
    #[arg(long)]
    force: bool,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Made<'a> {
    fingerprint: String,
    #[serde(rename = "type")]
    kind: String,
    certificate: &'a Path,
    private_key: &'a Path,
    pem: &'a Path,
    #[serde(skip_serializing_if = "Option::is_none")]
    p12: Option<&'a Path>,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        if self.name.contains(['/', '\0']) || self.name.starts_with('.') {
            return Err(Failure::usage("NAME must be a file name without / and must not begin with a dot"));
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let kind = if self.ed25519 { NewKey::Ed25519 } else { NewKey::EcdsaP256 };
        let made = generate(&Request::new(&*self.name, now).with_key(kind));
        let made = made.map_err(|error| Failure::usage(error.to_string()))?;
        let (certificate, key) = (made.certificate_pem(), made.private_key_pem());
        // One allocation, so that wiping it wipes all.
        let mut both = Zeroizing::new(String::with_capacity(certificate.len().saturating_add(key.len())));
        both.push_str(&key);
        both.push_str(&certificate);
        let path = |extension| self.dir.join(format!("{}.{extension}", self.name));
        let (crt, key_path, pem) = (path("crt"), path("key"), path("pem"));
        let p12 = self.p12(&made)?;
        let mut files =
            vec![(&crt, certificate.as_bytes()), (&key_path, key.as_bytes()), (&pem, both.as_bytes())];
        files.extend(self.p12.as_ref().zip(p12.as_deref()));
        if !self.force
            && let Some((taken, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok())
        {
            let text = format!("{} exists; use --force to overwrite it", taken.display());
            return Err(Failure::new(Exit::Refused, text));
        }
        for (path, octets) in files {
            write(path, octets, self.force).map_err(|error| {
                let taken = error.kind() == io::ErrorKind::AlreadyExists;
                let exit = if taken { Exit::Refused } else { Exit::Usage };
                Failure::new(exit, format!("{}: {error}", path.display()))
            })?;
        }
        let fingerprint = made.spki().fingerprint().to_string();
        if self.json {
            let kind = made.spki().kind().to_string();
            let p12 = self.p12.as_deref();
            print_json(&Made {
                fingerprint,
                kind,
                certificate: &crt,
                private_key: &key_path,
                pem: &pem,
                p12,
            });
        } else {
            print_line(format_args!("Fingerprint  {fingerprint}"));
            print_line(format_args!("Certificate  {}", crt.display()));
            print_line(format_args!("Private key  {}", key_path.display()));
            print_line(format_args!("Both         {}", pem.display()));
            if let Some(p12) = &self.p12 {
                print_line(format_args!("p12 file     {}", p12.display()));
            }
            print_line(format_args!("Next: countersign key add ADDRESS {}", crt.display()));
        }
        Ok(Exit::Success)
    }

    /// Returns the octets of the PKCS #12 file, if one is requested.
    fn p12(&self, made: &Generated) -> Result<Option<Vec<u8>>, Failure> {
        if self.p12.is_none() {
            return Ok(None);
        }
        let password = secret::new_password(self.p12_password_file.as_deref(), "Password of the p12 file: ")?;
        let style = if self.legacy { Style::Legacy } else { Style::Modern };
        p12(&self.name, made, &password, style).map(Some)
    }
}

/// Writes the file atomically, readable only by its owner from the start.
fn write(path: &Path, octets: &[u8], force: bool) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}-{}", std::process::id()));
    let written =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).and_then(|mut file| {
            file.write_all(octets)?;
            file.sync_all()
        });
    // A link fails if the file exists; a rename replaces it.
    let placed =
        written.and_then(|()| if force { fs::rename(&draft, path) } else { fs::hard_link(&draft, path) });
    // After a rename there is no draft.
    let _ = fs::remove_file(&draft);
    placed
}
