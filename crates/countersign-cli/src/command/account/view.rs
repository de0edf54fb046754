//! How an account is shown.
use crate::{
    accounts::Account,
    command::{print_json, print_line},
    exit::{Exit, Failure},
};
use countersign::{Credentials, ScramHash};
use serde::Serialize;

/// What is shown of an account; nothing of it helps to guess its password.
#[derive(Serialize)]
pub(super) struct View {
    name: String,
    addresses: Vec<String>,
    /// Names that a client can link with the account's name by their salts; until it logs in by PLAIN or gets a password.
    linkable: Vec<String>,
    state: &'static str,
    /// Empty while there is no password.
    records: Vec<Record>,
    /// Counts what was written to its records.
    generation: i64,
    /// Seconds since 1970.
    created: i64,
}

#[derive(Serialize)]
struct Record {
    mechanism: &'static str,
    /// None for a record of another system that checks PLAIN until the next login by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    iterations: Option<u32>,
}

impl View {
    pub(super) fn new(account: &Account) -> Result<Self, Failure> {
        let standing = &account.standing;
        let credentials = match account.credentials.as_str() {
            "" => None,
            text => Some(Credentials::parse(text).map_err(|error| {
                let name = &standing.name;
                Failure::new(Exit::Storage, format!("the credentials of {name} cannot be read: {error}"))
            })?),
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
        Ok(Self {
            name: standing.name.clone(),
            addresses: account.addresses.clone(),
            linkable: account.linkable.clone(),
            state: standing.state.as_str(),
            records: credentials.as_ref().map(all).unwrap_or_default(),
            generation: standing.generation,
            created: account.created,
        })
    }

    /// On several lines.
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
        if self.records.is_empty() {
            print_line("  password   none: nobody can log in");
        }
        for (at, Record { mechanism, iterations }) in self.records.iter().enumerate() {
            let title = if at == 0 { "password" } else { "" };
            let how = match iterations {
                Some(iterations) => format!("{iterations} iterations"),
                None => "by another system's record, until the next login by it".into(),
            };
            print_line(format_args!("  {title:<10} {mechanism}, {how}"));
        }
    }

    /// On one line.
    pub(super) fn print_short(&self, json: bool) {
        if json {
            return print_json(self);
        }
        let password = if self.records.is_empty() { "no password" } else { "" };
        let line =
            format!("{:<24} {:<9} {:<12} {}", self.name, self.state, password, self.addresses.join(", "));
        print_line(line.trim_end());
    }
}
