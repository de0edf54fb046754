//! Reading commands with their literals. Lengths are limited before parsing.
use crate::{Conversation, Ended};
use countersign::mail::{Reason, imap, literal::Literal};
use countersign_tokio::{net::Ending, net::Line};
use imap_codec::{CommandCodec, decode::Decoder, imap_types::command::Command};
use zeroize::Zeroizing;

/// The limit of a command without its literals: the longest accepted initial response.
const LINE: usize = 65_536;
/// The limit of all literals of a command together. A user name or a password may be one.
const LITERALS: usize = 4_096;

/// The client's input.
pub(super) enum Read {
    /// A whole command, with its tag.
    Command { tag: String, octets: Zeroizing<Vec<u8>> },
    /// Rejected input, with its reply.
    Refused(String),
    /// Rejected input that cannot be separated from what follows it, with its reply.
    Hopeless(String),
}

impl Read {
    /// Rejects a line. If octets follow that are not a command, the connection ends with it.
    fn refused(reply: String, octets_follow: bool) -> Self {
        if octets_follow { Self::hopeless(reply) } else { Self::Refused(reply) }
    }

    fn hopeless(reply: String) -> Self {
        Self::Hopeless(reply + "* BYE Cannot parse what follows\r\n")
    }
}

/// Reads the next command.
pub(super) async fn read(conversation: &mut Conversation) -> Result<Read, Ended> {
    let mut octets = Zeroizing::new(Vec::new());
    let mut literals = 0_usize;
    loop {
        // For all lines of a command together, so that many short literals do not exceed it.
        let room = LINE.saturating_add(literals).saturating_sub(octets.len());
        let line = match conversation.read(room).await? {
            Line::Text(line) => line,
            Line::TooLong(ending) => {
                let reply = imap::server::reply(Reason::TooLong).line(&tag_of(&octets));
                return Ok(Read::refused(reply, !octets.is_empty() || ending == Ending::PlusBrace));
            }
            Line::BareLf(ending) => {
                let reply = format!("{} BAD Lines end in CRLF\r\n", tag_of(&octets));
                return Ok(Read::refused(reply, ending == Ending::PlusBrace));
            }
        };
        append(&mut octets, &line);
        let Some(literal) = Literal::at_end_of(&line) else { break };
        let tag = tag_of(&octets);
        literals = literals.saturating_add(literal.length);
        if literals > LITERALS {
            return Ok(match literal.waits {
                // The client waits for a continuation request and gets a rejection instead.
                true if is_append(&octets) => {
                    Read::Refused(format!("{tag} NO APPEND is not possible here\r\n"))
                }
                true => Read::Refused(format!("{tag} BAD Literal too long\r\n")),
                false => Read::hopeless(format!("{tag} BAD Literal too long\r\n")),
            });
        }
        if literal.waits {
            conversation.write("+ Ready for the literal\r\n").await?;
        }
        append(&mut octets, b"\r\n");
        append(&mut octets, &conversation.read_exact(literal.length).await?);
    }
    let tag = tag_of(&octets);
    if tag == "*" {
        return Ok(Read::Refused("* BAD A command begins with a tag\r\n".into()));
    }
    append(&mut octets, b"\r\n");
    Ok(Read::Command { tag, octets })
}

/// Grown by hand, so that no copy of a credential remains.
fn append(octets: &mut Zeroizing<Vec<u8>>, more: &[u8]) {
    let needed = octets.len().saturating_add(more.len());
    if needed > octets.capacity() {
        let mut larger = Zeroizing::new(Vec::with_capacity(needed.saturating_mul(2)));
        larger.extend_from_slice(octets);
        *octets = larger;
    }
    octets.extend_from_slice(more);
}

/// Parses a command; `None` if it is not well-formed.
pub(super) fn parse(octets: &[u8]) -> Option<Command<'_>> {
    match CommandCodec::new().decode(octets) {
        Ok(([], command)) => Some(command),
        _ => None,
    }
}

/// Returns the tag, read first so that every error reply can have it; `*` without one. `tag = 1*<any ASTRING-CHAR except
/// "+">`, without markup characters, which a browser might interpret.
fn tag_of(octets: &[u8]) -> String {
    let end = octets.iter().position(|octet| *octet == b' ').unwrap_or(octets.len());
    let tag = octets.get(..end).unwrap_or_default();
    let is_tag_char = |c: &u8| c.is_ascii_graphic() && !b"(){%*\"\\+<>&".contains(c);
    if !(1..=64).contains(&tag.len()) || !tag.iter().all(is_tag_char) {
        return "*".into();
    }
    String::from_utf8_lossy(tag).into_owned()
}

/// Returns whether the word after the tag is APPEND.
fn is_append(octets: &[u8]) -> bool {
    octets.split(|octet| *octet == b' ').nth(1).is_some_and(|word| word.eq_ignore_ascii_case(b"APPEND"))
}
