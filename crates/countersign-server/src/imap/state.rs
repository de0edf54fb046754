//! The state of a session (RFC 3501 section 3).
use super::register;
use crate::{session::Session, tls::Tls};
use countersign::mail::imap::capability::auth_words;

/// The states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    NotAuthenticated,
    Authenticated { account: String },
    Selected { account: String },
}

impl State {
    /// Returns the first state: the key may have authenticated the client.
    pub(super) fn first(session: &Session) -> Self {
        match session.peer.account() {
            Some(account) => Self::Authenticated { account: account.into() },
            None => Self::NotAuthenticated,
        }
    }

    pub(super) fn is_authenticated(&self) -> bool {
        !matches!(self, Self::NotAuthenticated)
    }

    /// Returns the session's account.
    pub(super) fn account(&self) -> Option<&str> {
        match self {
            Self::NotAuthenticated => None,
            Self::Authenticated { account } | Self::Selected { account } => Some(account),
        }
    }
}

/// Returns the capability list in this state and this state of TLS.
pub(super) fn capabilities(session: &Session, state: &State) -> String {
    const ALWAYS: &str = "IMAP4rev1 SASL-IR ID NAMESPACE IDLE ENABLE";
    if state.is_authenticated() {
        let more = if register::is_possible(session) { register::COMMAND } else { "" };
        return format!("{ALWAYS} {more}").trim_end().into();
    }
    let mut words = String::from(ALWAYS);
    if session.tls == Tls::None {
        words.push_str(" STARTTLS");
    }
    if !session.takes_passwords() {
        words.push_str(" LOGINDISABLED");
    }
    let mechanisms = auth_words(session.offer.names());
    if !mechanisms.is_empty() {
        words.push(' ');
        words.push_str(&mechanisms);
    }
    words
}
