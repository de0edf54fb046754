//! `--user NAME:PASSWORD`.
use countersign::Secret;
use std::str::FromStr;

/// A name and a password from the command line: for trials.
#[derive(Clone, Debug)]
pub(crate) struct NamedPassword {
    pub(crate) name: String,
    pub(crate) password: Secret,
}

impl FromStr for NamedPassword {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some((name, password)) if !name.is_empty() && !password.is_empty() => {
                Ok(Self { name: name.into(), password: Secret::new(password) })
            }
            _ => Err("not NAME:PASSWORD with both given"),
        }
    }
}
