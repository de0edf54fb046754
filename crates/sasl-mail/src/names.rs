//! The mechanisms that a server lists.
use crate::name;
use alloc::{collections::BTreeSet, string::String};

/// Whole names in upper case, each once, in the order of the alphabet: the choice does not depend on the
/// server's order. What is no name (RFC 4422 section 3.1) is not in it.
///
/// Read it anew after STARTTLS; what was listed in the clear may be an attacker's (RFC 4954 section 4, RFC 9051
/// section 6.2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The names: what [`ClientRegistry::choose`](sasl_core::ClientRegistry::choose) takes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The whole name is listed; case does not matter.
    pub fn contains(&self, name: &str) -> bool {
        name::read(name.as_bytes()).is_some_and(|name| self.0.contains(&name))
    }

    /// No name is listed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The well-formed names behind a keyword, each after a space; `None` where there are none.
pub(crate) fn listed<'a>(keyword: &str, names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut line = String::from(keyword);
    for name in names.into_iter().filter(|name| sasl_core::mechanism::is_mechanism_name(name)) {
        line.push(' ');
        line.push_str(name);
    }
    (line.len() > keyword.len()).then_some(line)
}

impl<'a> FromIterator<&'a [u8]> for Names {
    fn from_iter<I: IntoIterator<Item = &'a [u8]>>(words: I) -> Self {
        Self(words.into_iter().filter_map(name::read).collect())
    }
}
