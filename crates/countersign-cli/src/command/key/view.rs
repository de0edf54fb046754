//! Output of keys.
use crate::{command::print_json, command::print_line};
use countersign_accounts::StoredKey;
use serde::Serialize;

/// The shown fields of a key. None is secret.
#[derive(Serialize)]
pub(super) struct View {
    fingerprint: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    account: String,
    login_address: String,
    no_imap_preauth: bool,
    /// The certificate in base64 (DER).
    certificate: Option<String>,
    /// Seconds since 1970.
    created: i64,
}

impl View {
    pub(super) fn new(key: &StoredKey) -> Self {
        let record = &key.known.record;
        Self {
            fingerprint: record.spki.fingerprint().to_string(),
            kind: record.spki.kind().to_string(),
            name: key.name.clone(),
            account: key.known.standing.name.clone(),
            login_address: record.login_name.clone(),
            no_imap_preauth: key.known.no_imap_preauth,
            certificate: key.certificate.clone(),
            created: key.created,
        }
    }

    /// Prints several lines.
    pub(super) fn print(&self, json: bool) {
        if json {
            return print_json(self);
        }
        let name = self.name.escape_debug();
        print_line(format_args!("{}", self.fingerprint));
        print_line(format_args!("  name     {name}"));
        print_line(format_args!("  type     {}", self.kind));
        print_line(format_args!("  account  {}", self.account));
        print_line(format_args!("  address  {}", self.login_address));
        let preauth =
            if self.no_imap_preauth { "EXTERNAL required" } else { "authenticated at the greeting" };
        print_line(format_args!("  IMAP     {preauth}"));
    }

    /// Prints one line.
    pub(super) fn print_short(&self, json: bool) {
        if json {
            return print_json(self);
        }
        let Self { fingerprint, kind, name, login_address, .. } = self;
        let name = name.escape_debug();
        print_line(format!("{fingerprint}  {kind:<12} {login_address:<28} {name}").trim_end());
    }
}
