//! The text of a configuration: the part of TOML with keys and plain values.
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    /// From 1.
    pub(super) line: usize,
    pub(super) value: Value,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Value {
    Switch(bool),
    One(String),
    Many(Vec<String>),
}

/// Does not show the value, which may be a password.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Switch(_) => "Switch(..)",
            Self::One(_) => "One(..)",
            Self::Many(_) => "Many(..)",
        })
    }
}

/// An error with its line.
pub(super) type Wrong = (Option<usize>, String);

/// Parses the text, in the order of its lines.
pub(super) fn read(text: &str) -> Result<Vec<Entry>, Vec<Wrong>> {
    let line = |span: Range<usize>| {
        text.bytes().take(span.start).filter(|octet| *octet == b'\n').count().saturating_add(1)
    };
    let table = DeTable::parse(text)
        .map_err(|error| vec![(error.span().map(line), format!("not TOML: {}", error.message()))])?;
    let mut entries = Vec::new();
    let mut faults = Vec::new();
    for (key, value) in table.get_ref() {
        let line = line(key.span());
        match read_value(value) {
            Some(value) => entries.push(Entry { key: key.get_ref().to_string(), line, value }),
            None => faults.push((Some(line), NO_VALUE.to_owned())),
        }
    }
    entries.sort_by_key(|entry| entry.line);
    if faults.is_empty() { Ok(entries) } else { Err(faults) }
}

const NO_VALUE: &str = "invalid value (expected a quoted text, a whole number, true, false, or a list of texts; sections are not supported)";

fn read_value(value: &Spanned<DeValue<'_>>) -> Option<Value> {
    match value.get_ref() {
        DeValue::Boolean(is_on) => Some(Value::Switch(*is_on)),
        DeValue::Array(values) => {
            values.iter().map(|value| scalar(value.get_ref())).collect::<Option<_>>().map(Value::Many)
        }
        value => scalar(value).map(Value::One),
    }
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, read};

    #[test]
    fn values_and_their_lines() {
        let text = "# for trials\nimap = \"127.0.0.1:143\"\n\nlogin-timeout = 0x1e\njson = true\nno-plus = [\n  \"imap\",\n]\n";
        let read = read(text).unwrap();
        let lines: Vec<_> = read.iter().map(|entry| (entry.key.as_str(), entry.line)).collect();
        assert_eq!(lines, [("imap", 2), ("login-timeout", 4), ("json", 5), ("no-plus", 6)]);
        assert_eq!(read[0].value, Value::One("127.0.0.1:143".into()));
        assert_eq!(read[1].value, Value::One("30".into()));
        assert_eq!(read[2].value, Value::Switch(true));
        assert_eq!(read[3].value, Value::Many(vec!["imap".into()]));
    }

    #[test]
    fn what_is_wrong_has_a_line() {
        for (text, at) in [
            ("imap = \"a\"\nimap = \"b\"\n", 2),
            ("a = 1\n\n[imap]\n", 3),
            ("imap = \"127.0.0.1:143\nb = 1\n", 1),
            ("a = 1\nb = 1.5\n", 2),
            ("a = [[1]]\n", 1),
            ("a = 1\nb\n", 2),
        ] {
            let faults = read(text).unwrap_err();
            assert_eq!(faults[0].0, Some(at), "{text}: {faults:?}");
        }
    }

    #[test]
    fn nothing_of_a_value_is_shown() {
        for text in
            ["user = \"alice:hush\nb", "user = alice:hush\n", "user = [\"alice:hush\", 1.5]", "user.hush = 1"]
        {
            let faults = read(text).unwrap_err();
            assert!(!format!("{faults:?}").contains("hush"), "{faults:?}");
        }
        let entries = read("user = \"alice:hush\"").unwrap();
        assert!(!format!("{entries:?}").contains("hush"));
    }
}
