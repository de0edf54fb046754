//! The keys of a configuration: the long options of the command, as clap knows them.
use super::text::Value;
use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};
use std::{error::Error as _, ffi::OsString};

/// What is for the command line alone.
const COMMAND_LINE: [&str; 4] = ["config", "check", "help", "version"];

/// Texts that may be secret, so that a file with one of them is not for everybody.
const SECRET: [&str; 2] = ["user", "token"];

/// The option of this name.
pub(super) fn find<'a>(command: &'a Command, key: &str) -> Result<&'a Arg, String> {
    if COMMAND_LINE.contains(&key) {
        return Err(format!("`{key}` is for the command line"));
    }
    let found = command.get_arguments().find(|arg| arg.get_long() == Some(key));
    found.ok_or_else(|| match similar(command, key) {
        Some(similar) => format!("there is no key `{}`; `{similar}`?", shown(key)),
        None => format!("there is no key `{}`: the keys are the options of `serve --help`", shown(key)),
    })
}

/// What it would be on the command line.
pub(super) fn options(arg: &Arg, key: &str, value: &Value) -> Result<Vec<OsString>, &'static str> {
    let is_switch = !arg.get_action().takes_values();
    let is_list = matches!(arg.get_action(), ArgAction::Append) || arg.get_value_delimiter().is_some();
    let option = |text: &String| OsString::from(format!("--{key}={text}"));
    match value {
        Value::Switch(true) if is_switch => Ok(vec![format!("--{key}").into()]),
        Value::Switch(false) if is_switch => Ok(vec![]),
        _ if is_switch => Err("it is on or off: true or false"),
        Value::Switch(_) => Err("it takes a text in quotes, or a number"),
        Value::Many(texts) if is_list => Ok(texts.iter().map(option).collect()),
        Value::Many(_) => Err("it takes one value, and no list"),
        Value::One(text) => Ok(vec![option(text)]),
    }
}

/// Why these options are wrong in themselves, whatever else is given.
pub(super) fn wrong(command: &Command, leading: &[OsString], options: &[OsString]) -> Option<String> {
    let error = command.clone().try_get_matches_from([leading, options].concat()).err()?;
    match error.kind() {
        // For the whole to decide.
        ErrorKind::MissingRequiredArgument | ErrorKind::ArgumentConflict => None,
        _ => Some(reason(&error)),
    }
}

/// It is a secret: who can read it?
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
        return format!("it is one of {}", values.join(", "));
    }
    match error.source() {
        Some(source) => source.to_string(),
        None => "this is no value for it".into(),
    }
}

/// What somebody may have meant who has written this.
fn similar(command: &Command, key: &str) -> Option<String> {
    let error = command.clone().try_get_matches_from(["serve".into(), format!("--{key}")]).err()?;
    match error.get(ContextKind::SuggestedArg)? {
        ContextValue::String(similar) => Some(similar.trim_start_matches('-').to_owned()),
        _ => None,
    }
}

/// A key that somebody has written, for a line of text.
fn shown(key: &str) -> String {
    key.chars().take(40).collect::<String>().escape_debug().to_string()
}
