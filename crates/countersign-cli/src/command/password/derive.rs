//! `countersign password derive`
use super::note::{self, note};
use crate::{
    accounts::{Sets, recipe},
    command::{print_json, print_line, secret},
    exit::{Exit, Failure},
};
use countersign::{
    Credentials, DirectorySecret, Entropy, Recipe, Salts, Secret,
    account::{AccountName, SaltGroup},
    entropy,
};
use serde::Serialize;
use std::path::PathBuf;
use zeroize::Zeroizing;

#[derive(clap::Args)]
#[command(after_help = "\
The password comes from --password-file, from the variable COUNTERSIGN_PASSWORD, or from a prompt. The records are those \
that `password set` stores, in the form of RFC 5803, a line each. Whoever has them can guess passwords at the price of \
the iterations, and pose as the server: keep them from others.

Exit codes: 0 derived; 1 the password cannot be used, and why; 2 usage.

Examples:
  countersign password derive
  countersign password derive --iterations 10000 --password-file new.txt --json")]
pub(super) struct Args {
    /// Read the password from this file: its first line
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    #[command(flatten)]
    making: Making,
    /// Say it in one line of JSON
    #[arg(long)]
    json: bool,
}

/// How records are made.
#[derive(clap::Args)]
pub(super) struct Making {
    /// A record for CRAM-MD5 as well; whoever steals that one logs in with it, and guesses the password soon
    #[arg(long)]
    cram_md5: bool,
    /// Iterations of PBKDF2: what a guess costs. Cyrus SASL's client (mbsync, imtest, Postfix) refuses more than 65536
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

/// Entropy for salts that belong to no directory.
pub(in crate::command) fn random() -> Result<Entropy, Failure> {
    entropy().map_err(|error| Failure::usage(error.to_string()))
}

/// The records of a password that is being set.
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

/// The records of a password for an account whose login names are of these salt groups, the first that of its own name; or
/// of an app password with this label. For the other groups SCRAM's records suffice: all else has no salt.
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
    let scram_alone = crate::accounts::recipe().with_iterations(recipe.iterations());
    let main = derived(password.clone(), recipe, salts(main)).await?;
    let mut sets = Sets::new();
    for group in others {
        sets.push((group.clone(), derived(password.clone(), scram_alone.clone(), salts(group)).await?));
    }
    Ok((main, sets))
}
