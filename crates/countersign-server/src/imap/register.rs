//! `X-REGISTER-KEY [SP quoted]`: registers the key of this connection's handshake for later logins, under the quoted name. A
//! command specific to this server, allowed only after a login with the account's own password: a key, token or app password
//! must not be able to register a key that outlives it.
use crate::session::Session;
use countersign::{
    account::AccountName,
    mail::{InvalidState, Reason, imap},
};
use countersign_accounts::{NewKey, StoreError};

pub(super) const COMMAND: &str = "X-REGISTER-KEY";

/// The name of a key that is registered without one.
const UNNAMED: &str = "registered over IMAP";
/// The longest name in octets.
const MAX_LENGTH: usize = 64;

/// Returns the argument, if it is this command.
pub(super) fn argument<'a>(session: &Session, octets: &'a [u8]) -> Option<&'a [u8]> {
    let line = octets.strip_suffix(b"\r\n").unwrap_or(octets);
    let mut words = line.splitn(3, |octet| *octet == b' ');
    let command = words.nth(1).filter(|_| session.runtime_config.registers_keys)?;
    command.eq_ignore_ascii_case(COMMAND.as_bytes()).then(|| words.next().unwrap_or_default())
}

/// Returns whether the command is available.
pub(super) fn is_possible(session: &Session) -> bool {
    session.runtime_config.registers_keys && session.owner.is_some() && session.peer.claim().is_some()
}

/// Answers the command.
pub(super) async fn answer(session: &Session, is_logged_in: bool, tag: &str, argument: &[u8]) -> String {
    if !is_logged_in {
        return imap::server::reply(InvalidState::LoginNeeded).line(tag);
    }
    let Some(name) = name(argument) else {
        return format!("{tag} BAD {COMMAND} takes a name in quotes, or nothing\r\n");
    };
    let Some(owner) = &session.owner else {
        return format!("{tag} NO Registration requires a login with the account's own password\r\n");
    };
    let Some(claim) = session.peer.claim() else {
        return format!("{tag} NO This connection has no unregistered key\r\n");
    };
    let Ok(address) = AccountName::asked(&owner.name) else {
        return imap::server::reply(Reason::Unavailable).line(tag);
    };
    let fingerprint = claim.spki().fingerprint();
    let new = NewKey {
        claim,
        address: &address,
        name,
        certificate: None,
        no_imap_preauth: false,
        while_it_lasts: Some(owner),
    };
    match session.service.accounts.register(new).await {
        Ok(_) => {
            (session.service.report)(&session.attempt().registered(&owner.name));
            format!("{tag} OK {fingerprint} is registered\r\n")
        }
        Err(StoreError::NotRegistered(why)) => format!("{tag} NO Cannot register the key: {why}\r\n"),
        Err(StoreError::Overtaken | StoreError::NoAccount) => {
            format!("{tag} NO The account has changed; log in again\r\n")
        }
        Err(_) => imap::server::reply(Reason::Unavailable).line(tag),
    }
}

/// Parses `quoted` of RFC 9051 without its escapes.
fn name(argument: &[u8]) -> Option<&str> {
    if argument.is_empty() {
        return Some(UNNAMED);
    }
    let name = argument.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    let name = std::str::from_utf8(name).ok()?;
    let is_plain = !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\'));
    ((1..=MAX_LENGTH).contains(&name.len()) && is_plain).then_some(name)
}
