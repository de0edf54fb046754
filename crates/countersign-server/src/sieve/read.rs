//! Reading lines with their literals. Lengths are limited before parsing.
use crate::{Conversation, Ended};
use countersign::mail::{line, literal::Literal, sieve};
use countersign_tokio::{net::Ending, net::Line};
use zeroize::Zeroizing;

/// The client's input.
pub(super) enum Read {
    /// A line with its literals, without its CRLF.
    Text(Zeroizing<Vec<u8>>),
    TooLong,
    BareLf,
    /// A literal that the client may or may not be waiting to send: what follows is ambiguous.
    Waiting,
}

/// How much of a line beyond its limit is discarded before the connection is given up.
const DISCARD: usize = 1 << 20;
/// How much of a literal is discarded at once.
const CHUNK: usize = 8192;
/// The octets around a response: its quotes, or a literal's announcement.
const AROUND: usize = 64;

/// Reads the next line, with this limit in octets.
pub(super) async fn read(conversation: &mut Conversation, limit: usize) -> Result<Read, Ended> {
    let mut octets = Zeroizing::new(Vec::new());
    let mut discarded = 0_usize;
    loop {
        let line = match conversation.read(limit.saturating_sub(octets.len())).await? {
            Line::Text(line) => line,
            Line::TooLong(Ending::Other) => return Ok(Read::TooLong),
            Line::BareLf(Ending::Other) => return Ok(Read::BareLf),
            // The octets of its literal would be read as commands.
            Line::TooLong(_) | Line::BareLf(_) => return Err(Ended::Unreadable),
        };
        let literal = Literal::at_end_of(&line);
        let octets_so_far = octets.len().saturating_add(line.len());
        match literal {
            None if discarded > 0 => return Ok(Read::TooLong),
            None if octets.is_empty() => return Ok(Read::Text(line)),
            None => return Ok(Read::Text(joined(&[&octets, &line]))),
            Some(Literal { waits: true, .. }) => return Ok(Read::Waiting),
            Some(Literal { length, .. }) if discarded > 0 || length > limit.saturating_sub(octets_so_far) => {
                discarded = discarded.saturating_add(line.len()).saturating_add(length).saturating_add(1);
                if discarded > DISCARD {
                    return Err(Ended::Endless);
                }
                discard(conversation, length).await?;
                octets = Zeroizing::default();
            }
            Some(Literal { length, .. }) => {
                let content = conversation.read_exact(length).await?;
                octets = joined(&[&octets, &line, b"\r\n", &content]);
            }
        }
    }
}

/// Reads the client's response to a challenge.
pub(crate) async fn response(conversation: &mut Conversation, limit: usize) -> Result<line::Line, Ended> {
    Ok(match read(conversation, limit.saturating_add(AROUND)).await? {
        Read::Text(line) => sieve::server::response(&line, limit),
        Read::TooLong => line::Line::TooLong,
        Read::BareLf => line::Line::Undecodable,
        Read::Waiting => return Err(Ended::Unreadable),
    })
}

async fn discard(conversation: &mut Conversation, mut count: usize) -> Result<(), Ended> {
    while count > 0 {
        let part = count.min(CHUNK);
        conversation.read_exact(part).await?;
        count = count.saturating_sub(part);
    }
    Ok(())
}

/// Joins the parts in one allocation, so that no copy of a credential remains.
fn joined(parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(parts.concat())
}
