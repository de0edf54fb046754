//! Dovecot's services and their ports.

/// Returns the part of the configuration; a port of 0 is disabled.
pub(crate) fn services([imap, imaps, submission, submissions, pop3, pop3s, sieve, auth]: [u16; 8]) -> String {
    let logins = [
        login("imap", &[("imap", imap), ("imaps", imaps)]),
        login("submission", &[("submission", submission), ("submissions", submissions)]),
        login("pop3", &[("pop3", pop3), ("pop3s", pop3s)]),
        login("managesieve", &[("sieve", sieve)]),
    ];
    format!(
        "service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
{}service auth {{
  inet_listener {{
    port = {auth}
    address = 127.0.0.1
  }}
}}
",
        logins.concat()
    )
}

fn login(service: &str, listeners: &[(&str, u16)]) -> String {
    let listener = |(name, port): &(&str, u16)| {
        // imaps, submissions, pop3s
        let tls = if name.ends_with('s') { "    ssl = yes\n" } else { "" };
        format!("  inet_listener {name} {{\n    port = {port}\n{tls}  }}\n")
    };
    let listeners: String = listeners.iter().map(listener).collect();
    format!("service {service}-login {{\n  chroot =\n{listeners}}}\n")
}
