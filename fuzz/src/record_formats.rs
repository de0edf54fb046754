//! Round trips of other systems' records. The first octet selects the system; the fields of a row are on separate
//! lines.
//!
//! A parsed record is written for the same system, if it can be, and must read the same again. Its credentials
//! must read as they were written. The check for the empty password is omitted because it is slow.
use countersign::{
    Credentials, ScramHash,
    formats::{
        ParsedRecord, dovecot, ejabberd, gsasl, kafka, mongodb, mox, phc, postgresql, prosody, rfc5803,
    },
};
use zeroize::Zeroizing;

/// A selector for each system.
pub const SYSTEMS: &[u8] = b"0123456789abc";

const HASHES: [ScramHash; 4] = [ScramHash::Sha256, ScramHash::Sha1, ScramHash::Sha512, ScramHash::Sha3_512];

type Text = Option<Zeroizing<String>>;

pub fn run(input: &[u8]) -> bool {
    let Some((system, text)) = input.split_first() else { return false };
    let Ok(text) = core::str::from_utf8(text) else { return false };
    match system {
        b'0' => there(rfc5803::read, text, |of| each(of, |hash| Some(rfc5803::write(of, hash)?.value))),
        b'1' => there(postgresql::read, text, |of| Some(postgresql::write(of)?.value)),
        b'2' => {
            there(|text| dovecot::read(text, "user@example.com"), text, |of| Some(dovecot::write(of)?.value))
        }
        b'3' => there(gsasl::read, text, |of| each(of, |hash| Some(gsasl::write(of, hash)?.value))),
        b'4' | b'5' => {
            let hash = if *system == b'4' { ScramHash::Sha256 } else { ScramHash::Sha512 };
            there(|text| kafka::read(hash, text), text, |of| Some(kafka::write(of, hash)?.value))
        }
        b'6' => mongodb(text),
        b'7' => prosody(text),
        b'8' => ejabberd(text),
        b'9' => mox(text),
        b'a' => mox_cram_md5(text),
        b'b' => there(phc::read, text, |of| Some(phc::write(of)?.value)),
        b'c' => own(text),
        _ => false,
    }
}

fn mongodb(text: &str) -> bool {
    let Some([count, salt, stored_key, server_key]) = fields(text) else { return false };
    let Ok(iteration_count) = count.parse() else { return false };
    let credential = mongodb::Credential {
        iteration_count,
        salt: salt.into(),
        stored_key: owned(stored_key),
        server_key: owned(server_key),
    };
    let sha_1 = mongodb::Document { scram_sha_1: Some(credential.clone()), scram_sha_256: None };
    let sha_256 = mongodb::Document { scram_sha_1: None, scram_sha_256: Some(credential) };
    [sha_1, sha_256].iter().any(|document| {
        kept(mongodb::read(document, "user").ok(), |of| {
            let written = mongodb::write(of)?.value;
            Some(mongodb::read(&written, "user").expect("it reads what it writes"))
        })
    })
}

fn prosody(text: &str) -> bool {
    let Ok(account) = prosody::parse(text) else { return false };
    [ScramHash::Sha1, ScramHash::Sha256].into_iter().any(|hash| {
        kept(prosody::read(hash, &account).ok(), |of| {
            let written = prosody::write(of, hash)?.value;
            Some(prosody::read(hash, &written).expect("it reads what it writes"))
        })
    })
}

fn ejabberd(text: &str) -> bool {
    let Some([count, salt, password, serverkey]) = fields(text) else { return false };
    let Ok(iterationcount) = count.parse() else { return false };
    let row = ejabberd::Row {
        password: owned(password),
        serverkey: owned(serverkey),
        salt: salt.into(),
        iterationcount,
    };
    kept(ejabberd::read(&row).ok(), |of| {
        let written = HASHES.into_iter().find_map(|hash| ejabberd::write(of, hash))?.value;
        Some(ejabberd::read(&written).expect("it reads what it writes"))
    })
}

fn mox(text: &str) -> bool {
    let Some([count, salt, salted, _]) = fields(text) else { return false };
    let Ok(iterations) = count.parse() else { return false };
    let record = mox::Scram { salt: salt.into(), iterations, salted_password: owned(salted) };
    kept(mox::read(ScramHash::Sha256, &record).ok(), |_| None)
}

fn mox_cram_md5(text: &str) -> bool {
    let Some([ipad, opad, _, _]) = fields(text) else { return false };
    let record = mox::CramMd5 { ipad: owned(ipad), opad: owned(opad) };
    kept(mox::read_cram_md5(&record).ok(), |of| {
        let written = dovecot::write(of)?.value;
        Some(dovecot::read(&written, "user").expect("it reads what it writes"))
    })
}

/// Checks the text format of this project.
fn own(text: &str) -> bool {
    let Ok(credentials) = Credentials::parse(text) else { return false };
    let again = Credentials::parse(&credentials.to_text()).expect("it reads what it writes");
    assert_eq!(*again.to_text(), *credentials.to_text());
    assert_eq!(again.kind(), credentials.kind());
    true
}

fn owned(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.into())
}

fn fields(text: &str) -> Option<[&str; 4]> {
    text.split('\n').collect::<Vec<_>>().try_into().ok()
}

fn each(of: &Credentials, write: impl Fn(ScramHash) -> Text) -> Text {
    of.hashes().find_map(write)
}

/// Reads, writes and reads a text again.
fn there(
    read: impl Fn(&str) -> Result<ParsedRecord, countersign::formats::FormatError>,
    text: &str,
    write: impl Fn(&Credentials) -> Text,
) -> bool {
    kept(read(text).ok(), |of| Some(read(&write(of)?).expect("it reads what it writes")))
}

/// Compares a parsed record with the one read from its export, in their stored form.
fn kept(read: Option<ParsedRecord>, again: impl Fn(&Credentials) -> Option<ParsedRecord>) -> bool {
    let Some(unchecked) = read else { return false };
    let credentials = unchecked.unchecked_for_fuzzing();
    let text = credentials.to_text();
    if let Some(again) = again(&credentials) {
        assert_eq!(*again.unchecked_for_fuzzing().to_text(), *text, "the round trip changed it");
    }
    let parsed = Credentials::parse(&text).expect("credentials read as they are written");
    assert_eq!(*parsed.to_text(), *text);
    true
}
