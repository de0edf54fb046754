//! The arguments of a command, from its command line and from the file of `--config`.
use super::{
    fault::{Fault, Unread},
    keys,
    text::{self, Entry},
};
use clap::{
    ArgMatches, Command,
    error::{ContextKind, ContextValue, ErrorKind},
    parser::ValueSource,
};
use std::{
    ffi::OsString,
    fs::File,
    io::Read as _,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

/// Both together. A flag overrides a key.
#[derive(Clone, Debug)]
pub(crate) struct Arguments {
    command: Command,
    arguments: Vec<OsString>,
    pub(crate) matches: ArgMatches,
    file: Option<PathBuf>,
    entries: Vec<Entry>,
}

/// The command that can have a configuration.
const CONFIGURED: &str = "serve";
/// The largest size of a file in octets.
const MAX_LENGTH: u64 = 1 << 20;

impl Arguments {
    /// Parses the command line, the program's name first.
    pub(crate) fn read(mut command: Command, arguments: Vec<OsString>) -> Result<Self, Unread> {
        command.build();
        let lenient = command.clone().ignore_errors(true).try_get_matches_from(&arguments)?;
        let serve = lenient.subcommand().filter(|(name, _)| *name == CONFIGURED).map(|(_, given)| given);
        let file = serve.and_then(|given| given.try_get_one::<PathBuf>("config").ok().flatten().cloned());
        let (Some(file), Some(serve)) = (file, serve) else {
            let matches = command.clone().try_get_matches_from(&arguments)?;
            return Ok(Self { command, arguments, matches, file: None, entries: vec![] });
        };
        let all = |faults: Vec<text::Wrong>| {
            let fault = |(line, text)| Fault { file: file.clone(), line, text };
            Unread::File(faults.into_iter().map(fault).collect())
        };
        let (text, is_open) = read_file(&file).map_err(|why| all(vec![(None, why)]))?;
        let entries = text::read(&text).map_err(all)?;
        let mut options = Vec::new();
        let mut faults = Vec::new();
        for entry in &entries {
            match option(&command, serve, entry, is_open) {
                Ok(more) => options.extend(more),
                Err(why) => faults.push((Some(entry.line), why)),
            }
        }
        if !faults.is_empty() {
            return Err(all(faults));
        }
        let merged = [arguments.as_slice(), &options].concat();
        let matches = command.clone().try_get_matches_from(merged).map_err(|error| {
            let alone = |entry: &Entry| needs_more(&command, serve, entry, &error);
            let named = entries.iter().find(|entry| names(&error, &entry.key));
            match named.or_else(|| entries.iter().find(|entry| alone(entry))) {
                Some(entry) => all(vec![(Some(entry.line), first_line(&error))]),
                None => error.into(),
            }
        })?;
        Ok(Self { command, arguments, matches, file: Some(file), entries })
    }

    /// Reads the file again, with the same command line.
    pub(crate) fn again(&self) -> Result<Self, Unread> {
        Self::read(self.command.clone(), self.arguments.clone())
    }

    /// Returns where a key is set: in a line of the file, or on the command line.
    pub(crate) fn place(&self, key: &str) -> String {
        let line = self.entries.iter().find(|entry| entry.key == key).map(|entry| entry.line);
        match (&self.file, line) {
            (Some(file), Some(line)) if !self.is_flag(key) => format!("{}:{line}: {key}", file.display()),
            _ => format!("--{key}"),
        }
    }

    /// Returns the keys whose values have changed.
    pub(crate) fn changed(&self, now: &Self) -> Vec<String> {
        let Some(serve) = self.command.find_subcommand(CONFIGURED) else { return vec![] };
        let longs = serve.get_arguments().filter_map(|arg| Some((arg.get_long()?, arg.get_id().as_str())));
        longs.filter(|(_, id)| self.raw(id) != now.raw(id)).map(|(long, _)| long.to_owned()).collect()
    }

    fn raw(&self, id: &str) -> Vec<&std::ffi::OsStr> {
        let given = self.matches.subcommand_matches(CONFIGURED);
        let raw = given.and_then(|given| given.try_get_raw(id).ok().flatten());
        raw.into_iter().flatten().collect()
    }

    fn is_flag(&self, key: &str) -> bool {
        let option = format!("--{key}");
        let same = |argument: &OsString| {
            let text = argument.to_string_lossy();
            text == option || text.strip_prefix(&option).is_some_and(|rest| rest.starts_with('='))
        };
        self.arguments.iter().any(same)
    }
}

/// Reads a file, and returns whether all users can read it.
fn read_file(path: &Path) -> Result<(String, bool), String> {
    let mut file = File::open(path).map_err(|error| error.to_string())?;
    let is_open = file.metadata().is_ok_and(|about| about.permissions().mode() & 0o004 != 0);
    let mut text = String::new();
    match file.by_ref().take(MAX_LENGTH.saturating_add(1)).read_to_string(&mut text) {
        Err(error) => Err(error.to_string()),
        Ok(_) if u64::try_from(text.len()).is_ok_and(|length| length > MAX_LENGTH) => {
            Err(format!("longer than {MAX_LENGTH} octets"))
        }
        Ok(_) => Ok((text, is_open)),
    }
}

/// Returns an entry as command-line arguments; `None` if the flag is given.
fn option(
    command: &Command,
    given: &ArgMatches,
    entry: &Entry,
    is_open: bool,
) -> Result<Vec<OsString>, String> {
    let serve = command.find_subcommand(CONFIGURED).ok_or("unknown command")?;
    let Entry { key, value, .. } = entry;
    let arg = keys::find(serve, key)?;
    let options = keys::options(arg, key, value).map_err(|why| format!("{key}: {why}"))?;
    if is_open && keys::is_secret(key, value) {
        return Err(format!("{key}: this is a secret, but all users can read this file: chmod o-r"));
    }
    let leading = [OsString::from("countersign"), CONFIGURED.into()];
    if let Some(why) = keys::wrong(command, &leading, &options) {
        return Err(format!("{key}: {why}"));
    }
    let is_flag = given.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    Ok(if is_flag { vec![] } else { options })
}

/// Returns whether an error of the whole command line is about this key as well.
fn names(error: &clap::Error, key: &str) -> bool {
    let option = format!("--{key}");
    let mentions = |text: &String| text.split([' ', '=']).next() == Some(option.as_str());
    [ContextKind::InvalidArg, ContextKind::PriorArg].into_iter().any(|kind| match error.get(kind) {
        Some(ContextValue::String(text)) => mentions(text),
        Some(ContextValue::Strings(texts)) => texts.iter().any(mentions),
        _ => false,
    })
}

/// Returns whether this entry alone makes the command require missing ones.
fn needs_more(command: &Command, given: &ArgMatches, entry: &Entry, error: &clap::Error) -> bool {
    let options = option(command, given, entry, false).unwrap_or_default();
    let leading = [OsString::from("countersign"), CONFIGURED.into()];
    let alone = command.clone().try_get_matches_from([&leading[..], &options].concat()).err();
    error.kind() == ErrorKind::MissingRequiredArgument
        && alone.is_some_and(|alone| alone.kind() == error.kind() && first_line(&alone) == first_line(error))
}

/// Returns clap's message without its advice. It names options, and no values, if these are valid in themselves.
fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let end = text.find("\n\n").unwrap_or(text.len());
    text.get(..end).unwrap_or(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
