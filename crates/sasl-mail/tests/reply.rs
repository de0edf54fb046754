//! The reply table, row by row, and what a client makes of each.
use sasl_mail::{
    Answer, Failure, Reason,
    imap::{self, Status},
    smtp::{self, Enhanced},
};

use Failure as F;
use Status::{Bad, No};

type Row = (Reason, (Status, Option<&'static str>), (u16, Enhanced), (Failure, Failure));

/// Reason; the codes of IMAP and SMTP; what they mean to a client of each.
const TABLE: [Row; 15] = [
    (
        Reason::BadCredentials,
        (No, Some("AUTHENTICATIONFAILED")),
        (535, Enhanced(5, 7, 8)),
        (F::BadCredentials, F::BadCredentials),
    ),
    (
        Reason::NotAuthorized,
        (No, Some("AUTHORIZATIONFAILED")),
        (535, Enhanced(5, 7, 8)),
        (F::NotAuthorized, F::BadCredentials),
    ),
    (Reason::Disabled, (No, Some("CONTACTADMIN")), (525, Enhanced(5, 7, 13)), (F::Disabled, F::Disabled)),
    (Reason::Expired, (No, Some("EXPIRED")), (535, Enhanced(5, 7, 8)), (F::Expired, F::BadCredentials)),
    (
        Reason::Unavailable,
        (No, Some("UNAVAILABLE")),
        (454, Enhanced(4, 7, 0)),
        (F::Unavailable, F::Unavailable),
    ),
    (Reason::NotOffered, (No, None), (504, Enhanced(5, 5, 4)), (F::Other, F::NotOffered)),
    (Reason::NeedsTls, (No, Some("PRIVACYREQUIRED")), (504, Enhanced(5, 5, 4)), (F::NeedsTls, F::NotOffered)),
    (Reason::Undecodable, (Bad, None), (501, Enhanced(5, 5, 2)), (F::Syntax, F::Syntax)),
    (Reason::Cancelled, (Bad, None), (501, Enhanced(5, 7, 0)), (F::Syntax, F::Cancelled)),
    (Reason::UnexpectedInitialResponse, (Bad, None), (501, Enhanced(5, 7, 0)), (F::Syntax, F::Cancelled)),
    (Reason::TooLong, (Bad, None), (500, Enhanced(5, 5, 6)), (F::Syntax, F::TooLong)),
    (Reason::Malformed, (No, None), (501, Enhanced(5, 5, 2)), (F::Other, F::Syntax)),
    (Reason::LoggedIn, (Bad, None), (503, Enhanced(5, 5, 1)), (F::Syntax, F::Other)),
    (Reason::InTransaction, (Bad, None), (503, Enhanced(5, 5, 1)), (F::Syntax, F::Other)),
    (Reason::LoginNeeded, (Bad, None), (530, Enhanced(5, 7, 0)), (F::Syntax, F::NeedsTls)),
];

#[test]
fn every_row_in_both_protocols() {
    assert_eq!(TABLE.map(|row| row.0), Reason::ALL);
    for (reason, (status, code), (basic, enhanced), _) in TABLE {
        let reply = imap::server::reply(reason);
        assert_eq!((reply.status(), reply.code()), (status, code), "{reason:?}");
        let words = code.map_or(String::new(), |code| format!("[{code}] "));
        assert_eq!(reply.line("a1"), format!("a1 {status} {words}{}\r\n", reply.text()));

        let text = reply.text();
        let reply = smtp::server::reply(reason);
        assert_eq!((reply.code(), reply.enhanced(), reply.text()), (basic, enhanced, text), "{reason:?}");
        assert_eq!(reply.line(), format!("{basic} {enhanced} {text}\r\n"));
    }
}

#[test]
fn the_table_in_the_documentation_is_the_table_in_the_code() {
    let file = include_str!("../src/reply.rs").replace('\\', "");
    let documented: Vec<&str> = file.lines().filter(|line| line.starts_with("//! | `")).collect();
    let made: Vec<String> = Reason::ALL
        .iter()
        .map(|reason| {
            let (imap, smtp) = (imap::server::reply(*reason), smtp::server::reply(*reason));
            let code = imap.code().map_or(String::new(), |code| format!(" [{code}]"));
            format!("//! | `{reason:?}` | {}{code} | {} {} |", imap.status(), smtp.code(), smtp.enhanced())
        })
        .collect();
    assert_eq!(documented, made);
}

#[test]
fn a_client_understands_every_row() {
    for (reason, _, _, (in_imap, in_smtp)) in TABLE {
        let line = imap::server::reply(reason).line("a1");
        let answer = imap::client::read("a1", line.trim_end().as_bytes());
        assert!(
            matches!(&answer, Answer::Failure(meaning, _) if *meaning == in_imap),
            "{reason:?} {answer:?}"
        );
        let line = smtp::server::reply(reason).line();
        let answer = smtp::client::read(line.trim_end().as_bytes());
        assert!(
            matches!(&answer, Answer::Failure(meaning, _) if *meaning == in_smtp),
            "{reason:?} {answer:?}"
        );
    }
}

#[test]
fn texts_are_short_and_plain() {
    for reason in Reason::ALL {
        let text = imap::server::reply(*reason).text();
        assert!(text.bytes().all(|c| matches!(c, b' '..=b'~')) && !text.starts_with(['[', ' ']), "{text}");
        assert!((5..=80).contains(&text.len()), "{text}");
    }
}

#[test]
fn a_tag_that_is_none_is_not_sent_back() {
    let reply = imap::server::reply(Reason::Cancelled);
    for tag in ["", "a b", "a\r\n* BYE", "+", "*"] {
        assert!(reply.line(tag).starts_with("* BAD "), "{tag:?}");
        assert_eq!(imap::server::success(tag, None), "* OK Logged in\r\n");
    }
}

#[test]
fn a_client_understands_success() {
    let line = imap::server::success("a1", Some("IMAP4rev2 AUTH=PLAIN"));
    let Answer::Success(said) = imap::client::read("a1", line.trim_end().as_bytes()) else {
        panic!("{line}")
    };
    let Some(imap::client::Code::Capability(list)) = said.code else { panic!("{line}") };
    assert!(list.mechanisms.contains("PLAIN"));
    let line = smtp::server::success().line();
    let Answer::Success(said) = smtp::client::read(line.trim_end().as_bytes()) else { panic!("{line}") };
    assert_eq!((said.code, said.enhanced), (235, Some(Enhanced(2, 7, 0))));
}
