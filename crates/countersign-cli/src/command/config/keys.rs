//! The keys of a configuration: the long options of the command, from clap.
use super::text::Value;
use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};
use std::{error::Error as _, ffi::OsString};

/// Options that are valid on the command line only.
const COMMAND_LINE: [&str; 4] = ["config", "check", "help", "version"];

/// Options that may contain secrets: a file with one of them must not be world-readable.
const SECRET: [&str; 2] = ["user", "token"];

/// Returns the option with this name.
pub(super) fn find<'a>(command: &'a Command, key: &str) -> Result<&'a Arg, String> {
    if COMMAND_LINE.contains(&key) {
        return Err(format!("`{key}` is an option of the command line only"));
    }
    let found = command.get_arguments().find(|arg| arg.get_long() == Some(key));
    found.ok_or_else(|| match similar(command, key) {
        Some(similar) => format!("unknown key `{}`; did you mean `{similar}`?", shown(key)),
        None => format!("unknown key `{}`: the keys are the options of `serve --help`", shown(key)),
    })
}

/// Returns the equivalent command-line arguments.
pub(super) fn options(arg: &Arg, key: &str, value: &Value) -> Result<Vec<OsString>, &'static str> {
    let is_switch = !arg.get_action().takes_values();
    let is_list = matches!(arg.get_action(), ArgAction::Append) || arg.get_value_delimiter().is_some();
    let option = |text: &String| OsString::from(format!("--{key}={text}"));
    match value {
        Value::Switch(true) if is_switch => Ok(vec![format!("--{key}").into()]),
        Value::Switch(false) if is_switch => Ok(vec![]),
        _ if is_switch => Err("expected true or false"),
        Value::Switch(_) => Err("expected a quoted text or a number"),
        Value::Many(texts) if is_list => Ok(texts.iter().map(option).collect()),
        Value::Many(_) => Err("expected one value, not a list"),
        Value::One(text) => Ok(vec![option(text)]),
    }
}

/// Returns why these options are invalid in themselves, whatever else is given.
pub(super) fn wrong(command: &Command, leading: &[OsString], options: &[OsString]) -> Option<String> {
    let error = command.clone().try_get_matches_from([leading, options].concat()).err()?;
    match error.kind() {
        // Checked on the whole command line.
        ErrorKind::MissingRequiredArgument | ErrorKind::ArgumentConflict => None,
        _ => Some(reason(&error)),
    }
}

/// Returns whether the value is a secret, which other users must not read.
pub(super) fn is_secret(key: &str, value: &Value) -> bool {
    let has_password = |text: &str| {
        let authority = text.split_once("://").map_or("", |(_, rest)| rest);
        let authority = authority.split('/').next().unwrap_or_default();
        authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')) || text.contains("password=")
    };
    match value {
        Value::One(text) if key == "database" => has_password(text),
        _ => SECRET.contains(&key),
    }
}

fn reason(error: &Error) -> String {
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) {
        return format!("expected one of {}", values.join(", "));
    }
    match error.source() {
        Some(source) => source.to_string(),
        None => "invalid value".into(),
    }
}

/// Returns a known key with a similar name.
fn similar(command: &Command, key: &str) -> Option<String> {
    let error = command.clone().try_get_matches_from(["serve".into(), format!("--{key}")]).err()?;
    match error.get(ContextKind::SuggestedArg)? {
        ContextValue::String(similar) => Some(similar.trim_start_matches('-').to_owned()),
        _ => None,
    }
}

/// Escapes an unknown key for output.
fn shown(key: &str) -> String {
    key.chars().take(40).collect::<String>().escape_debug().to_string()
}
