//! Login restrictions of another system, apart from the record.
use countersign_accounts::AllowFrom;
use ipnet::IpNet;
use serde_json::Value;
use std::time::{SystemTime, UNIX_EPOCH};

/// The restrictions of a line. An account with a disabling field is imported as disabled; what cannot be kept or is unknown
/// is not skipped.
#[derive(Debug, Default)]
pub(in crate::command::password) struct Limits {
    /// Why the account is imported as disabled. It contains no value of the line.
    pub(in crate::command::password) closed: Vec<String>,
    /// The networks that the account may log in from.
    pub(super) allow_from: Option<AllowFrom>,
    /// The format cannot say whether the account is disabled.
    pub(in crate::command::password) is_silent: bool,
}

/// The restrictions that an imported account keeps.
#[derive(Clone, Debug, Default)]
pub(in crate::command::password) struct Kept {
    pub(in crate::command::password) is_disabled: bool,
    pub(in crate::command::password) allow_from: AllowFrom,
}

/// The largest number of reasons kept for a line.
const MAX: usize = 16;

/// `--ignore-field`: fields that do not restrict logins.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::command::password) struct Ignored {
    /// Name of a field or member that does not restrict logins; can be given several times. Without this, an account with an
    /// unknown field is imported as disabled
    #[arg(long = "ignore-field", value_name = "NAME")]
    names: Vec<String>,
}

impl Ignored {
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|ignored| ignored.eq_ignore_ascii_case(name))
    }
}

impl Limits {
    /// Records a field that disables the account.
    pub(super) fn close(&mut self, why: impl Into<String>) {
        let why = why.into();
        if self.closed.len() < MAX && !self.closed.contains(&why) {
            self.closed.push(why);
        }
    }

    /// Records an unknown field.
    pub(super) fn close_unknown(&mut self, name: &str) {
        let name = shown(name);
        self.close(format!("unknown field {name}; use --ignore-field if it does not restrict logins"));
    }

    /// Records a restriction to these networks; `None` if they cannot be parsed.
    pub(super) fn allow(&mut self, name: &str, networks: Option<Vec<IpNet>>) {
        let Some(networks) = networks else {
            return self.close(format!("{name} has a value that is not a network"));
        };
        if networks.is_empty() {
            return self.close(format!("{name} allows no network"));
        }
        let Ok(list) = AllowFrom::only(networks) else {
            return self.close(format!("{name} has too many networks"));
        };
        if self.allow_from.as_ref().is_some_and(|other| *other != list) {
            self.close(format!("{name} occurs twice"));
        }
        self.allow_from = Some(list);
    }

    /// Records the end of the account's validity. An expired account is disabled even if the field is ignored.
    pub(super) fn end(&mut self, name: &str, end: End, is_ignored: bool) {
        match end {
            End::Never => {}
            End::At(time) if time <= now() => self.close(format!("{name} is in the past")),
            End::At(_) | End::Unreadable if is_ignored => {}
            End::At(_) => self.close(format!(
                "{name} is in the future and cannot be kept; use --ignore-field if the account is to stay enabled"
            )),
            End::Unreadable => self.close(format!("{name} cannot be read")),
        }
    }

    /// Adds the restrictions of another line of the same account.
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

/// When an account's validity ends.
pub(super) enum End {
    Never,
    /// Seconds since 1970.
    At(i64),
    Unreadable,
}

impl End {
    /// Parses a number of units of this many seconds since 1970.
    pub(super) fn read(value: &Value, seconds: f64) -> Self {
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if number == f64::INFINITY => Self::Never,
            // In /etc/shadow this means "never".
            Some(number) if number == -1.0 && seconds > 1.0 => Self::Never,
            Some(number) if number.is_nan() => Self::Unreadable,
            #[expect(clippy::cast_possible_truncation, reason = "saturation is late or early enough")]
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

/// The longest field name that is shown.
const MAX_LENGTH: usize = 64;

/// Returns a field name of a line for output; other text may be secret and is not shown.
pub(super) fn shown(name: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | ';');
    if name.len() <= MAX_LENGTH && !name.is_empty() && name.chars().all(is_name) {
        format!("\"{name}\"")
    } else {
        "(invalid name)".into()
    }
}
