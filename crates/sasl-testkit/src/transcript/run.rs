//! The replay of transcripts.
use super::{
    mismatch::Mismatch, parse::parse, play_client::play_client, play_server::play_server, reader::Differs,
    script::Script, setting::Setting,
};
use crate::tamper::From;
use std::{fs, path::Path};

/// Replays the transcript in this file. The function is called once for each end that is tested.
///
/// # Errors
/// [`Mismatch`]: the first difference, or why the file cannot be replayed.
pub fn run<'a>(path: impl AsRef<Path>, setting: impl FnMut(&Script) -> Setting<'a>) -> Result<(), Mismatch> {
    let file = path.as_ref().display().to_string();
    let text = fs::read_to_string(&path).map_err(|error| Mismatch::unreadable(&file, &error))?;
    run_text(&file, &text, setting)
}

/// Replays every `.txt` file in this directory. Returns their number, so that a test can check that there were
/// some.
///
/// # Errors
/// The error of [`run`] for the first file that differs.
pub fn run_directory<'a>(
    directory: impl AsRef<Path>,
    mut setting: impl FnMut(&Script) -> Setting<'a>,
) -> Result<usize, Mismatch> {
    let name = directory.as_ref().display().to_string();
    let entries = fs::read_dir(&directory).map_err(|error| Mismatch::unreadable(&name, &error))?;
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    files.iter().try_for_each(|file| run(file, &mut setting))?;
    Ok(files.len())
}

/// Replays this text. Reports use `name` in place of a file name.
///
/// # Errors
/// As [`run`].
pub fn run_text<'a>(
    name: &str,
    text: &str,
    mut setting: impl FnMut(&Script) -> Setting<'a>,
) -> Result<(), Mismatch> {
    let broken = |(line, what)| Differs(line, "a line of a transcript".into(), what);
    let script = parse(text).map_err(|what| Mismatch::new(name, None, broken(what)))?;
    script.ends.iter().try_for_each(|end| {
        let played = match end {
            From::Server => play_server(&script, setting(&script)),
            From::Client => play_client(&script, setting(&script)),
        };
        played.map_err(|differs| Mismatch::new(name, Some(*end), differs))
    })
}
