//! `countersign key openssl`
use crate::{command::print_line, exit::Exit, exit::Failure};

#[derive(clap::Args)]
#[command(after_help = "\
The commands are for a POSIX shell. They write NAME.key, NAME.crt, NAME.pem and NAME.p12 into the current folder.

Example:
  countersign key openssl alice | sh")]
pub(super) struct Args {
    /// Name of the key and of its files: letters, digits, . - _
    name: String,
    /// Make a p12 file for Android before 14 and old Apple systems
    #[arg(long)]
    legacy: bool,
}

impl Args {
    pub(super) fn run(self) -> Result<Exit, Failure> {
        let name = &self.name;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        // NAME becomes part of commands, and of a subject in which / and = have a meaning.
        if name.is_empty() || name.starts_with(['.', '-']) || !name.chars().all(is_plain) {
            return Err(Failure::usage(
                "NAME may contain letters, digits, . - and _, and must not begin with . or -",
            ));
        }
        for line in lines(name, self.legacy) {
            print_line(line);
        }
        Ok(Exit::Success)
    }
}

/// Returns the commands. An extension is named because OpenSSL 3.0 makes a version 1 certificate otherwise.
fn lines(name: &str, legacy: bool) -> [String; 8] {
    let old = " -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1";
    [
        "# A P-256 key and a certificate for it, and both in one file.".into(),
        "umask 077".into(),
        format!(
            "openssl req -config /dev/null -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 \
             -subj /CN={name} -addext basicConstraints=critical,CA:FALSE -addext extendedKeyUsage=clientAuth \
             -keyout {name}.key -out {name}.crt"
        ),
        format!("cat {name}.key {name}.crt >{name}.pem"),
        "# For mail clients and phones; asks for a password to encrypt the file.".into(),
        format!(
            "openssl pkcs12 -export -in {name}.crt -inkey {name}.key -name {name} -out {name}.p12{}",
            if legacy { old } else { "" }
        ),
        "# Its fingerprint.".into(),
        format!(
            "openssl x509 -in {name}.crt -noout -pubkey | openssl pkey -pubin -outform DER | \
             openssl dgst -sha256 -binary | basenc --base64url | tr -d ="
        ),
    ]
}
