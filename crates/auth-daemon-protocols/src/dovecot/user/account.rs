//! The data of an account.
use super::super::{
    escape,
    fields::{Fields, number, parameter},
    line::Writer,
};
use alloc::{
    string::{String, ToString as _},
    vec::Vec,
};

/// The account's data in the operating system, where available. Unknown fields are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// The user ID, `uid=`.
    pub uid: Option<u32>,
    /// The group ID, `gid=`.
    pub gid: Option<u32>,
    /// The home directory, `home=`.
    pub home: Option<String>,
}

impl Account {
    pub(crate) fn write(&self, writer: Writer) -> Writer {
        let text = |number: Option<u32>| number.map(|number| number.to_string());
        writer
            .optional("uid", text(self.uid).as_deref())
            .optional("gid", text(self.gid).as_deref())
            .optional("home", self.home.as_deref())
    }

    pub(crate) fn read(fields: Fields<'_>) -> Self {
        let mut account = Self::default();
        for field in fields {
            let (name, value) = parameter(field);
            match name {
                b"uid" => account.uid = number(value),
                b"gid" => account.gid = number(value),
                b"home" => account.home = escape::text(value),
                _ => {}
            }
        }
        account
    }
}

/// The numbers of lookups in progress.
#[derive(Debug, Default)]
pub(crate) struct Numbers(Vec<u32>);

impl Numbers {
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() >= crate::limits::MAX_EXCHANGES
    }

    pub(crate) fn contains(&self, number: u32) -> bool {
        self.0.contains(&number)
    }

    pub(crate) fn add(&mut self, number: u32) {
        self.0.push(number);
    }

    /// Removes a number. Returns whether it was present.
    pub(crate) fn remove(&mut self, number: u32) -> bool {
        let at = self.0.iter().position(|one| *one == number);
        at.map(|at| self.0.swap_remove(at)).is_some()
    }
}
