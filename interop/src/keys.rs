//! The keys of clients and the tools that create them.
use crate::{
    bench::Bench,
    credential::Credential,
    files::write,
    install,
    process::{self, read, run},
    variant::{GO, LEGACY_P12, OPENSSL, P12},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The password for writing and reading p12 files.
pub(crate) const P12_PASSWORD: &str = "interop";

/// A client's key: its certificate, the private key, both, the public key only, and the file for import.
#[derive(Clone)]
pub(crate) struct KeyFiles {
    pub(crate) crt: PathBuf,
    pub(crate) key: PathBuf,
    pub(crate) pem: PathBuf,
    pub(crate) spki: PathBuf,
    /// The p12 file, if the key has one.
    pub(crate) p12: Option<PathBuf>,
}

impl KeyFiles {
    /// Returns a registered key of the tool in the variant, or an unregistered one.
    pub(crate) fn of(folder: &Path, credential: Credential, variant: &str) -> Self {
        let stem = match (credential, variant) {
            (Credential::Right, OPENSSL | P12) => "openssl",
            (Credential::Right, LEGACY_P12) => "legacy",
            (Credential::Right, GO) => "go",
            (credential, _) => credential.name(),
        };
        let file = |extension| folder.join(format!("{stem}.{extension}"));
        let p12 = [P12, LEGACY_P12].contains(&variant).then(|| file("p12")).filter(|file| file.exists());
        Self { crt: file("crt"), key: file("key"), pem: file("pem"), spki: file("spki"), p12 }
    }

    /// Returns all registered keys.
    pub(crate) fn registered(folder: &Path) -> Vec<Self> {
        ["", OPENSSL, LEGACY_P12, GO].map(|variant| Self::of(folder, Credential::Right, variant)).into()
    }
}

/// Creates the keys of other tools. They are used unchanged; if they cannot be created, their rows are skipped.
pub(crate) fn make(bench: &Bench) -> Result<(), String> {
    install::install(&["openssl"], &["openssl"])?;
    printed(bench, "openssl", &[])?;
    printed(bench, "legacy", &["--legacy"])?;
    go(bench)
}

/// Runs the printed commands in a shell, as a user does. openssl reads the password from its input if there is no
/// terminal.
fn printed(bench: &Bench, name: &str, more: &[&str]) -> Result<(), String> {
    let folder = &bench.folder;
    let mut print = process::client(&bench.countersign, folder);
    print.args(["key", "openssl", name]).args(more);
    let commands = run(print, "", &folder.join(format!("{name}.commands")))?;
    let script = folder.join(format!("{name}.sh"));
    write(&script, &commands.output)?;
    let mut shell = process::client("setsid", folder);
    shell.args(["-w", "sh", "-e"]).arg(&script);
    let typed = format!("{P12_PASSWORD}\n{P12_PASSWORD}\n");
    let made = run(shell, &typed, &folder.join(format!("{name}.log")))?;
    let mut show = process::client(&bench.countersign, folder);
    show.args(["key", "fingerprint"]).arg(format!("{name}.crt"));
    let shown = run(show, "", &folder.join(format!("{name}.fingerprint")))?;
    // The last of the commands prints the fingerprint, as computed by openssl.
    let theirs = made.output.lines().last().unwrap_or_default().trim();
    let is_ours = theirs.len() == 43 && shown.output.contains(theirs);
    if made.ok && shown.ok && is_ours {
        return Ok(());
    }
    Err(format!("the commands of key openssl {name}: {} {}", made.output, shown.output))
}

/// Uses the fixture of `tls-pubkey-auth`, whose key is in DER.
fn go(bench: &Bench) -> Result<(), String> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/tls-pubkey-auth/tests/certificates");
    let file = |extension| bench.folder.join(format!("go.{extension}"));
    let mut convert = process::client("openssl", &bench.folder);
    convert.args(["pkey", "-inform", "DER", "-in"]).arg(fixtures.join("ed25519.key"));
    convert.arg("-out").arg(file("key"));
    let converted = run(convert, "", &bench.folder.join("go.log"))?;
    if !converted.ok {
        return Err(format!("the fixture's key: {}", converted.output));
    }
    let certificate = read(&fixtures.join("go-minimal.pem"));
    fs::write(file("crt"), &certificate).map_err(|error| error.to_string())?;
    write(&file("pem"), &format!("{}{certificate}", read(&file("key"))))
}
