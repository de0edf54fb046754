//! DATA (RFC 5321 section 4.1.1.4).
use crate::net::{Conversation, Ended, Line};

/// The largest message that is taken, in octets.
pub(super) const SIZE: usize = 10 * 1024 * 1024;
/// RFC 5321 asks for lines of 1000 octets at least; clients write longer ones.
const LINE: usize = 65_536;

/// A message, or why there is none.
pub(super) enum Data {
    Message(Vec<u8>),
    Refused(&'static str),
}

/// Read up to the lone dot. Only `CRLF . CRLF` ends a message, so that nobody can smuggle a second one in behind
/// a line end that another server reads otherwise (CVE-2023-51764); a message with such a line end is refused.
pub(super) async fn read(conversation: &mut Conversation, head: String) -> Result<Data, Ended> {
    let mut message = head.into_bytes();
    let mut refusal = None;
    let mut after_crlf = true;
    loop {
        let line = conversation.read(LINE).await?;
        let is_after_crlf = std::mem::replace(&mut after_crlf, !matches!(line, Line::BareLf(_)));
        match line {
            Line::Text(line) if is_after_crlf && *line == b"." => break,
            Line::Text(line) if refusal.is_none() => {
                message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                message.extend_from_slice(b"\r\n");
                if message.len() > SIZE {
                    refusal = Some("552 5.3.4 The message is too large\r\n");
                    message = Vec::new();
                }
            }
            Line::Text(_) => {}
            Line::TooLong(_) => refusal = Some("554 5.6.0 A line of the message is too long\r\n"),
            Line::BareLf(_) => refusal = Some("554 5.6.0 Lines of a message end in CRLF\r\n"),
        }
    }
    Ok(refusal.map_or(Data::Message(message), Data::Refused))
}
