//! Bearer tokens: arbitrary texts for our server, JWTs (RFC 7519) that Dovecot can verify itself.
use crate::credential::{Credential, USER};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::{fs, path::Path};

/// The issuer of the valid token.
const ISSUER: &str = "interop";
const KEY: &[u8; 32] = b"0123456789abcdef0123456789abcdef";
const OTHER_KEY: &[u8; 32] = b"fedcba9876543210fedcba9876543210";

/// Returns a token for the only account: the valid one, or one with another signature.
pub(crate) fn token(credential: Credential) -> String {
    let part = |json: String| Base64UrlUnpadded::encode_string(json.as_bytes());
    let head = part(r#"{"alg":"HS256","typ":"JWT","kid":"default"}"#.into());
    // From 2023 to 2099.
    let claims = part(format!(
        r#"{{"sub":"{USER}","iss":"{ISSUER}","aud":"mail","scope":"mail","iat":1700000000,"exp":4070908800}}"#
    ));
    let key = if credential == Credential::Right { KEY } else { OTHER_KEY };
    let signed = format!("{head}.{claims}");
    let mac =
        Hmac::<Sha256>::new_from_slice(key).map(|mac| mac.chain_update(&signed).finalize().into_bytes());
    // HMAC accepts keys of any length.
    let signature = mac.map(|mac| Base64UrlUnpadded::encode_string(&mac)).unwrap_or_default();
    format!("{signed}.{signature}")
}

/// Writes the data of the issuer for Dovecot. Returns the file.
pub(crate) fn dovecot(room: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    let keys = room.join("keys");
    let folder = keys.join("default/HS256");
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::write(folder.join("default"), Base64::encode_string(KEY)).map_err(failed)?;
    let text = format!(
        "introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={}/\nusername_attribute = sub\n\
         issuers = {ISSUER}\nscope = mail\n",
        keys.display()
    );
    fs::write(room.join("oauth2.conf"), text).map_err(failed)
}
