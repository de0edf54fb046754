//! SMTP around an exchange, client side.
use super::{error::LoginError, session::Session};
use countersign::mail::smtp::capability;

/// The largest number of lines in a reply.
const LINES: usize = 1_000;

/// Reads the greeting and sends EHLO; returns whether STARTTLS is offered.
pub(super) async fn greet(session: &mut Session) -> Result<bool, LoginError> {
    reply(session, b"220").await?;
    hello(session).await
}

/// Sends EHLO, and stores the mechanisms; returns whether STARTTLS is offered.
pub(super) async fn hello(session: &mut Session) -> Result<bool, LoginError> {
    command(session, "EHLO localhost").await?;
    let lines = reply(session, b"250").await?;
    let texts = || lines.iter().map(|line| line.get(4..).unwrap_or_default());
    session.mechanisms = capability::read(texts()).iter().map(String::from).collect();
    Ok(texts().any(|text| text.eq_ignore_ascii_case(b"STARTTLS")))
}

pub(super) async fn start_tls(session: &mut Session) -> Result<(), LoginError> {
    command(session, "STARTTLS").await?;
    reply(session, b"220").await.map(|_| ())
}

async fn command(session: &mut Session, command: &str) -> Result<(), LoginError> {
    session.trace.show('C', command.as_bytes());
    session.write(format!("{command}\r\n").as_bytes()).await
}

/// Reads all lines of a reply, which has to have this code.
async fn reply(session: &mut Session, code: &[u8; 3]) -> Result<Vec<Vec<u8>>, LoginError> {
    let mut lines = Vec::new();
    while lines.len() < LINES {
        let line = session.read().await?;
        session.trace.show('S', &line);
        if !line.starts_with(code) {
            let refused = matches!(line.first(), Some(b'4' | b'5'));
            let text = "the server rejected the connection";
            return Err(if refused {
                LoginError::Connection(text.into())
            } else {
                LoginError::protocol("not a reply to this command")
            });
        }
        let last = line.get(3) != Some(&b'-');
        lines.push(line.to_vec());
        if last {
            return Ok(lines);
        }
    }
    Err(LoginError::protocol("too many lines"))
}
