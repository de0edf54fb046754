//! Members of a JSON object that restrict logins.
use super::limits::{End, Ignored, Limits};
use countersign_accounts::network;
use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};
use serde_json::Value;
use std::fmt;

/// The members of one system's objects.
pub(super) struct KnownMembers {
    /// Parsed elsewhere: the record and its account.
    pub(super) record: &'static [&'static str],
    /// They do not restrict logins.
    pub(super) harmless: &'static [&'static str],
}

/// A day in seconds.
const DAY: f64 = 86_400.0;

impl KnownMembers {
    /// Checks all other members of an object. Those of the record are not copied.
    pub(super) fn limits(&self, line: &str, ignored: &Ignored) -> Result<Limits, serde_json::Error> {
        let mut limits = Limits::default();
        let mut reader = serde_json::Deserializer::from_str(line);
        for (name, value) in (Others(self.record)).deserialize(&mut reader)? {
            self.look(&mut limits, &name, &value, ignored);
        }
        Ok(limits)
    }

    fn look(&self, limits: &mut Limits, name: &str, value: &Value, ignored: &Ignored) {
        // LDAP attributes are lists, most of them with one value.
        let value = match value {
            Value::Array(one) if one.len() == 1 && !name.eq_ignore_ascii_case(RESTRICTIONS) => {
                one.first().unwrap_or(value)
            }
            value => value,
        };
        let is_ignored = ignored.has(name);
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "shadowexpire" => return limits.end(name, End::read(value, DAY), is_ignored),
            "rolvaliduntil" => return limits.end(name, End::read(value, 1.0), is_ignored),
            _ if value.is_null() || is_ignored => return,
            _ => {}
        }
        let closes = match lower.as_str() {
            "account_locked"
            | "banned"
            | "blocked"
            | "disabled"
            | "ds-pwp-account-disabled"
            | "fail"
            | "locked"
            | "lockedbyintruder"
            | "login_disabled"
            | "logindisabled"
            | "nologin"
            | "nsaccountlock"
            | "suspended" => says_yes(value),
            // The time of the lock.
            "pwdaccountlockedtime" => true,
            "active" | "can_login" | "enabled" | "rolcanlogin" => !says_yes(value),
            "accountstatus" | "inetuserstatus" => {
                !value.as_str().is_some_and(|status| status.eq_ignore_ascii_case("active"))
            }
            // Active Directory: disabled, locked out.
            "useraccountcontrol" => number(value).is_none_or(|bits| bits & 0x12 != 0),
            "rolconnlimit" => number(value).is_none_or(|connections| connections == 0),
            "loginshell" => {
                value.as_str().is_none_or(|shell| shell.ends_with("nologin") || shell.ends_with("false"))
            }
            "allow_nets" => return limits.allow(name, texts(value)),
            RESTRICTIONS => return restrictions(limits, value),
            _ if self.harmless.iter().any(|harmless| harmless.eq_ignore_ascii_case(name)) => false,
            _ => return limits.close_unknown(name),
        };
        if closes {
            limits.close(name);
        }
    }
}

/// MongoDB's member, in lower case.
const RESTRICTIONS: &str = "authenticationrestrictions";

/// Parses `[{"clientSource": [..]}]`. An account with several parts, or with `serverAddress`, is disabled.
fn restrictions(limits: &mut Limits, value: &Value) {
    const NAME: &str = "authenticationRestrictions";
    let Value::Array(all) = value else { return limits.close(NAME) };
    match &all[..] {
        [] => {}
        [Value::Object(one)] if one.len() == 1 => match one.get("clientSource") {
            Some(networks) => limits.allow("clientSource", texts(networks)),
            None => {
                limits.close(format!("{NAME} has a member other than clientSource, which cannot be kept"))
            }
        },
        [_] => limits.close(format!("{NAME} has a member other than clientSource, which cannot be kept")),
        _ => limits.close(format!("{NAME} has several parts")),
    }
}

/// Parses networks in a list, or separated by commas.
fn texts(value: &Value) -> Option<Vec<ipnet::IpNet>> {
    match value {
        Value::String(text) => text.split(',').map(str::trim).map(network).collect(),
        Value::Array(all) => all.iter().map(|one| one.as_str().and_then(network)).collect(),
        _ => None,
    }
}

fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Returns whether the value means yes: anything that is not a no.
fn says_yes(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => {
            !matches!(text.to_ascii_lowercase().as_str(), "" | "0" | "f" | "n" | "no" | "off" | "false")
        }
        Value::Array(all) => all.iter().any(says_yes),
        Value::Object(_) => true,
    }
}

/// The members of an object with other names, including duplicates.
struct Others(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Others {
    type Value = Vec<(String, Value)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Others {
    type Value = Vec<(String, Value)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut others = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if self.0.contains(&name.as_str()) {
                map.next_value::<IgnoredAny>()?;
            } else {
                others.push((name, map.next_value()?));
            }
        }
        Ok(others)
    }
}
