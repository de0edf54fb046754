//! An account's mailboxes: one empty INBOX.
use imap_codec::imap_types::{
    mailbox::{ListMailbox, Mailbox},
    status::StatusDataItemName,
};

/// Returns the reply to LIST and LSUB, under this name.
pub(super) fn list(command: &str, reference: &Mailbox<'_>, pattern: &ListMailbox<'_>) -> String {
    match text(pattern).as_str() {
        "" => format!("* {command} (\\Noselect) \"/\" \"\"\r\n"),
        pattern if is_root(reference) && matches_inbox(pattern) => {
            format!("* {command} (\\HasNoChildren) \"/\" INBOX\r\n")
        }
        _ => String::new(),
    }
}

fn text(pattern: &ListMailbox<'_>) -> String {
    match pattern {
        ListMailbox::Token(token) => String::from_utf8_lossy(token.as_ref()).into_owned(),
        ListMailbox::String(string) => String::from_utf8_lossy(string.as_ref()).into_owned(),
    }
}

fn is_root(reference: &Mailbox<'_>) -> bool {
    matches!(reference, Mailbox::Other(other) if other.as_ref().is_empty())
}

/// `*` and `%` stand for any number of characters; INBOX has no hierarchy that distinguishes them. Linear: only the last
/// star is ever moved.
fn matches_inbox(pattern: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), b"INBOX");
    let (mut at, mut in_name, mut star) = (0_usize, 0_usize, None);
    while in_name < name.len() {
        match pattern.get(at) {
            Some(b'*' | b'%') => {
                star = Some((at, in_name));
                at = at.saturating_add(1);
            }
            Some(c) if name.get(in_name).is_some_and(|n| n.eq_ignore_ascii_case(c)) => {
                at = at.saturating_add(1);
                in_name = in_name.saturating_add(1);
            }
            _ => match star {
                Some((star_at, from)) => {
                    in_name = from.saturating_add(1);
                    star = Some((star_at, in_name));
                    at = star_at.saturating_add(1);
                }
                None => return false,
            },
        }
    }
    pattern.get(at..).is_some_and(|rest| rest.iter().all(|c| matches!(c, b'*' | b'%')))
}

/// The replies to SELECT and EXAMINE before their OK.
pub(super) const SELECTED: &str = "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n\
    * OK [PERMANENTFLAGS ()] No flags can be set\r\n\
    * 0 EXISTS\r\n\
    * 0 RECENT\r\n\
    * OK [UIDVALIDITY 1] UIDs are valid\r\n\
    * OK [UIDNEXT 1] The next UID\r\n";

/// Returns the reply to STATUS for the INBOX.
pub(super) fn status(items: &[StatusDataItemName]) -> String {
    let items = items.iter().filter_map(|item| match item {
        StatusDataItemName::Messages => Some("MESSAGES 0"),
        StatusDataItemName::Recent => Some("RECENT 0"),
        StatusDataItemName::UidNext => Some("UIDNEXT 1"),
        StatusDataItemName::UidValidity => Some("UIDVALIDITY 1"),
        StatusDataItemName::Unseen => Some("UNSEEN 0"),
        _ => None,
    });
    format!("* STATUS INBOX ({})\r\n", items.collect::<Vec<_>>().join(" "))
}
