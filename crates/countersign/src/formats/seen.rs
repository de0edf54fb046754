//! The detection of a text's format, for a helpful error that discloses no data.
use core::fmt;

/// The detected format of an unexpected text.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetectedFormat {
    /// The text is empty.
    Nothing,
    /// A record for this mechanism or of this scheme.
    Named(&'static str),
    /// An unknown scheme in braces.
    UnknownScheme,
    /// `$..$` of an unknown kind.
    UnknownCrypt,
    /// SCRAM in the format of RFC 5803, for an unknown mechanism.
    UnknownScram,
    /// JSON.
    Json,
    /// An unknown format; it may be a password.
    Unknown,
}

/// The schemes of Dovecot and LDAP, in braces.
const SCHEMES: &[&str] = &[
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
    "SCRAM-SHA-512",
    "CRAM-MD5",
    "HMAC-MD5",
    "DIGEST-MD5",
    "PBKDF2",
    "BLF-CRYPT",
    "ARGON2ID",
    "ARGON2I",
    "PLAIN",
    "CLEARTEXT",
    "CRYPT",
    "DES-CRYPT",
    "MD5-CRYPT",
    "SHA256-CRYPT",
    "SHA512-CRYPT",
    "MD5",
    "SMD5",
    "SHA",
    "SHA1",
    "SHA256",
    "SHA512",
    "SSHA",
    "SSHA256",
    "SSHA512",
    "LANMAN",
    "NTLM",
    "OTP",
    "SKEY",
    "RPA",
    "LDAP-MD5",
    "PLAIN-MD4",
    "PLAIN-MD5",
    "PLAIN-TRUNC",
];

/// Prefixes and the formats that they identify.
const CRYPTS: &[(&str, &str)] = &[
    ("$1$", "MD5-CRYPT"),
    ("$2x$", "bcrypt of a version with a flaw"),
    ("$2", "bcrypt"),
    ("$5$", "SHA256-CRYPT"),
    ("$6$", "SHA512-CRYPT"),
    ("$y$", "yescrypt"),
    ("$7$", "scrypt of crypt(3)"),
    ("$apr1$", "Apache's MD5"),
    ("$argon2id$", "argon2id"),
    ("$argon2i$", "argon2i"),
    ("$argon2d$", "argon2d"),
    ("$scrypt$", "scrypt"),
    ("$pbkdf2", "PBKDF2"),
    ("SCRAM-SHA-1$", "SCRAM-SHA-1 in the form of RFC 5803"),
    ("SCRAM-SHA-256$", "SCRAM-SHA-256 in the form of RFC 5803"),
    ("SCRAM-SHA-512$", "SCRAM-SHA-512 in the form of RFC 5803"),
    ("SCRAM-SHA3-512$", "SCRAM-SHA3-512 in the form of RFC 5803"),
    ("salt=", "a record of Kafka"),
    ("stored_key=", "a record of Kafka"),
    ("iterations=", "a record of Kafka"),
    ("return {", "an account of Prosody"),
    ("md5", "perhaps PostgreSQL's MD5"),
];

impl DetectedFormat {
    /// Returns the format of this text.
    pub fn of(text: &str) -> Self {
        let text = text.trim_matches(' ');
        if text.is_empty() {
            return Self::Nothing;
        }
        if text.starts_with("{\"") || text.starts_with('[') {
            return Self::Json;
        }
        if let Some((scheme, _)) = text.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            let bare = scheme.split('.').next().unwrap_or_default();
            let known = SCHEMES.iter().find(|known| known.eq_ignore_ascii_case(bare));
            return known.map_or(Self::UnknownScheme, |known| Self::Named(known));
        }
        if let Some((_, name)) = CRYPTS.iter().find(|(begins, _)| text.starts_with(begins)) {
            return Self::Named(name);
        }
        match text {
            _ if text.starts_with('$') => Self::UnknownCrypt,
            _ if text.starts_with("SCRAM-") => Self::UnknownScram,
            _ => Self::Unknown,
        }
    }
}

impl fmt::Display for DetectedFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "nothing",
            Self::Named(name) => name,
            Self::UnknownScheme => "an unknown scheme in braces",
            Self::UnknownCrypt => "an unknown kind of hash",
            Self::UnknownScram => "a record for an unknown SCRAM mechanism",
            Self::Json => "JSON",
            Self::Unknown => "an unknown format (perhaps a password)",
        })
    }
}
