//! The parser of Dovecot's log.
use crate::cell::{Record, UNCLEAR};

/// Returns the logins in a log. The login process writes a line for each connection that ends its login. The
/// started mechanisms and the reason of a rejection are in the lines of the auth process with the same session.
pub(crate) fn logins(log: &str) -> Vec<Record> {
    let ends = log.lines().filter_map(|line| line.split_once("-login: Info: "));
    ends.filter_map(|(_, line)| {
        let session = between(line, "session=<", ">")?;
        // An element without a value is omitted.
        let tls = between(line, "tls=<", ">").and_then(|tls| tls.split(' ').next()).unwrap_or("none");
        let begun = log.lines().filter(|line| line.contains(&format!("\tsession={session}\t")));
        let begun =
            begun.filter_map(|line| between(line, "client in: AUTH\t", "\tservice=")?.split('\t').nth(1));
        let mechanisms = begun.collect::<Vec<_>>().join("+");
        if mechanisms.is_empty() {
            // A connection without a login, such as the check whether the server is up.
            return None;
        }
        let account = between(line, "user=<", ">");
        let mismatch = format!(",127.0.0.1,<{session}>): Password mismatch");
        // No trusted certificate has identified the client.
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

/// Returns the full name. A long name is truncated in messages for users, but not between processes and in the
/// lookups of the auth process.
fn whole<'a>(log: &'a str, name: &'a str) -> &'a str {
    let Some(stem) = name.strip_suffix("...") else { return name };
    let named = log.split_ascii_whitespace().filter_map(|word| word.strip_prefix("user="));
    named.filter(|name| name.starts_with(stem)).max_by_key(|name| name.len()).unwrap_or(name)
}

/// Returns the text between the two, at their first occurrence.
pub(crate) fn between<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(line.split_once(before)?.1.split_once(after)?.0)
}
