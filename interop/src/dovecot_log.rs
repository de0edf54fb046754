//! What Dovecot's log says of logins.
use crate::cell::{Record, UNCLEAR};

/// The login process writes a line for each connection that ends its login; the mechanisms that were begun and the
/// reason of a refusal are in the lines of the auth process with the same session.
pub(crate) fn logins(log: &str) -> Vec<Record> {
    let ends = log.lines().filter_map(|line| line.split_once("-login: Info: "));
    ends.filter_map(|(_, line)| {
        let session = between(line, "session=<", ">")?;
        // An element without a value is left out.
        let tls = between(line, "tls=<", ">").and_then(|tls| tls.split(' ').next()).unwrap_or("none");
        let begun = log.lines().filter(|line| line.contains(&format!("\tsession={session}\t")));
        let begun =
            begun.filter_map(|line| between(line, "client in: AUTH\t", "\tservice=")?.split('\t').nth(1));
        let mechanisms = begun.collect::<Vec<_>>().join("+");
        if mechanisms.is_empty() {
            // A visitor, like the one that looks whether the server is up.
            return None;
        }
        let account = between(line, "user=<", ">");
        let mismatch = format!(",127.0.0.1,<{session}>): Password mismatch");
        // No certificate that is trusted has said who it is.
        let nobody = format!("external(?,127.0.0.1,<{session}>): username not known");
        let verdict = if line.starts_with("Login: ") {
            "accepted"
        } else if line.contains("(auth failed, 1 attempts")
            && (log.contains(&mismatch) || log.contains(&nobody))
        {
            "rejected:bad-credentials"
        } else {
            UNCLEAR
        };
        Some(Record {
            mechanism: between(line, "method=", ",").filter(|method| *method == mechanisms).map(Into::into),
            binding: None,
            account: account.map(|name| whole(log, name).into()),
            tls: tls.into(),
            verdict: verdict.into(),
        })
    })
    .collect()
}

/// In what is for people, a name that is long is shortened; in what the processes say to each other, and where the auth
/// process looks it up, it is not.
fn whole<'a>(log: &'a str, name: &'a str) -> &'a str {
    let Some(stem) = name.strip_suffix("...") else { return name };
    let named = log.split_ascii_whitespace().filter_map(|word| word.strip_prefix("user="));
    named.filter(|name| name.starts_with(stem)).max_by_key(|name| name.len()).unwrap_or(name)
}

/// What stands between the two, where they first occur.
pub(crate) fn between<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(line.split_once(before)?.1.split_once(after)?.0)
}
