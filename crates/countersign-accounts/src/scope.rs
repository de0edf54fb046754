//! The protocols that an app password is valid for.
use std::{convert::Infallible, fmt, str::FromStr};

/// Protocols by name; empty for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Vec<String>);

impl Scope {
    /// A scope of these protocols, by their names; of all, if there are none.
    pub fn new(protocols: impl IntoIterator<Item = &'static str>) -> Self {
        let mut names: Vec<String> = protocols.into_iter().map(str::to_owned).collect();
        names.sort();
        names.dedup();
        Self(names)
    }

    /// Returns whether it may be used with this protocol.
    pub fn allows(&self, protocol: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|name| name == protocol)
    }

    /// For display.
    pub fn describe(&self) -> String {
        if self.0.is_empty() { "everything".into() } else { self.0.join(", ") }
    }

    /// Returns the names of the protocols; empty for all.
    pub fn protocols(&self) -> &[String] {
        &self.0
    }
}

/// The text of the database column.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(","))
    }
}

impl FromStr for Scope {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        // A protocol of a newer version never matches here.
        Ok(Self(text.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn only_named_protocols_are_allowed_and_all_without_names() {
        let scope = Scope::new(["submission", "imap", "imap"]);
        assert_eq!(scope.to_string(), "imap,submission");
        assert_eq!(scope.to_string().parse::<Scope>().unwrap(), scope);
        assert!(scope.allows("imap") && scope.allows("submission") && !scope.allows("pop3"));
        let all = Scope::new([]);
        assert_eq!(all.to_string().parse::<Scope>().unwrap(), all);
        assert!(all.allows("sieve"));
        assert!(!"from-the-future".parse::<Scope>().unwrap().allows("imap"));
    }
}
