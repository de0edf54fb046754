//! Output of login attempts.
use crate::{command::day::time, command::print_json, command::print_line};
use countersign_accounts::Noted;
use serde::Serialize;

/// A row. It contains no secret and no terminal control characters.
#[derive(Serialize)]
pub(super) struct View<'a> {
    /// Seconds since 1970.
    first: i64,
    last: i64,
    count: i64,
    /// The account of the attempted name; null if there is none, or for an overflow row.
    account: Option<&'a str>,
    /// The attempted name or address.
    name: Option<&'a str>,
    /// Of the last attempt.
    remote: Option<&'a str>,
    protocol: Option<&'a str>,
    /// `none`, or `starttls` or `implicit` with the TLS version.
    tls: Option<&'a str>,
    mechanism: Option<&'a str>,
    binding: Option<&'a str>,
    result: &'a str,
    /// The fingerprint of the key proved by the last attempt, of any account.
    key: Option<&'a str>,
    /// The client name sent by the last attempt.
    client: Option<&'a str>,
}

impl<'a> View<'a> {
    pub(super) fn new(row: &'a Noted) -> Self {
        let Noted { kind, seen } = row;
        let some = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        Self {
            first: seen.first,
            last: seen.last,
            count: seen.times,
            account: some(&kind.account),
            name: some(&kind.name),
            remote: some(&seen.remote),
            protocol: some(&kind.protocol),
            tls: some(&kind.tls),
            mechanism: some(&kind.mechanism),
            binding: some(&kind.binding),
            result: &kind.result,
            key: some(&seen.key),
            client: some(&seen.client),
        }
    }

    pub(super) fn print(&self, json: bool) {
        if json {
            return print_json(self);
        }
        let Self { count, result, .. } = self;
        let or = |text: Option<&str>, other: &str| text.unwrap_or(other).escape_debug().to_string();
        let whose = match (self.account, self.name) {
            (Some(account), Some(name)) if account != name => format!("{account} as {name}"),
            (account, _) => account.unwrap_or("(no account)").into(),
        };
        let binding = self.binding.map(|binding| format!(" bound by {binding}")).unwrap_or_default();
        let client = self.client.map(|client| format!(", {client}")).unwrap_or_default();
        let key = self.key.map(|key| format!(", key {key}")).unwrap_or_default();
        print_line(format_args!(
            "{}  {count:>6} x {result:<26} {:<24} {} {}, {}, tls {}{binding}{client}{key}",
            time(self.last),
            whose.escape_debug(),
            or(self.remote, "(many addresses)"),
            or(self.protocol, "(all protocols)"),
            or(self.mechanism, "-"),
            or(self.tls, "-"),
        ));
    }
}
