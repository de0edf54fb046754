//! The app password that a login was made with.
use super::{allow_from::AllowFrom, scope::Scope};

/// The fields that a login needs.
#[derive(Clone, Debug)]
pub struct App {
    pub id: AppId,
    pub scope: Scope,
    /// Networks that it may be used from, in addition to the account's list.
    pub allow_from: AllowFrom,
}

/// The unique id of an app password. It is not reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AppId(u128);

impl AppId {
    /// Parses hexadecimal digits, as the database keeps them.
    pub fn parse(text: &str) -> Option<Self> {
        u128::from_str_radix(text, 16).ok().map(Self)
    }
}

impl std::fmt::Display for AppId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
