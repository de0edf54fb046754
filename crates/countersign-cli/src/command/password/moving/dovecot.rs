//! The extra fields of a passwd-file of Dovecot.
use super::limits::{Ignored, Limits};
use crate::accounts::network;

/// Fields that close an account here. In Dovecot each of them acts by being there, whatever its value is, `nologin=no` too.
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

/// Fields that say nothing about who may log in, or that do so only beside one that closes.
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

/// How the fields of a user database begin that say nothing about who may log in.
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

/// What follows the password of a line: `uid:gid:gecos:home:shell:extra fields`, all of which may be missing.
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
                // It may as well be a part of what stands before it.
                None => limits.close("a word without = is no field that is known here"),
            }
        }
    }
    limits
}

/// `local` is for connections without an address, which there are none of here. What is no network is not understood.
fn networks(value: &str) -> Option<Vec<ipnet::IpNet>> {
    let words = value.split(',').filter(|word| !word.is_empty() && *word != "local");
    words.map(network).collect()
}
