//! The reply table: what a server says to which reason, in each protocol.
//!
//! | reason | IMAP | SMTP |
//! |---|---|---|
//! | `BadCredentials` | NO \[AUTHENTICATIONFAILED\] | 535 5.7.8 |
//! | `NotAuthorized` | NO \[AUTHORIZATIONFAILED\] | 535 5.7.8 |
//! | `Disabled` | NO \[CONTACTADMIN\] | 525 5.7.13 |
//! | `Expired` | NO \[EXPIRED\] | 535 5.7.8 |
//! | `Unavailable` | NO \[UNAVAILABLE\] | 454 4.7.0 |
//! | `NotOffered` | NO | 504 5.5.4 |
//! | `NeedsTls` | NO \[PRIVACYREQUIRED\] | 504 5.5.4 |
//! | `Undecodable` | BAD | 501 5.5.2 |
//! | `Cancelled` | BAD | 501 5.7.0 |
//! | `UnexpectedInitialResponse` | BAD | 501 5.7.0 |
//! | `TooLong` | BAD | 500 5.5.6 |
//! | `Malformed` | NO | 501 5.5.2 |
//! | `LoggedIn` | BAD | 503 5.5.1 |
//! | `InTransaction` | BAD | 503 5.5.1 |
//! | `LoginNeeded` | BAD | 530 5.7.0 |
//!
//! The sources: RFC 9051 sections 6.2.2 and 7.1, RFC 5530, RFC 4954 sections 4 and 6, RFC 5248. A 4xx is sent only
//! for what another try, later, can cure. The text of a row is fixed, the same in all protocols, and holds
//! nothing from the wire.
use crate::{
    imap::reply::{Reply as Imap, Status, Status::Bad, Status::No},
    reason::Reason,
    smtp::{enhanced::Enhanced, reply::Reply as Smtp},
};

/// One reason's replies: a column for each protocol.
pub(crate) struct Row {
    pub(crate) imap: Imap,
    pub(crate) smtp: Smtp,
}

pub(crate) const fn row(reason: Reason) -> Row {
    match reason {
        Reason::BadCredentials => Row::new(
            "Login failed; check the user name and the password",
            (No, Some("AUTHENTICATIONFAILED")),
            (535, Enhanced(5, 7, 8)),
        ),
        Reason::NotAuthorized => Row::new(
            "You may not act as that user; log in as yourself",
            (No, Some("AUTHORIZATIONFAILED")),
            (535, Enhanced(5, 7, 8)),
        ),
        Reason::Disabled => Row::new(
            "This account is disabled; ask the administrator",
            (No, Some("CONTACTADMIN")),
            (525, Enhanced(5, 7, 13)),
        ),
        Reason::Expired => Row::new(
            "The password has expired; set a new one",
            (No, Some("EXPIRED")),
            (535, Enhanced(5, 7, 8)),
        ),
        Reason::Unavailable => Row::new(
            "Login is not possible at the moment; try again later",
            (No, Some("UNAVAILABLE")),
            (454, Enhanced(4, 7, 0)),
        ),
        Reason::NotOffered => Row::new(
            "This way to log in is not offered; choose one from the server's list",
            (No, None),
            (504, Enhanced(5, 5, 4)),
        ),
        Reason::NeedsTls => Row::new(
            "This way to log in needs encryption; turn on TLS",
            (No, Some("PRIVACYREQUIRED")),
            (504, Enhanced(5, 5, 4)),
        ),
        Reason::Undecodable => Row::new(
            "Not valid base64; update the mail program, or tell its maker",
            (Bad, None),
            (501, Enhanced(5, 5, 2)),
        ),
        Reason::Cancelled => {
            Row::new("Login cancelled; log in again if you like", (Bad, None), (501, Enhanced(5, 7, 0)))
        }
        Reason::UnexpectedInitialResponse => Row::new(
            "This way to log in has no initial response; log in without one",
            (Bad, None),
            (501, Enhanced(5, 7, 0)),
        ),
        Reason::TooLong => {
            Row::new("The line is too long; send a shorter one", (Bad, None), (500, Enhanced(5, 5, 6)))
        }
        Reason::Malformed => Row::new(
            "Not a message of this mechanism; update the mail program, or tell its maker",
            (No, None),
            (501, Enhanced(5, 5, 2)),
        ),
        Reason::LoggedIn => Row::new(
            "Already logged in; open another connection to log in again",
            (Bad, None),
            (503, Enhanced(5, 5, 1)),
        ),
        Reason::InTransaction => Row::new(
            "Not in the middle of a message; finish or reset it, then log in",
            (Bad, None),
            (503, Enhanced(5, 5, 1)),
        ),
        Reason::LoginNeeded => Row::new("Log in first", (Bad, None), (530, Enhanced(5, 7, 0))),
    }
}

impl Row {
    const fn new(
        text: &'static str,
        (status, code): (Status, Option<&'static str>),
        (basic, enhanced): (u16, Enhanced),
    ) -> Self {
        Self { imap: Imap::new(status, code, text), smtp: Smtp::new(basic, enhanced, text) }
    }
}
