//! IMAP around an exchange, client side.
use super::{
    error::LoginError,
    protocol::{ServerReply, TAG},
    session::Session,
};
use countersign::mail::imap::capability::Capabilities;

/// The largest number of untagged lines before the tagged one.
const UNTAGGED: usize = 1_000;

/// Reads the greeting and the capabilities; returns whether STARTTLS is offered.
pub(super) async fn greet(session: &mut Session) -> Result<bool, LoginError> {
    let greeting = session.read().await?;
    session.trace.show('S', &greeting);
    let upper = greeting.to_ascii_uppercase();
    if upper.starts_with(b"* PREAUTH") {
        // In cleartext, PREAUTH keeps a client from STARTTLS (CVE-2020-14093). A client that has proved nothing to this
        // server is not logged in, whatever the server claims.
        if !session.has_presented_a_key() {
            return Err(LoginError::Connection(
                "the server claims that the connection is already authenticated (PREAUTH), without a client key".into(),
            ));
        }
        session.preauth = true;
        return Ok(false);
    }
    if !upper.starts_with(b"* OK") {
        return Err(LoginError::protocol("no greeting"));
    }
    let list = capabilities(session).await?;
    let starttls = list.split(|octet| *octet == b' ').any(|word| word.eq_ignore_ascii_case(b"STARTTLS"));
    Ok(starttls)
}

/// Requests the capabilities, and stores the mechanisms.
pub(super) async fn list(session: &mut Session) -> Result<(), LoginError> {
    capabilities(session).await.map(|_| ())
}

async fn capabilities(session: &mut Session) -> Result<Vec<u8>, LoginError> {
    let untagged = command(session, "a0", "CAPABILITY").await?;
    let is_list = |line: &&Vec<u8>| line.to_ascii_uppercase().starts_with(b"* CAPABILITY ");
    let list = untagged.iter().find(is_list).ok_or_else(|| LoginError::protocol("no capability list"))?;
    session.capabilities = Capabilities::read(list);
    session.mechanisms = session.capabilities.mechanisms.iter().map(String::from).collect();
    Ok(list.clone())
}

pub(super) async fn start_tls(session: &mut Session) -> Result<(), LoginError> {
    command(session, "a1", "STARTTLS").await.map(|_| ())
}

/// Registers the key of this connection under this name.
pub(super) async fn register(session: &mut Session, name: &str) -> Result<(), LoginError> {
    let line = format!("{TAG} X-REGISTER-KEY \"{name}\"\r\n");
    session.trace.show('C', line.as_bytes());
    session.write(line.as_bytes()).await?;
    for _ in 0..UNTAGGED {
        let line = session.read().await?;
        session.trace.show('S', &line);
        match session.protocol.parse_reply(&line)? {
            Some(ServerReply::Yes(_)) => return Ok(()),
            Some(ServerReply::No(_, said)) => return Err(LoginError::NotRegistered(said)),
            Some(ServerReply::Challenge(_)) => return Err(LoginError::protocol("an unexpected challenge")),
            None => {}
        }
    }
    Err(LoginError::protocol("too many lines"))
}

/// Sends a command without credentials; returns the untagged lines of the reply.
async fn command(session: &mut Session, tag: &str, command: &str) -> Result<Vec<Vec<u8>>, LoginError> {
    let line = format!("{tag} {command}\r\n");
    session.trace.show('C', line.as_bytes());
    session.write(line.as_bytes()).await?;
    let mut untagged = Vec::new();
    while untagged.len() < UNTAGGED {
        let line = session.read().await?;
        session.trace.show('S', &line);
        if line.starts_with(b"* ") {
            untagged.push(line.to_vec());
            continue;
        }
        let mut words = line.split(|octet| *octet == b' ');
        return match (words.next(), words.next()) {
            (Some(word), Some(status)) if word == tag.as_bytes() && status.eq_ignore_ascii_case(b"OK") => {
                Ok(untagged)
            }
            (Some(word), _) if word == tag.as_bytes() => {
                Err(LoginError::Connection(format!("the server rejected {command}")))
            }
            _ => Err(LoginError::protocol("a reply with an unknown tag")),
        };
    }
    Err(LoginError::protocol("too many lines"))
}
