//! Clients that support `-PLUS`, with a server that withholds it with `serve --no-plus`.
use super::{gsasl, imtest, mutt};
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Server, Tls, USER, Version},
    entry::{Entry, Peer},
    process::Finished,
    serve::{Client, Login, serve_names},
};

/// mutt without a list and settings: it uses the strongest common mechanism, and supports it.
pub(crate) const MUTT: Entry = Entry {
    name: "mutt-no-plus",
    rows: || {
        let row =
            |protocol, tls| Row::new(Server::Ours, protocol, tls, "SCRAM-SHA-256").variant(mutt::NO_LIST);
        let imap = Tls::ENCRYPTED.map(|tls| row(Protocol::Imap, tls));
        imap.into_iter().chain([row(Protocol::Smtp, Tls::Implicit(Version::V13))]).collect()
    },
    open: |bench| open(bench, Client { name: "mutt-no-plus", command: mutt::command, is_in: mutt::is_in }),
    ..mutt::ENTRY
};

/// imtest without a mechanism: it supports channel binding, sees several mechanisms and no -PLUS, and sends the
/// flag `y`.
pub(crate) const IMTEST: Entry = Entry {
    name: "imtest-no-plus",
    rows: || {
        let rows = Tls::ENCRYPTED.into_iter().flat_map(|tls| {
            [Protocol::Imap, Protocol::Smtp]
                .map(|protocol| Row::new(Server::Ours, protocol, tls, "SCRAM-SHA-512").variant(imtest::AUTO))
        });
        rows.collect()
    },
    open: |bench| {
        let client = Client { name: "imtest-no-plus", command: imtest::command, is_in: says_y };
        open(bench, client)
    },
    ..imtest::ENTRY
};

/// gsasl needs `--no-cb` even with `--no-plus`.
pub(crate) const GSASL: Entry = Entry {
    name: "gsasl-no-plus",
    rows: || {
        let row = |tls| Row::new(Server::Ours, Protocol::Imap, Tls::Starttls(tls), "SCRAM-SHA-256");
        let rows = [Version::V12, Version::V13].map(|version| {
            let left = row(version);
            let cancelled = left.rejected(Some(left.mechanism), "cancelled");
            [row(version).variant("--no-cb"), left.refused(vec![cancelled], WITHOUT_Y)]
        });
        rows.into_iter().flatten().collect()
    },
    open: |bench| {
        let client =
            Client { name: "gsasl-no-plus", command: gsasl::command, is_in: crate::serve::by_exit_code };
        open(bench, client)
    },
    ..gsasl::ENTRY
};

const WITHOUT_Y: &str = "gsasl has a binding at hand and cannot say the flag y: under a bare SCRAM name it \
    names the mechanism, fails on its own side and cancels, unless it is told --no-cb";

fn open(bench: &Bench, client: Client) -> Result<Box<dyn Peer>, String> {
    let passwords = [Credential::Right, Credential::Wrong].map(Credential::password);
    serve_names(bench, client, &[USER], passwords, &["--no-plus", "imap,submission,pop3,sieve"])
}

/// Returns whether it is authenticated and its first message begins with `y,` in base64.
fn says_y(finished: &Finished, login: &Login<'_>) -> bool {
    let first = finished.output.lines().find(|line| line.starts_with("C: ") && line.contains(" SCRAM-"));
    let flag = first
        .and_then(|line| line.rsplit(' ').next())
        .is_some_and(|message| message.starts_with("eSx") || message.starts_with("eSw"));
    imtest::is_in(finished, login) && flag
}
