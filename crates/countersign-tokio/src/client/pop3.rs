//! POP3 around an exchange, client side.
use super::{error::LoginError, session::Session};
use countersign::mail::pop3::capability::Capabilities;

/// The largest number of lines in a list.
const LINES: usize = 1_000;

/// Reads the greeting and the capabilities; returns whether STLS is offered.
pub(super) async fn greet(session: &mut Session) -> Result<bool, LoginError> {
    reply(session, "the server rejected the connection").await?;
    list(session).await
}

/// Requests the capabilities, and stores the mechanisms; returns whether STLS is offered.
pub(super) async fn list(session: &mut Session) -> Result<bool, LoginError> {
    command(session, "CAPA", "the server rejected CAPA").await?;
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
    command(session, "STLS", "the server rejected STLS").await
}

/// Sends a command without credentials, and reads a positive reply.
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
        _ => Err(LoginError::protocol("neither +OK nor -ERR")),
    }
}
