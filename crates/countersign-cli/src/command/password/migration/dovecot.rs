//! The extra fields of a Dovecot passwd-file.
use super::limits::{Ignored, Limits};
use countersign_accounts::network;

/// Fields that disable an account here. Dovecot acts on their presence, whatever the value, even for `nologin=no`.
const CLOSING: [&str; 19] = [
    "allow_real_nets",
    "domain",
    "fail",
    "host",
    "login_user",
    "master",
    "master_user",
    "noauthenticate",
    "nologin",
    "nopassword",
    "passdb_import",
    "proxy",
    "proxy_always",
    "proxy_maybe",
    "tempfail",
    "user",
    "userdb_import",
    "username",
    "disabled",
];

/// Fields that do not restrict logins, or do so only together with one that disables.
const HARMLESS: [&str; 17] = [
    "destuser",
    "hostip",
    "k5principals",
    "lip",
    "lport",
    "nodelay",
    "pass",
    "port",
    "protocol",
    "proxy_master",
    "proxy_mech",
    "proxy_nopipelining",
    "proxy_timeout",
    "reason",
    "source_ip",
    "ssl",
    "starttls",
];

/// Prefixes of user database fields that do not restrict logins.
const HARMLESS_OF_USERS: [&str; 21] = [
    "acl",
    "chroot",
    "fts",
    "gid",
    "home",
    "lda_",
    "lmtp_",
    "mail",
    "mdbox_",
    "namespace",
    "nice",
    "plugin/",
    "quota",
    "sieve",
    "system_groups_user",
    "system_user",
    "trash",
    "uid",
    "uidgid_file",
    "welcome",
    "zlib",
];

/// Parses what follows the password of a line: `uid:gid:gecos:home:shell:extra fields`, all optional.
pub(super) fn limits(value: &str, ignored: &Ignored) -> Limits {
    let mut limits = Limits::default();
    let extra = value.splitn(7, ':').nth(6).unwrap_or_default();
    for word in extra.split_ascii_whitespace() {
        let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let name = name.strip_suffix(":protected").unwrap_or(name);
        let of_user = name.strip_prefix("userdb_");
        let field = of_user.unwrap_or(name).to_ascii_lowercase();
        let field = field.as_str();
        if ignored.has(name) || ignored.has(field) {
            continue;
        }
        let is_harmless_of_user =
            || of_user.is_some() && HARMLESS_OF_USERS.iter().any(|begin| field.starts_with(begin));
        if field == "allow_nets" {
            limits.allow("allow_nets", networks(value.unwrap_or_default()));
        } else if CLOSING.contains(&field) {
            limits.close(field);
        } else if !HARMLESS.contains(&field) && !is_harmless_of_user() {
            match value {
                Some(_) => limits.close_unknown(name),
                // It may belong to the field before it.
                None => limits.close("a word without = is not a known field"),
            }
        }
    }
    limits
}

/// Parses networks. `local` means connections without an address, which do not exist here. Returns `None` for what is not a
/// network.
fn networks(value: &str) -> Option<Vec<ipnet::IpNet>> {
    let words = value.split(',').filter(|word| !word.is_empty() && *word != "local");
    words.map(network).collect()
}
