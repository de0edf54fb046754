//! Output of accounts.
use crate::{command::print_json, command::print_line};
use countersign::{Credentials, ScramHash};
use countersign_accounts::Account;
use serde::Serialize;

/// The shown fields of an account. None helps to guess its password.
#[derive(Serialize)]
pub(super) struct View {
    name: String,
    addresses: Vec<String>,
    /// Login names that a client can link with the account's name by their salts, until the account logs in by PLAIN or gets
    /// a new password.
    linkable: Vec<String>,
    state: &'static str,
    /// Networks; empty for no restriction.
    allow_from: Vec<String>,
    /// Empty without a password.
    records: Vec<Record>,
    /// Why the records of the password cannot be read; the account is then answered as if it had no password.
    #[serde(skip_serializing_if = "Option::is_none")]
    unreadable: Option<String>,
    /// Counts the writes of the records.
    generation: i64,
    /// Seconds since 1970.
    created: i64,
}

#[derive(Serialize)]
struct Record {
    mechanism: &'static str,
    /// `None` for a record of another system, which verifies PLAIN until the next login by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    iterations: Option<u32>,
}

impl View {
    pub(super) fn new(account: &Account) -> Self {
        let standing = &account.standing;
        let (credentials, unreadable) = match account.credentials.as_str() {
            "" => (None, None),
            text => match Credentials::parse(text) {
                Ok(credentials) => (Some(credentials), None),
                Err(error) => (None, Some(error.to_string())),
            },
        };
        let record = |credentials: &Credentials, hash: ScramHash| Record {
            mechanism: hash.name(),
            iterations: credentials.iterations(hash),
        };
        let all = |of: &Credentials| {
            let mut records: Vec<_> = of.hashes().map(|hash| record(of, hash)).collect();
            if records.is_empty() && of.records().verifier().is_some() {
                records.push(Record { mechanism: "PLAIN", iterations: None });
            }
            records
        };
        Self {
            name: standing.name.clone(),
            addresses: account.addresses.clone(),
            linkable: account.linkable.clone(),
            state: standing.state.as_str(),
            allow_from: account.allow_from.networks().into_iter().map(String::from).collect(),
            records: credentials.as_ref().map(all).unwrap_or_default(),
            unreadable,
            generation: standing.generation,
            created: account.created,
        }
    }

    /// Prints several lines.
    pub(super) fn print(&self, json: bool) {
        if json {
            return print_json(self);
        }
        print_line(format_args!("{}", self.name));
        print_line(format_args!("  state      {}", self.state));
        let addresses = if self.addresses.is_empty() { "none".into() } else { self.addresses.join(", ") };
        print_line(format_args!("  addresses  {addresses}"));
        if !self.linkable.is_empty() {
            let names = self.linkable.join(", ");
            print_line(format_args!("  linkable   {names}: same salt as {}", self.name));
            print_line("             until the next login by PLAIN or LOGIN, or `password set`");
        }
        if !self.allow_from.is_empty() {
            print_line(format_args!("  only from  {}", self.allow_from.join(", ")));
        }
        match &self.unreadable {
            Some(why) => print_line(format_args!("  password   cannot be read: {why}; set a new one")),
            None if self.records.is_empty() => print_line("  password   none: password logins fail"),
            None => {}
        }
        for (at, Record { mechanism, iterations }) in self.records.iter().enumerate() {
            let title = if at == 0 { "password" } else { "" };
            let how = match iterations {
                Some(iterations) => format!("{iterations} iterations"),
                None => "record of another system, replaced at the next login by it".into(),
            };
            print_line(format_args!("  {title:<10} {mechanism}, {how}"));
        }
    }

    /// Prints one line.
    pub(super) fn print_short(&self, json: bool) {
        if json {
            return print_json(self);
        }
        let password = match &self.unreadable {
            Some(_) => "unreadable",
            None if self.records.is_empty() => "no password",
            None => "",
        };
        let from = if self.allow_from.is_empty() { "" } else { "some networks" };
        let (name, state, addresses) = (&self.name, self.state, self.addresses.join(", "));
        let line = format!("{name:<24} {state:<9} {password:<12} {from:<14} {addresses}");
        print_line(line.trim_end());
    }
}
