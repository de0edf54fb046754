//! What the client says and hears in POP3 around an exchange.
use super::{error::LoginError, session::Session};
use countersign::mail::pop3::capability::Capabilities;

/// Lines that a list may have.
const LINES: usize = 1_000;

/// Read the greeting and the capabilities; is there STLS?
pub(super) async fn greet(session: &mut Session) -> Result<bool, LoginError> {
    reply(session, "the server refuses to talk").await?;
    list(session).await
}

/// Ask for the capabilities, and remember the mechanisms; is there STLS?
pub(super) async fn list(session: &mut Session) -> Result<bool, LoginError> {
    command(session, "CAPA", "the server lists no capabilities").await?;
    let mut lines = Vec::new();
    while lines.len() < LINES {
        let line = session.read().await?;
        session.trace.show('S', &line);
        if line.as_slice() == b"." {
            let list = Capabilities::read(lines.iter().map(Vec::as_slice));
            session.mechanisms = list.mechanisms.iter().map(String::from).collect();
            return Ok(list.stls);
        }
        lines.push(line.to_vec());
    }
    Err(LoginError::protocol("too many lines"))
}

pub(super) async fn start_tls(session: &mut Session) -> Result<(), LoginError> {
    command(session, "STLS", "the server refused STLS").await
}

/// A command without credentials, and the server's yes.
async fn command(session: &mut Session, command: &str, refusal: &str) -> Result<(), LoginError> {
    session.trace.show('C', command.as_bytes());
    session.write(format!("{command}\r\n").as_bytes()).await?;
    reply(session, refusal).await
}

async fn reply(session: &mut Session, refusal: &str) -> Result<(), LoginError> {
    let line = session.read().await?;
    session.trace.show('S', &line);
    match line.split(|octet| *octet == b' ').next() {
        Some(b"+OK") => Ok(()),
        Some(b"-ERR") => Err(LoginError::Connection(refusal.into())),
        _ => Err(LoginError::protocol("neither yes nor no")),
    }
}
