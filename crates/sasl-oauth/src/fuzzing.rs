//! Round trips of messages for the fuzz target: a message that is read and written again reads the same.
//!
//! Each function returns whether the message was accepted.
use crate::{dialect::Dialect, message};

/// Checks a message of OAUTHBEARER.
pub fn oauthbearer(message: &[u8]) -> bool {
    there_and_back(Dialect::OAuthBearer, message)
}

/// Checks a message of XOAUTH2.
pub fn xoauth2(message: &[u8]) -> bool {
    there_and_back(Dialect::XOAuth2, message)
}

fn there_and_back(dialect: Dialect, message: &[u8]) -> bool {
    let Ok(read) = message::read(dialect, message) else { return false };
    // Names that the server rejects, and the request without a token, are not written.
    if let Some(written) = message::write(dialect, &read) {
        let again = message::read(dialect, &written).ok();
        let host = if dialect == Dialect::OAuthBearer { read.host } else { None };
        let same = again.is_some_and(|again| {
            (again.user, again.host, again.token) == (read.user.clone(), host, read.token)
        });
        assert!(same, "the round trip changed it");
    }
    true
}
