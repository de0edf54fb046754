//! `countersign key fingerprint`
use super::key_file;
use crate::{command::print_json, command::print_line, exit::Exit, exit::Failure};
use serde::Serialize;
use std::path::PathBuf;

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  countersign key fingerprint alice.crt
  countersign key fingerprint --json public-key.pem

Exit codes: 0 done; 1 the key cannot be used; 2 usage.")]
pub(super) struct Args {
    /// Certificate or public key, in PEM or DER
    file: PathBuf,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Spellings {
    #[serde(rename = "type")]
    kind: String,
    fingerprint: String,
    hex: String,
    colons: String,
    pin: String,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let spki = key_file(&self.file)?.spki;
        let own = spki.fingerprint();
        let spellings = Spellings {
            kind: spki.kind().to_string(),
            fingerprint: own.to_string(),
            hex: own.to_hex(),
            colons: own.to_colons(),
            pin: own.to_pin(),
        };
        if self.json {
            print_json(&spellings);
            return Ok(Exit::Success);
        }
        let Spellings { kind, fingerprint, hex, colons, pin } = spellings;
        print_line(format_args!("{fingerprint}"));
        print_line(format_args!("  type     {kind}"));
        print_line(format_args!("  DANE     3 1 1 {hex}"));
        print_line(format_args!("  Postfix  {colons}"));
        print_line(format_args!("  curl     sha256//{pin}"));
        Ok(Exit::Success)
    }
}
