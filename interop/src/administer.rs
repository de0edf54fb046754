//! The administrator's commands on the accounts of our server.
use crate::{
    bench::Bench,
    process::{self, run},
};
use std::path::Path;

/// Runs a command on the accounts in this folder. Returns its output.
pub(crate) fn administer(
    bench: &Bench,
    room: &Path,
    words: &[&str],
    password: &str,
) -> Result<String, String> {
    let mut command = process::client(&bench.countersign, room);
    command.args(words).arg("--data").arg(room.join("data")).env("COUNTERSIGN_PASSWORD", password);
    let finished = run(command, "", &room.join(format!("{}-{}.log", words[0], words[1])))?;
    let said = || format!("countersign {}: {}", words.join(" "), finished.output);
    if finished.ok { Ok(finished.output.clone()) } else { Err(said()) }
}

/// Returns the path of the accounts.
pub(crate) fn data(room: &Path) -> Result<String, String> {
    Ok(room.join("data").to_str().ok_or("a folder that is no UTF-8")?.to_owned())
}
