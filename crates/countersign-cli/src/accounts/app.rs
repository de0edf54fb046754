//! An app password that a login has come by.
use super::{allow_from::AllowFrom, scope::Scope};

/// What of it a login has to know.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) id: AppId,
    pub(crate) scope: Scope,
    /// Where it may be used, beside what its account says.
    pub(crate) allow_from: AllowFrom,
}

/// What no other app password has or will have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AppId(u128);

impl AppId {
    /// From what a database keeps: hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        u128::from_str_radix(text, 16).ok().map(Self)
    }
}

impl std::fmt::Display for AppId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
