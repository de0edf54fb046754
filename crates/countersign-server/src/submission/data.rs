//! DATA (RFC 5321 section 4.1.1.4).
use super::message::{LINE, Message, NoRoom};
use crate::{Conversation, Ended, meter};
use countersign_limits::Quota;
use countersign_tokio::net::Line;

/// RFC 5321 section 4.2.3 and RFC 3463 section 3.4: a temporary and a permanent rejection.
pub(super) const NO_ROOM: &str = "452 4.3.1 Insufficient storage; try again later\r\n";
const TOO_LARGE: &str = "552 5.3.4 The message is too large\r\n";

/// A message, or why it is rejected.
pub(super) enum Data {
    Message(Message),
    Refused(&'static str),
}

/// Begins a message with these lines and some memory.
pub(super) fn begin(account: &str, head: &str, memory: &Quota) -> Option<Message> {
    let begun = Message::new(account, head, memory);
    if begun.is_none() {
        meter::message_refused("memory");
    }
    begun
}

/// Reads up to the lone dot. Only `CRLF . CRLF` ends a message, so that a second one cannot be smuggled in behind a line end
/// that another server interprets differently (CVE-2023-51764); a message with such a line end is rejected.
///
/// A rejected message is read to its end and discarded on the fly.
pub(super) async fn read(conversation: &mut Conversation, message: Message) -> Result<Data, Ended> {
    let mut data = Data::Message(message);
    let mut after_crlf = true;
    loop {
        let line = conversation.read(LINE).await?;
        let is_after_crlf = std::mem::replace(&mut after_crlf, !matches!(line, Line::BareLf(_)));
        match line {
            Line::Text(line) if is_after_crlf && *line == b"." => return Ok(data),
            Line::Text(line) => {
                if let Data::Message(message) = &mut data {
                    match message.add(line.strip_prefix(b".").unwrap_or(&line)) {
                        Ok(()) => {}
                        Err(NoRoom::TooLarge) => {
                            meter::message_refused("size");
                            data = Data::Refused(TOO_LARGE);
                        }
                        Err(NoRoom::Memory) => {
                            meter::message_refused("memory");
                            data = Data::Refused(NO_ROOM);
                        }
                    }
                }
            }
            Line::TooLong(_) => data = Data::Refused("554 5.6.0 A line of the message is too long\r\n"),
            Line::BareLf(_) => data = Data::Refused("554 5.6.0 Lines of a message end in CRLF\r\n"),
        }
    }
}
