//! Our client with other servers.
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Tls},
    files::write,
    process::{client, run},
};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A folder for the logins at one server, with the path of our client.
pub(crate) struct Room {
    folder: PathBuf,
    countersign: PathBuf,
    ca: PathBuf,
    password_files: [PathBuf; 2],
    token_files: [PathBuf; 2],
    library: Option<&'static str>,
    /// Whether the server states the reason for a rejection only as text.
    wordy: bool,
    certificates: [PathBuf; 2],
    count: u32,
}

impl Room {
    /// Creates the folder for our client with this TLS library, for Cyrus, which sends no response code with a
    /// failure.
    pub(crate) fn for_cyrus(bench: &Bench, name: &str, library: &'static str) -> Result<Self, String> {
        let countersign = bench.with_openssl()?.to_owned();
        Ok(Self { countersign, library: Some(library), wordy: true, ..Self::new(bench, name)? })
    }

    /// Returns the folder for the files of its logins.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn new(bench: &Bench, name: &str) -> Result<Self, String> {
        Ok(Self {
            folder: bench.room(name)?,
            countersign: bench.countersign.clone(),
            ca: bench.ca.clone(),
            password_files: [Credential::Right, Credential::Wrong].map(|which| bench.password_file(which)),
            token_files: [Credential::Right, Credential::Wrong].map(|which| bench.token_file(which)),
            library: None,
            wordy: false,
            certificates: [Credential::Right, Credential::Wrong].map(|which| bench.client_certificate(which)),
            count: 0,
        })
    }

    /// Creates the folder with other passwords than the usual ones.
    pub(crate) fn with_passwords(bench: &Bench, name: &str, passwords: [&str; 2]) -> Result<Self, String> {
        let room = Self::new(bench, name)?;
        let files = ["right", "wrong"].map(|name| room.folder.join(name));
        for (file, password) in files.iter().zip(passwords) {
            write(file, password)?;
        }
        Ok(Self { password_files: files, ..room })
    }
}

/// Runs `countersign login`. Returns whether it succeeded, or an error if its report differs from the expected
/// one.
pub(crate) fn login(room: &mut Room, row: &Row, credential: Credential, port: u16) -> Result<bool, String> {
    room.count += 1;
    let ([right, wrong], option) = match row.mechanism {
        "EXTERNAL" => (&room.certificates, "--client-cert"),
        "OAUTHBEARER" | "XOAUTH2" => (&room.token_files, "--token-file"),
        _ => (&room.password_files, "--password-file"),
    };
    let file = if credential == Credential::Right { right } else { wrong };
    let scheme = match (row.protocol, row.tls) {
        (Protocol::Imap, Tls::Implicit(_)) => "imaps",
        (Protocol::Imap, _) => "imap",
        (Protocol::Smtp, Tls::Implicit(_)) => "smtps",
        (Protocol::Smtp, _) => "smtp",
        (Protocol::Pop3, Tls::Implicit(_)) => "pop3s",
        (Protocol::Pop3, _) => "pop3",
        (Protocol::Sieve, _) => "sieve",
        (Protocol::Postgres, _) => return Err("countersign login has no PostgreSQL".into()),
    };
    let mut command = client(&room.countersign, &room.folder);
    command.arg("login").arg(format!("{scheme}://localhost:{port}"));
    command.args(["--json", "--trace", "--user", row.user, "--mechanism", row.mechanism]);
    command.arg("--ca").arg(&room.ca).arg(option);
    command.arg(file);
    if let Some(library) = room.library {
        command.args(["--tls", library]);
    }
    if row.tls == Tls::None {
        command.arg("--plaintext");
    }
    let log = room.folder.join(format!("{:03}.log", room.count));
    let finished = run(command, "", &log)?;
    let said = finished.output.lines().find(|line| line.starts_with('{')).unwrap_or_default();
    let said: Value =
        serde_json::from_str(said).map_err(|_| format!("login says no JSON: {}", finished.output))?;
    let is_in = said["ok"] == true;
    let bound_by = row.right.records.first().and_then(|record| record.binding.as_deref());
    let as_meant = if is_in {
        // SCRAM verifies the server; PLAIN does not.
        let proved = row.mechanism.starts_with("SCRAM-");
        finished.ok
            && said["mechanism"] == row.mechanism
            && said["binding"].as_str() == bound_by
            && said["account"] == row.user
            && said["server_verified"] == proved
    } else {
        // ManageSieve has no code for it, and Cyrus sends none in IMAP: a client learns only that the login was
        // rejected.
        let without_code = row.protocol == Protocol::Sieve || room.wordy;
        let refusal = match without_code {
            // Cyrus closes the connection if the certificate is not from a trusted authority.
            _ if room.wordy && row.mechanism == "EXTERNAL" => "connection",
            true => "other",
            false => "bad-credentials",
        };
        !finished.ok && said["error"] == refusal
    };
    if as_meant { Ok(is_in) } else { Err(format!("login says {said}")) }
}
