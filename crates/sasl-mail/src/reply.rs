#![doc = include_str!("../REPLIES.md")]
use crate::{
    imap::reply::{Reply as Imap, Status, Status::Bad, Status::No},
    pop3::reply::Reply as Pop3,
    reason::Reason,
    sieve::reply::Reply as Sieve,
    smtp::{enhanced::Enhanced, reply::Reply as Smtp},
};

/// The replies for one reason: a column for each protocol.
pub(crate) struct Row {
    pub(crate) imap: Imap,
    pub(crate) smtp: Smtp,
    pub(crate) pop3: Pop3,
    pub(crate) sieve: Sieve,
}

#[expect(clippy::too_many_lines, reason = "a table: easier to compare with the RFCs in one place")]
pub(crate) const fn row(reason: Reason) -> Row {
    match reason {
        Reason::BadCredentials => Row::new(
            "Login failed; check the user name and the password",
            (No, Some("AUTHENTICATIONFAILED")),
            (535, Enhanced(5, 7, 8)),
            Some("AUTH"),
            None,
        ),
        Reason::NotAuthorized => Row::new(
            "You may not act as that user; log in as yourself",
            (No, Some("AUTHORIZATIONFAILED")),
            (535, Enhanced(5, 7, 8)),
            Some("AUTH"),
            None,
        ),
        Reason::Disabled => Row::new(
            "This account is disabled; ask the administrator",
            (No, Some("CONTACTADMIN")),
            (525, Enhanced(5, 7, 13)),
            Some("SYS/PERM"),
            None,
        ),
        Reason::Expired => Row::new(
            "The password has expired; set a new one",
            (No, Some("EXPIRED")),
            (535, Enhanced(5, 7, 8)),
            Some("AUTH"),
            None,
        ),
        Reason::NeedsTransition => Row::new(
            "Log in once with PLAIN over TLS to enable this mechanism",
            (No, Some("AUTHENTICATIONFAILED")),
            (432, Enhanced(4, 7, 12)),
            Some("AUTH"),
            Some("TRANSITION-NEEDED"),
        ),
        Reason::Unavailable => Row::new(
            "Login temporarily unavailable; try again later",
            (No, Some("UNAVAILABLE")),
            (454, Enhanced(4, 7, 0)),
            Some("SYS/TEMP"),
            Some("TRYLATER"),
        ),
        Reason::NotOffered => Row::new(
            "Mechanism not offered; choose one from the server's list",
            (No, None),
            (504, Enhanced(5, 5, 4)),
            None,
            None,
        ),
        Reason::NeedsTls => Row::new(
            "This mechanism requires encryption; enable TLS",
            (No, Some("PRIVACYREQUIRED")),
            (504, Enhanced(5, 5, 4)),
            None,
            Some("ENCRYPT-NEEDED"),
        ),
        Reason::Undecodable => Row::new(
            "Not valid base64; update the mail program or contact its vendor",
            (Bad, None),
            (501, Enhanced(5, 5, 2)),
            None,
            None,
        ),
        Reason::Cancelled => Row::new("Login cancelled", (Bad, None), (501, Enhanced(5, 7, 0)), None, None),
        Reason::UnexpectedInitialResponse => Row::new(
            "This mechanism has no initial response; send none",
            (Bad, None),
            (501, Enhanced(5, 7, 0)),
            None,
            None,
        ),
        Reason::TooLong => Row::new(
            "The line is too long; send a shorter one",
            (Bad, None),
            (500, Enhanced(5, 5, 6)),
            None,
            None,
        ),
        Reason::Malformed => Row::new(
            "Invalid message; update the mail program or contact its vendor",
            (No, None),
            (501, Enhanced(5, 5, 2)),
            None,
            None,
        ),
        Reason::LoggedIn => Row::new(
            "Already logged in; open another connection to log in again",
            (Bad, None),
            (503, Enhanced(5, 5, 1)),
            None,
            None,
        ),
        Reason::InTransaction => Row::new(
            "Login not allowed during a mail transaction; finish or reset it first",
            (Bad, None),
            (503, Enhanced(5, 5, 1)),
            None,
            None,
        ),
        Reason::LoginNeeded => Row::new("Log in first", (Bad, None), (530, Enhanced(5, 7, 0)), None, None),
    }
}

impl Row {
    const fn new(
        text: &'static str,
        (status, code): (Status, Option<&'static str>),
        (basic, enhanced): (u16, Enhanced),
        pop3: Option<&'static str>,
        sieve: Option<&'static str>,
    ) -> Self {
        Self {
            imap: Imap::new(status, code, text),
            smtp: Smtp::new(basic, enhanced, text),
            pop3: Pop3::new(pop3, text),
            sieve: Sieve::new(sieve, text),
        }
    }
}
