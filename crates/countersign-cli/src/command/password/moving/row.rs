//! The lines of systems whose accounts are objects of JSON.
use countersign::formats::{FormatError, Unchecked, ejabberd, mongodb, mox, phc, prosody};
use serde::{Deserialize, de::DeserializeOwned};
use zeroize::Zeroizing;

/// A document of `admin.system.users`; what else it has is passed over.
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

/// Whose it is, and what there is; or why it is nothing.
pub(super) type Read = Result<(String, Unchecked), String>;

fn json<T: DeserializeOwned>(line: &str) -> Result<T, String> {
    // What serde says may hold a part of the line.
    serde_json::from_str(line).map_err(|error| {
        let what = if error.is_data() { "not the object that is expected" } else { "not JSON" };
        format!("{what}, at column {}", error.column())
    })
}

fn text(error: FormatError) -> String {
    error.to_string()
}

pub(super) fn mongodb(line: &str) -> Read {
    let MongoDb { user, credentials } = json(line)?;
    let read = mongodb::read(&credentials, &user).map_err(text)?;
    Ok((user, read))
}

pub(super) fn prosody(line: &str, hash: countersign::ScramHash) -> Read {
    let Prosody { name, stored_key, server_key, iteration_count, salt } = json(line)?;
    let account = prosody::Account { stored_key, server_key, iteration_count, salt };
    Ok((name, prosody::read(hash, &account).map_err(text)?))
}

pub(super) fn ejabberd(line: &str) -> Read {
    let Ejabberd { username, password, serverkey, salt, iterationcount } = json(line)?;
    let row = ejabberd::Row { password, serverkey, salt, iterationcount };
    Ok((username, ejabberd::read(&row).map_err(text)?))
}

pub(super) fn mox(line: &str) -> Read {
    let Mox { name, scramsha1, scramsha256, crammd5, hash } = json(line)?;
    let read = [
        scramsha256.map(|record| mox::read(countersign::ScramHash::Sha256, &record)),
        scramsha1.map(|record| mox::read(countersign::ScramHash::Sha1, &record)),
        crammd5.map(|record| mox::read_cram_md5(&record)),
        hash.map(|hash| phc::read(&hash)),
    ];
    let mut all: Option<Unchecked> = None;
    for one in read.into_iter().flatten() {
        let one = one.map_err(text)?;
        all = Some(match all {
            Some(others) => others.and(one).map_err(text)?,
            None => one,
        });
    }
    Ok((name, all.ok_or("there is no record in it")?))
}
