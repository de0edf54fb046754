//! Restrictions of an account in the formats of other systems.
use super::{limits::Kept, system::System};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

impl Kept {
    fn is_open(&self) -> bool {
        !self.is_disabled && self.allow_from.is_everywhere()
    }

    /// Adds this restriction to an account's line; `None` if the format cannot express it.
    pub(super) fn limit(&self, system: System, line: &Zeroizing<String>) -> Option<Zeroizing<String>> {
        if self.is_open() {
            return Some(line.clone());
        }
        let networks = self.allow_from.networks();
        match system {
            System::Dovecot => {
                let nologin = if self.is_disabled { "nologin" } else { "" };
                let allow_nets = if networks.is_empty() {
                    String::new()
                } else {
                    format!("allow_nets={}", networks.join(","))
                };
                Some(Zeroizing::new(format!("{}::::::{}", **line, format!("{nologin} {allow_nets}").trim())))
            }
            System::Mongodb if !self.is_disabled => {
                with(line, "authenticationRestrictions", json!([{ "clientSource": networks }]))
            }
            System::Prosody | System::ProsodySha256 if networks.is_empty() => {
                with(line, "disabled", Value::Bool(true))
            }
            _ => None,
        }
    }
}

/// Adds a member to an object.
fn with(line: &str, name: &str, value: Value) -> Option<Zeroizing<String>> {
    let mut object: Map<String, Value> = serde_json::from_str(line).ok()?;
    object.insert(name.into(), value);
    Some(Zeroizing::new(Value::Object(object).to_string()))
}
