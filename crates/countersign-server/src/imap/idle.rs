//! IDLE (RFC 2177): there are no events in an INBOX that stays empty.
use crate::{Conversation, Ended};
use countersign_tokio::net::Line;

pub(super) async fn idle(conversation: &mut Conversation, tag: &str) -> Result<(), Ended> {
    conversation.write("+ idling\r\n").await?;
    let reply = match conversation.read(64).await? {
        Line::Text(line) if line.eq_ignore_ascii_case(b"DONE") => "OK IDLE completed",
        _ => "BAD IDLE ends with DONE",
    };
    conversation.write(format!("{tag} {reply}\r\n")).await
}
