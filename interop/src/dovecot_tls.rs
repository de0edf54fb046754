//! The TLS part of Dovecot's configuration.
use crate::{bench::Bench, cell::Version};
use std::{fs, path::Path};

/// Returns the configuration for certificates of an authority: the common name is the account name, and EXTERNAL
/// needs no password. It precedes the other password databases.
pub(crate) fn certificates(authority: &Path) -> String {
    format!(
        "auth_mechanisms = plain external
ssl_ca = <{}
ssl_verify_client_cert = yes
ssl_require_crl = no
ssl_cert_username_field = commonName
auth_ssl_username_from_cert = yes
passdb {{
  driver = static
  mechanisms = external
  args = nopassword=y
}}
",
        authority.display()
    )
}

/// Returns the configuration without TLS, or with only this version.
pub(crate) fn setting(bench: &Bench, room: &Path, version: Option<Version>) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    Ok(match version {
        None => "no".into(),
        // In Dovecot only the lowest version can be configured; OpenSSL determines the highest.
        Some(version) => {
            let version = if version == Version::V12 { "TLSv1.2" } else { "TLSv1.3" };
            let openssl = format!(
                "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = {version}\n\
                 MaxProtocol = {version}\n"
            );
            fs::write(room.join("openssl.cnf"), openssl).map_err(failed)?;
            let (cert, key) = (bench.cert.display(), bench.key.display());
            format!("yes\nssl_cert = <{cert}\nssl_key = <{key}\nssl_min_protocol = {version}")
        }
    })
}
