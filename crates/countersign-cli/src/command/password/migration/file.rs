//! Reading a file by lines.
use super::refused::Refused;
use crate::exit::Failure;
use std::{
    fs::File,
    io::{Read as _, stdin},
    path::Path,
};
use zeroize::Zeroizing;

/// The largest file in octets: several million accounts.
const LARGEST: u64 = 1 << 30;
/// The longest line in octets.
const MAX_LENGTH: usize = 65_536;

/// A line that may be a record, with its number, from 1; or why it cannot be one. Empty lines and comments are skipped.
pub(in crate::command::password) type Numbered = (usize, Result<Zeroizing<String>, Refused>);

/// Returns the lines of a file, `-` for standard input.
pub(in crate::command::password) fn lines(path: &Path) -> Result<Vec<Numbered>, Failure> {
    let in_vain = |error: std::io::Error| Failure::usage(format!("{}: {error}", path.display()));
    let mut octets = Zeroizing::new(Vec::new());
    let read = if path == Path::new("-") {
        stdin().lock().take(LARGEST).read_to_end(&mut octets)
    } else {
        File::open(path).map_err(in_vain)?.take(LARGEST).read_to_end(&mut octets)
    };
    let read = read.map_err(in_vain)?;
    if u64::try_from(read).is_ok_and(|read| read >= LARGEST) {
        return Err(Failure::usage(format!("{}: the file is larger than 1 GiB; split it", path.display())));
    }
    let mut found = Vec::new();
    for (at, line) in octets.split_inclusive(|octet| *octet == b'\n').enumerate() {
        let number = at.saturating_add(1);
        let refused = |reason| (number, Err(Refused::new(number, reason)));
        let Some(line) = line.strip_suffix(b"\n") else {
            found.push(refused("the line has no line ending: the file may be truncated"));
            continue;
        };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match str::from_utf8(line) {
            _ if line.len() > MAX_LENGTH => found.push(refused("the line is longer than 65536 octets")),
            Err(_) => found.push(refused("the line is not UTF-8")),
            Ok(line) if line.is_empty() || line.starts_with('#') => {}
            Ok(line) => found.push((number, Ok(Zeroizing::new(line.to_owned())))),
        }
    }
    Ok(found)
}
