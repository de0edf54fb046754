//! Replies to commands that neither log in nor change how the connection is read.
use super::{
    mailbox,
    state::{State, capabilities},
};
use crate::session::Session;
use countersign::mail::{InvalidState, imap};
use imap_codec::imap_types::{command::CommandBody, mailbox::Mailbox};

/// Returns the reply; the state may change.
pub(super) fn answer(session: &Session, state: &mut State, tag: &str, body: &CommandBody<'_>) -> String {
    use CommandBody as C;
    let ok = |name: &str| format!("{tag} OK {name} completed\r\n");
    match body {
        C::Capability => format!("* CAPABILITY {}\r\n{}", capabilities(session, state), ok("CAPABILITY")),
        C::Noop => ok("NOOP"),
        C::Id { .. } => format!("* ID (\"name\" \"countersign\")\r\n{}", ok("ID")),
        C::Login { .. } => imap::server::reply(InvalidState::LoggedIn).line(tag),
        _ if !state.is_authenticated() => imap::server::reply(InvalidState::LoginNeeded).line(tag),
        C::Namespace => format!("* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n{}", ok("NAMESPACE")),
        // RFC 5161: unknown extensions are ignored, and nothing here needs to be enabled.
        C::Enable { .. } => format!("* ENABLED\r\n{}", ok("ENABLE")),
        C::List { reference, mailbox_wildcard, .. } => {
            format!("{}{}", mailbox::list("LIST", reference, mailbox_wildcard), ok("LIST"))
        }
        C::Lsub { reference, mailbox_wildcard } => {
            format!("{}{}", mailbox::list("LSUB", reference, mailbox_wildcard), ok("LSUB"))
        }
        C::Status { mailbox: Mailbox::Inbox, item_names } => {
            format!("{}{}", mailbox::status(item_names), ok("STATUS"))
        }
        C::Select { mailbox: Mailbox::Inbox, .. } => {
            select(state);
            format!("{}{tag} OK [READ-WRITE] SELECT completed\r\n", mailbox::SELECTED)
        }
        C::Examine { mailbox: Mailbox::Inbox, .. } => {
            select(state);
            format!("{}{tag} OK [READ-ONLY] EXAMINE completed\r\n", mailbox::SELECTED)
        }
        C::Status { .. } => nonexistent(tag),
        C::Select { .. } | C::Examine { .. } => {
            unselect(state);
            nonexistent(tag)
        }
        C::Subscribe { mailbox: Mailbox::Inbox } => ok("SUBSCRIBE"),
        C::Append { .. } => format!("{tag} NO APPEND is not possible here\r\n"),
        _ => selected(state, tag, body),
    }
}

/// Returns the replies to commands that need a selected mailbox; it is empty, so none finds anything.
fn selected(state: &mut State, tag: &str, body: &CommandBody<'_>) -> String {
    use CommandBody as C;
    let ok = |name: &str| format!("{tag} OK {name} completed\r\n");
    if !matches!(state, State::Selected { .. }) {
        return match body {
            C::Check
            | C::Close
            | C::Expunge
            | C::Search { .. }
            | C::Fetch { .. }
            | C::Store { .. }
            | C::Copy { .. } => {
                format!("{tag} BAD Select a mailbox first\r\n")
            }
            _ => format!("{tag} NO Not possible here\r\n"),
        };
    }
    match body {
        C::Check => ok("CHECK"),
        C::Close => {
            unselect(state);
            ok("CLOSE")
        }
        C::Expunge => ok("EXPUNGE"),
        C::Search { .. } => format!("* SEARCH\r\n{}", ok("SEARCH")),
        C::Fetch { .. } => ok("FETCH"),
        C::Store { .. } => ok("STORE"),
        C::Copy { .. } => ok("COPY"),
        _ => format!("{tag} NO Not possible here\r\n"),
    }
}

fn nonexistent(tag: &str) -> String {
    format!("{tag} NO [NONEXISTENT] INBOX is the only mailbox\r\n")
}

fn select(state: &mut State) {
    if let Some(account) = state.account() {
        *state = State::Selected { account: account.into() };
    }
}

fn unselect(state: &mut State) {
    if let Some(account) = state.account() {
        *state = State::Authenticated { account: account.into() };
    }
}
