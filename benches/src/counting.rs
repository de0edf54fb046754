//! Runs the separate program that counts allocations, so that the allocator of this one is not slowed down.

use crate::measure::Estimate;
use std::process::Command;

/// Returns the number with this name.
pub fn number(name: &str) -> Option<Estimate> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["run", "--release", "--quiet", "--locked", "--package", "benches", "--bin", "counted"];
    let output = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let text =
        String::from_utf8(output.inspect_err(|error| eprintln!("cargo: {error}")).ok()?.stdout).ok()?;
    let number = text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    number.map(Estimate::exact)
}
