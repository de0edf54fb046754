//! The systems that records are converted from and to.
use countersign::ScramHash;

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::command::password) enum System {
    /// Dovecot passwd-file: NAME:{SCHEME}RECORD[:..]
    Dovecot,
    /// PostgreSQL: {"rolname":..,"rolpassword":..,"rolcanlogin":..}, or NAME:SCRAM-SHA-256$..
    Postgresql,
    /// LDAP, Cyrus SASL: {"uid":..,"authPassword":[..],..}, or NAME:VALUE of authPassword, a line for each value
    Rfc5803,
    /// What gsasl --mkpasswd prints: NAME:{SCRAM-..}..
    Gsasl,
    /// Kafka: NAME:SCRAM-SHA-256=salt=..,stored_key=..,server_key=..,iterations=..
    Kafka,
    /// MongoDB: {"user":..,"credentials":{..}}, a line for each document
    Mongodb,
    /// Prosody with SHA-1: {"name":..,"salt":..,"stored_key":..,"server_key":..,"iteration_count":..}
    Prosody,
    /// Prosody with password_hash = "SHA-256", same fields
    ProsodySha256,
    /// ejabberd: {"username":..,"password":..,"serverkey":..,"salt":..,"iterationcount":..}
    Ejabberd,
    /// mox: {"name":..,"scramsha1":{..},"scramsha256":{..},"crammd5":{..},"hash":"$2a$.."}
    Mox,
    /// argon2id, bcrypt, scrypt, PBKDF2: NAME:$..
    Phc,
}

impl System {
    /// Returns whether the system has several records for each account, on separate lines.
    pub(super) const fn has_many(self) -> bool {
        matches!(self, Self::Rfc5803 | Self::Gsasl | Self::Kafka)
    }

    /// Returns the hash for Prosody, whose rows do not name it.
    pub(super) fn prosody(self) -> Option<ScramHash> {
        match self {
            Self::Prosody => Some(ScramHash::Sha1),
            Self::ProsodySha256 => Some(ScramHash::Sha256),
            _ => None,
        }
    }
}
