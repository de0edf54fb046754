//! Sources of passwords and tokens: file, environment variable, prompt.
use crate::{exit::Exit, exit::Failure};
use countersign::Secret;
use std::{io::IsTerminal, path::Path};
use zeroize::Zeroizing;

/// Reads a password that is being set; a prompt asks twice.
pub(super) fn new_password(file: Option<&Path>, prompt: &str) -> Result<Secret, Failure> {
    let chosen = password(file, prompt)?;
    if !has_password(file) && password(None, "Repeat the password: ")?.expose() != chosen.expose() {
        return Err(Failure::new(Exit::Refused, "the passwords differ"));
    }
    Ok(chosen)
}

/// Reads the token from this file or from `COUNTERSIGN_TOKEN`; `None` without either.
pub(super) fn token(file: Option<&Path>) -> Result<Option<Secret>, Failure> {
    let token = match file {
        Some(path) => Some(first_line(path)?),
        None => std::env::var("COUNTERSIGN_TOKEN").ok().map(Zeroizing::new),
    };
    if token.as_ref().is_some_and(|token| token.is_empty()) {
        return Err(Failure::usage("the token is empty"));
    }
    Ok(token.map(Secret::from))
}

/// Returns whether a password is available without a prompt.
pub(super) fn has_password(file: Option<&Path>) -> bool {
    file.is_some() || std::env::var_os("COUNTERSIGN_PASSWORD").is_some()
}

fn first_line(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let text = std::fs::read_to_string(path).map(Zeroizing::new);
    let text = text.map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

/// Reads the password from this file, `COUNTERSIGN_PASSWORD` or a prompt. It is not empty.
pub(super) fn password(file: Option<&Path>, prompt: &str) -> Result<Secret, Failure> {
    let text = if let Some(path) = file {
        first_line(path)?
    } else if let Ok(text) = std::env::var("COUNTERSIGN_PASSWORD") {
        Zeroizing::new(text)
    } else if std::io::stdin().is_terminal() {
        let text = rpassword::prompt_password(prompt);
        Zeroizing::new(text.map_err(|error| Failure::usage(error.to_string()))?)
    } else {
        let text =
            "no password: use --password-file FILE or COUNTERSIGN_PASSWORD, or run the command in a terminal";
        return Err(Failure::usage(text));
    };
    if text.is_empty() {
        return Err(Failure::usage("the password is empty"));
    }
    Ok(Secret::from(text))
}
