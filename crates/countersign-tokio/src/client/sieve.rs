//! ManageSieve around an exchange, client side.
use super::{error::LoginError, session::Session};
use countersign::mail::{
    Answer,
    sieve::{capability::Capabilities, client::read},
};

/// The largest number of lines in a list.
const LINES: usize = 1_000;

/// Reads the capabilities, which the server sends at the start and after STARTTLS, and stores the mechanisms; returns
/// whether STARTTLS is offered.
pub(super) async fn list(session: &mut Session) -> Result<bool, LoginError> {
    let mut lines = Vec::new();
    while lines.len() < LINES {
        let line = session.read().await?;
        session.trace.show('S', &line);
        if line.starts_with(b"\"") || line.starts_with(b"{") {
            lines.push(line.to_vec());
            continue;
        }
        is_yes(&line, "the server rejected the connection")?;
        let list = Capabilities::read(lines.iter().map(Vec::as_slice));
        session.mechanisms = list.mechanisms.iter().map(String::from).collect();
        return Ok(list.starttls);
    }
    Err(LoginError::protocol("too many lines"))
}

pub(super) async fn start_tls(session: &mut Session) -> Result<(), LoginError> {
    session.trace.show('C', b"STARTTLS");
    session.write(b"STARTTLS\r\n").await?;
    let line = session.read().await?;
    session.trace.show('S', &line);
    is_yes(&line, "the server rejected STARTTLS")
}

fn is_yes(line: &[u8], refusal: &str) -> Result<(), LoginError> {
    match read(line) {
        Answer::Success(..) => Ok(()),
        Answer::Failure(..) => Err(LoginError::Connection(refusal.into())),
        _ => Err(LoginError::protocol("neither OK nor NO")),
    }
}
