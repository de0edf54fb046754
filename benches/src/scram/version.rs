//! The versions of the peer crates, as they were built.

const LOCK: &str = include_str!("../../../Cargo.lock");

/// Returns the name and version of a crate: the newest if several are built and no version prefix is given.
pub fn of(name: &str, beginning: &str) -> String {
    let found = LOCK.split("[[package]]").filter_map(|package| {
        let value = |key: &str| package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        let is_ours = value("source").is_none();
        let version = value("version")?.trim_matches('"');
        let named = value("name")?.trim_matches('"') == name && version.starts_with(beginning);
        (named && !is_ours).then_some(version)
    });
    format!("{name} {}", found.last().unwrap_or("(missing)"))
}
