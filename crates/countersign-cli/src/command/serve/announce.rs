//! The output of a server that is ready.
use super::Args;
use crate::printer::Printer;
use countersign_server::Addresses;
use serde::Serialize;
use std::{net::SocketAddr, path::Path};

/// The line of JSON.
#[derive(Serialize)]
pub(super) struct Ready<'a> {
    #[serde(flatten)]
    pub(super) addresses: Addresses,
    pub(super) ca: Option<&'a Path>,
    pub(super) messages: &'a Path,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) metrics: Option<SocketAddr>,
}

impl Args {
    /// Prints the listening addresses and warnings.
    pub(super) fn announce(&self, printer: &Printer, ready: &Ready<'_>) {
        if self.json {
            return printer.json(ready);
        }
        let Addresses { imap, imaps, submission, submissions, pop3, pop3s, sieve } = ready.addresses;
        printer.line(format_args!("IMAP        {imap} (STARTTLS), {imaps} (TLS)"));
        printer.line(format_args!("Submission  {submission} (STARTTLS), {submissions} (TLS)"));
        printer.line(format_args!("POP3        {pop3} (STLS), {pop3s} (TLS)"));
        printer.line(format_args!("ManageSieve {sieve} (STARTTLS)"));
        if let Some(ca) = ready.ca {
            printer.line(format_args!("Authority   {} (for clients to trust)", ca.display()));
        }
        printer.line(format_args!("Messages    {}", ready.messages.display()));
        if let Some(metrics) = ready.metrics {
            printer.line(format_args!("Metrics     http://{metrics}/metrics"));
        }
        match self.place() {
            Ok(Some(place)) => printer.line(format_args!("Accounts    {place}")),
            Ok(None) if self.users.is_empty() && self.tokens.is_empty() && !self.anonymous => {
                printer.line(
                    "Warning: no accounts, all logins will fail: use --data DIR, --database URL or --user NAME:PASSWORD.",
                );
            }
            _ => {}
        }
    }
}
