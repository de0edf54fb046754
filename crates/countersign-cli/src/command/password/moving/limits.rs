//! What another system says of who may log in, beside a record.
use crate::accounts::AllowFrom;
use ipnet::IpNet;
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};

/// What is found on a line. An account that something here closes comes in disabled: what cannot be kept, or is not known,
/// is not passed over.
#[derive(Debug, Default)]
pub(in crate::command::password) struct Limits {
    /// Why the account comes in disabled. No value of the line is in it.
    pub(in crate::command::password) closed: Vec<String>,
    /// The networks that the account may be used from.
    pub(super) allow_from: Option<AllowFrom>,
    /// The line cannot say whether the account is closed.
    pub(in crate::command::password) is_silent: bool,
}

/// What an account is limited to once it is here.
#[derive(Clone, Debug, Default)]
pub(in crate::command::password) struct Kept {
    pub(in crate::command::password) is_disabled: bool,
    pub(in crate::command::password) allow_from: AllowFrom,
}

/// How many reasons are kept of a line.
const MOST: usize = 16;

/// `--ignore-field`: fields that say nothing about who may log in.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::command::password) struct Ignored {
    /// A field or member of this name says nothing about who may log in; can be given several times. One that is not known
    /// here has its account come in disabled without this
    #[arg(long = "ignore-field", value_name = "NAME")]
    names: Vec<String>,
}

impl Ignored {
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|ignored| ignored.eq_ignore_ascii_case(name))
    }
}

impl Limits {
    /// A field closes the account.
    pub(super) fn close(&mut self, why: impl Into<String>) {
        let why = why.into();
        if self.closed.len() < MOST && !self.closed.contains(&why) {
            self.closed.push(why);
        }
    }

    /// A field that is not known here.
    pub(super) fn close_unknown(&mut self, name: &str) {
        let name = shown(name);
        self.close(format!(
            "{name} is not known here; --ignore-field, if it says nothing about who may log in"
        ));
    }

    /// A field limits the account to these networks; `None`, if they cannot be read.
    pub(super) fn allow(&mut self, name: &str, networks: Option<Vec<IpNet>>) {
        let Some(networks) = networks else {
            return self.close(format!("{name} has a word that is no network"));
        };
        if networks.is_empty() {
            return self.close(format!("{name} allows no network"));
        }
        let Ok(list) = AllowFrom::only(networks) else {
            return self.close(format!("{name} has too many networks"));
        };
        if self.allow_from.as_ref().is_some_and(|other| *other != list) {
            self.close(format!("{name} comes twice"));
        }
        self.allow_from = Some(list);
    }

    /// A field says when the account ends. One that has ended is closed even if the field is ignored.
    pub(super) fn end(&mut self, name: &str, end: End, is_ignored: bool) {
        match end {
            End::Never => {}
            End::At(time) if time <= now() => self.close(format!("{name}, which has passed")),
            End::At(_) | End::Unreadable if is_ignored => {}
            End::At(_) => self.close(format!(
                "{name} has yet to come, and is not kept here; --ignore-field, if the account is to stay open"
            )),
            End::Unreadable => self.close(format!("{name} cannot be read")),
        }
    }

    /// Those of another line of the same account, too.
    pub(super) fn and(&mut self, other: Self) {
        other.closed.into_iter().for_each(|why| self.close(why));
        match (&self.allow_from, other.allow_from) {
            (Some(one), Some(other)) if *one != other => self.close("its lines allow different networks"),
            (None, Some(other)) => self.allow_from = Some(other),
            _ => {}
        }
        self.is_silent &= other.is_silent;
    }

    pub(in crate::command::password) fn kept(&self) -> Kept {
        let allow_from = self.allow_from.clone().unwrap_or_default();
        Kept { is_disabled: !self.closed.is_empty(), allow_from }
    }
}

/// When an account ends.
pub(super) enum End {
    Never,
    /// Seconds since 1970.
    At(i64),
    Unreadable,
}

impl End {
    /// From a number of units of so many seconds since 1970.
    pub(super) fn read(value: &Value, seconds: f64) -> Self {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if number == f64::INFINITY => Self::Never,
            // In /etc/shadow it is how "never" is written.
            Some(number) if number == -1.0 && seconds > 1.0 => Self::Never,
            Some(number) if number.is_nan() => Self::Unreadable,
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it saturates, which is late or early enough"
            )]
            Some(number) => Self::At((number * seconds) as i64),
            None if value.is_null() || value.as_str().is_some_and(str::is_empty) => Self::Never,
            None => Self::Unreadable,
        }
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// The longest name of a field that is shown.
const LONGEST: usize = 64;

/// A name that stands on a line, if it is one: other text may be anything.
pub(super) fn shown(name: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | ';');
    if name.len() <= LONGEST && !name.is_empty() && name.chars().all(is_name) {
        format!("\"{name}\"")
    } else {
        "a field whose name is none".into()
    }
}
