//! What is said once the server is ready.
use super::Args;
use crate::{printer::Printer, server::Addresses};
use serde::Serialize;
use std::{net::SocketAddr, path::Path};

/// The line of it.
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
    /// Say where it listens, and what the administrator should know.
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
            printer.line(format_args!("Authority   {} (give it to clients)", ca.display()));
        }
        printer.line(format_args!("Messages    {}", ready.messages.display()));
        if let Some(metrics) = ready.metrics {
            printer.line(format_args!("Metrics     http://{metrics}/metrics"));
        }
        match self.place() {
            Ok(Some(place)) => printer.line(format_args!("Accounts    {place}")),
            Ok(None) if self.users.is_empty() && self.tokens.is_empty() && !self.anonymous => {
                printer.line(
                    "Nobody can log in: there is neither --data DIR, --database URL nor --user NAME:PASSWORD.",
                );
            }
            _ => {}
        }
    }
}
