//! The mechanisms that a server lists.
use crate::name;
use alloc::{collections::BTreeSet, string::String};

/// The mechanism names of a server's list, whole and in upper case, each once and in alphabetical order. The
/// choice of a mechanism therefore does not depend on the server's order. Invalid names (RFC 4422 section 3.1) are
/// omitted.
///
/// Read the list again after STARTTLS, because an attacker can change a list in cleartext (RFC 4954 section 4, RFC
/// 9051 section 6.2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// Returns the names, for [`ClientRegistry::choose`](sasl_core::ClientRegistry::choose).
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Returns whether the whole name is listed, without regard to case.
    pub fn contains(&self, name: &str) -> bool {
        name::read(name.as_bytes()).is_some_and(|name| self.0.contains(&name))
    }

    /// Returns whether no name is listed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Returns the valid names after a keyword, each preceded by a space, or `None` if there are none.
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
