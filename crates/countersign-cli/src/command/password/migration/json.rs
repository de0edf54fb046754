//! Formats with one JSON object for each account.
use super::{
    limits::{Ignored, Limits},
    members::KnownMembers,
};
use countersign::formats::{
    FormatError, ParsedRecord, ejabberd, mongodb, mox, phc, postgresql, prosody, rfc5803,
};
use serde::{Deserialize, de::DeserializeOwned};
use zeroize::Zeroizing;

/// A document of `admin.system.users`.
#[derive(Deserialize)]
pub(super) struct MongoDb {
    user: String,
    credentials: mongodb::Document,
}

#[derive(Deserialize)]
pub(super) struct Prosody {
    name: String,
    stored_key: Zeroizing<String>,
    server_key: Zeroizing<String>,
    iteration_count: u32,
    salt: String,
    /// Empty if there is a record.
    password: Option<Zeroizing<String>>,
}

#[derive(Deserialize)]
pub(super) struct Ejabberd {
    username: String,
    password: Zeroizing<String>,
    serverkey: Zeroizing<String>,
    salt: String,
    iterationcount: u32,
}

#[derive(Deserialize)]
pub(super) struct Mox {
    name: String,
    scramsha1: Option<mox::Scram>,
    scramsha256: Option<mox::Scram>,
    crammd5: Option<mox::CramMd5>,
    /// bcrypt
    hash: Option<Zeroizing<String>>,
}

#[derive(Deserialize)]
struct Postgresql {
    rolname: String,
    rolpassword: Zeroizing<String>,
    rolcanlogin: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Ldap {
    uid: String,
    #[serde(rename = "authPassword")]
    auth_password: Values,
}

/// One value of an attribute, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    One(Zeroizing<String>),
    Many(Vec<Zeroizing<String>>),
}

/// The name, the record and the restrictions of a line, or why it is rejected.
pub(super) type Read = Result<(String, ParsedRecord, Limits), String>;

const MONGODB: KnownMembers = KnownMembers {
    record: &["user", "credentials"],
    harmless: &[
        "_id",
        "userId",
        "db",
        "roles",
        "customData",
        "mechanisms",
        "inheritedRoles",
        "inheritedPrivileges",
    ],
};
const PROSODY: KnownMembers = KnownMembers {
    record: &["name", "stored_key", "server_key", "iteration_count", "salt", "password"],
    harmless: &["created", "updated", "host"],
};
const EJABBERD: KnownMembers = KnownMembers {
    record: &["username", "password", "serverkey", "salt", "iterationcount"],
    harmless: &["created_at", "server_host", "type"],
};
const MOX: KnownMembers =
    KnownMembers { record: &["name", "scramsha1", "scramsha256", "crammd5", "hash"], harmless: &["domain"] };
const POSTGRESQL: KnownMembers = KnownMembers {
    record: &["rolname", "rolpassword"],
    harmless: &[
        "oid",
        "rolbypassrls",
        "rolcreatedb",
        "rolcreaterole",
        "rolinherit",
        "rolreplication",
        "rolsuper",
    ],
};
const LDAP: KnownMembers = KnownMembers {
    record: &["uid", "authPassword"],
    harmless: &[
        "cn",
        "displayName",
        "dn",
        "gecos",
        "gidNumber",
        "givenName",
        "homeDirectory",
        "mail",
        "objectClass",
        "sn",
        "uidNumber",
    ],
};

fn json<T: DeserializeOwned>(line: &str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|error| unread(&error))
}

/// Formats serde's error without its text, which may quote the line.
fn unread(error: &serde_json::Error) -> String {
    let what = if error.is_data() { "unexpected JSON object" } else { "not JSON" };
    format!("{what}, at column {}", error.column())
}

impl KnownMembers {
    fn of(&self, line: &str, ignored: &Ignored) -> Result<Limits, String> {
        self.limits(line, ignored).map_err(|error| unread(&error))
    }
}

fn text(error: FormatError) -> String {
    error.to_string()
}

pub(super) fn mongodb(line: &str, ignored: &Ignored) -> Read {
    let limits = MONGODB.of(line, ignored)?;
    let MongoDb { user, credentials } = json(line)?;
    let read = mongodb::read(&credentials, &user).map_err(text)?;
    Ok((user, read, limits))
}

pub(super) fn prosody(line: &str, hash: countersign::ScramHash, ignored: &Ignored) -> Read {
    let limits = PROSODY.of(line, ignored)?;
    let Prosody { name, stored_key, server_key, iteration_count, salt, password } = json(line)?;
    if password.is_some_and(|password| !password.is_empty()) {
        return Err(text(FormatError::Plaintext));
    }
    let account = prosody::Account { stored_key, server_key, iteration_count, salt };
    Ok((name, prosody::read(hash, &account).map_err(text)?, limits))
}

pub(super) fn ejabberd(line: &str, ignored: &Ignored) -> Read {
    let limits = EJABBERD.of(line, ignored)?;
    let Ejabberd { username, password, serverkey, salt, iterationcount } = json(line)?;
    let row = ejabberd::Row { password, serverkey, salt, iterationcount };
    Ok((username, ejabberd::read(&row).map_err(text)?, limits))
}

pub(super) fn mox(line: &str, ignored: &Ignored) -> Read {
    let limits = MOX.of(line, ignored)?;
    let Mox { name, scramsha1, scramsha256, crammd5, hash } = json(line)?;
    let read = [
        scramsha256.map(|record| mox::read(countersign::ScramHash::Sha256, &record)),
        scramsha1.map(|record| mox::read(countersign::ScramHash::Sha1, &record)),
        crammd5.map(|record| mox::read_cram_md5(&record)),
        hash.map(|hash| phc::read(&hash)),
    ];
    let all = join(read.into_iter().flatten())?;
    Ok((name, all, limits))
}

pub(super) fn postgresql(line: &str, ignored: &Ignored) -> Read {
    let mut limits = POSTGRESQL.of(line, ignored)?;
    let Postgresql { rolname, rolpassword, rolcanlogin } = json(line)?;
    // A query without this column does not say who may log in.
    limits.is_silent = rolcanlogin.is_none();
    Ok((rolname, postgresql::read(&rolpassword).map_err(text)?, limits))
}

pub(super) fn ldap(line: &str, ignored: &Ignored) -> Read {
    let limits = LDAP.of(line, ignored)?;
    let Ldap { uid, auth_password } = json(line)?;
    let values = match auth_password {
        Values::One(value) => vec![value],
        Values::Many(values) => values,
    };
    Ok((uid, join(values.iter().map(|value| rfc5803::read(value)))?, limits))
}

/// Combines all records of an account.
fn join(records: impl Iterator<Item = Result<ParsedRecord, FormatError>>) -> Result<ParsedRecord, String> {
    let mut all: Option<ParsedRecord> = None;
    for one in records {
        let one = one.map_err(text)?;
        all = Some(match all {
            Some(others) => others.and(one).map_err(text)?,
            None => one,
        });
    }
    all.ok_or_else(|| "it contains no record".into())
}
