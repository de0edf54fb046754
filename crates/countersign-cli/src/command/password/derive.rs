//! `countersign password derive`
use super::note::{self, note};
use crate::{command::print_json, command::print_line, command::secret, exit::Exit, exit::Failure};
use countersign::{
    Credentials, DirectorySecret, Entropy, Recipe, Salts, Secret,
    account::{AccountName, SaltGroup},
    entropy,
};
use countersign_accounts::{Sets, recipe};
use serde::Serialize;
use std::path::PathBuf;
use zeroize::Zeroizing;

#[derive(clap::Args)]
#[command(after_help = "\
The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt. The records are those \
that `password set` stores, in the format of RFC 5803, one a line. Keep them secret: they allow offline guessing, at the cost of \
the iterations, and impersonation of the server.

Exit codes: 0 derived; 1 the password cannot be used, and why; 2 usage.

Examples:
  countersign password derive
  countersign password derive --iterations 10000 --password-file new.txt --json")]
pub(super) struct Args {
    /// Read the password from the first line of this file
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    #[command(flatten)]
    making: Making,
    /// Output JSON
    #[arg(long)]
    json: bool,
}

/// The parameters of records.
#[derive(clap::Args)]
pub(super) struct Making {
    /// Also derive a record for CRAM-MD5, which lets a thief of the record log in and is cheap to guess
    #[arg(long)]
    cram_md5: bool,
    /// PBKDF2 iterations, the cost of a guess. Cyrus SASL's client (mbsync, imtest, Postfix) rejects more than 65536
    #[arg(long, value_name = "N", default_value_t = recipe().iterations(),
        value_parser = clap::value_parser!(u32).range(4096..=1_000_000))]
    iterations: u32,
}

#[derive(Serialize)]
struct Derived<'a> {
    records: Vec<&'a str>,
    /// Which clients cannot log in with the password; null if there are none.
    note: Option<&'static str>,
}

impl Making {
    pub(super) fn recipe(&self) -> Recipe {
        let recipe = recipe().with_iterations(self.iterations);
        if self.cram_md5 { recipe.with_cram_md5() } else { recipe }
    }
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let password =
            secret::new_password(self.password_file.as_deref(), "Password to derive records of: ")?;
        let note = note(password.expose());
        let text: Zeroizing<String> = derived(password, self.making.recipe(), random()?).await?.to_text();
        if self.json {
            print_json(&Derived { records: text.lines().collect(), note });
        } else {
            print_line(&*text);
            note::print(note);
        }
        Ok(Exit::Success)
    }
}

/// Returns entropy for salts that belong to no directory.
pub(in crate::command) fn random() -> Result<Entropy, Failure> {
    entropy().map_err(|error| Failure::usage(error.to_string()))
}

/// Derives the records of a password that is being set.
pub(in crate::command) async fn derived(
    password: Secret,
    recipe: Recipe,
    salts: impl Into<Salts>,
) -> Result<Credentials, Failure> {
    let deriving = Credentials::derive(&password, &recipe, salts)
        .map_err(|error| Failure::new(Exit::Refused, error.to_string()))?;
    let derived = tokio::task::spawn_blocking(|| deriving.run()).await;
    derived.map_err(|error| Failure::usage(error.to_string()))
}

/// Derives the records of a password for an account with login names of these salt groups, the first that of its own name;
/// or of an app password with this label. The other groups need SCRAM records only: the others have no salt.
pub(in crate::command) async fn derived_for(
    password: &Secret,
    recipe: Recipe,
    secret: &DirectorySecret,
    groups: &[SaltGroup],
    label: Option<&AccountName>,
) -> Result<(Credentials, Sets), Failure> {
    let salts = |group: &SaltGroup| match label {
        Some(label) => secret.salts(&group.with_label(label)),
        None => secret.salts(group),
    };
    let none = || Failure::usage("an account without a name");
    let (main, others) = groups.split_first().ok_or_else(none)?;
    let scram_alone = countersign_accounts::recipe().with_iterations(recipe.iterations());
    let main = derived(password.clone(), recipe, salts(main)).await?;
    let mut sets = Sets::new();
    for group in others {
        sets.push((group.clone(), derived(password.clone(), scram_alone.clone(), salts(group)).await?));
    }
    Ok((main, sets))
}
