//! The reply table, row by row, and what a client makes of each.
use sasl_mail::{
    Answer, Failure, Reason,
    imap::{self, Status},
    pop3, sieve,
    smtp::{self, Enhanced},
};

use Failure as F;
use Reason as R;
use Status::{Bad, No};

/// What each protocol says, beside the text: IMAP, SMTP, POP3, ManageSieve.
type Codes = ((Status, Option<&'static str>), (u16, Enhanced), Option<&'static str>, Option<&'static str>);
/// What that means to a client of each.
type Meanings = [Failure; 4];

const fn e(class: u8, subject: u16, detail: u16) -> Enhanced {
    Enhanced(class, subject, detail)
}

const AUTH: Option<&str> = Some("AUTH");
const FAILED: Option<&str> = Some("AUTHENTICATIONFAILED");
const BAD_CREDENTIALS: Failure = F::BadCredentials;

#[rustfmt::skip]
const TABLE: [(Reason, Codes, Meanings); 16] = [
    (R::BadCredentials, ((No, FAILED), (535, e(5, 7, 8)), AUTH, None), [BAD_CREDENTIALS, BAD_CREDENTIALS, BAD_CREDENTIALS, F::Other]),
    (R::NotAuthorized, ((No, Some("AUTHORIZATIONFAILED")), (535, e(5, 7, 8)), AUTH, None), [F::NotAuthorized, BAD_CREDENTIALS, BAD_CREDENTIALS, F::Other]),
    (R::Disabled, ((No, Some("CONTACTADMIN")), (525, e(5, 7, 13)), Some("SYS/PERM"), None), [F::Disabled, F::Disabled, F::Disabled, F::Other]),
    (R::Expired, ((No, Some("EXPIRED")), (535, e(5, 7, 8)), AUTH, None), [F::Expired, BAD_CREDENTIALS, BAD_CREDENTIALS, F::Other]),
    (R::NeedsTransition, ((No, FAILED), (432, e(4, 7, 12)), AUTH, Some("TRANSITION-NEEDED")), [BAD_CREDENTIALS, F::NeedsTransition, BAD_CREDENTIALS, F::NeedsTransition]),
    (R::Unavailable, ((No, Some("UNAVAILABLE")), (454, e(4, 7, 0)), Some("SYS/TEMP"), Some("TRYLATER")), [F::Unavailable; 4]),
    (R::NotOffered, ((No, None), (504, e(5, 5, 4)), None, None), [F::Other, F::NotOffered, F::Other, F::Other]),
    (R::NeedsTls, ((No, Some("PRIVACYREQUIRED")), (504, e(5, 5, 4)), None, Some("ENCRYPT-NEEDED")), [F::NeedsTls, F::NotOffered, F::Other, F::NeedsTls]),
    (R::Undecodable, ((Bad, None), (501, e(5, 5, 2)), None, None), [F::Syntax, F::Syntax, F::Other, F::Other]),
    (R::Cancelled, ((Bad, None), (501, e(5, 7, 0)), None, None), [F::Syntax, F::Cancelled, F::Other, F::Other]),
    (R::UnexpectedInitialResponse, ((Bad, None), (501, e(5, 7, 0)), None, None), [F::Syntax, F::Cancelled, F::Other, F::Other]),
    (R::TooLong, ((Bad, None), (500, e(5, 5, 6)), None, None), [F::Syntax, F::TooLong, F::Other, F::Other]),
    (R::Malformed, ((No, None), (501, e(5, 5, 2)), None, None), [F::Other, F::Syntax, F::Other, F::Other]),
    (R::LoggedIn, ((Bad, None), (503, e(5, 5, 1)), None, None), [F::Syntax, F::Other, F::Other, F::Other]),
    (R::InTransaction, ((Bad, None), (503, e(5, 5, 1)), None, None), [F::Syntax, F::Other, F::Other, F::Other]),
    (R::LoginNeeded, ((Bad, None), (530, e(5, 7, 0)), None, None), [F::Syntax, F::NeedsTls, F::Other, F::Other]),
];

#[test]
fn a141_every_row_in_every_protocol() {
    assert_eq!(TABLE.map(|row| row.0), Reason::ALL);
    for (reason, ((status, code), (basic, enhanced), pop3, sieve), _) in TABLE {
        let reply = imap::server::reply(reason);
        assert_eq!((reply.status(), reply.code()), (status, code), "{reason:?}");
        let words = code.map_or(String::new(), |code| format!("[{code}] "));
        assert_eq!(reply.line("a1"), format!("a1 {status} {words}{}\r\n", reply.text()));

        let text = reply.text();
        let reply = smtp::server::reply(reason);
        assert_eq!((reply.code(), reply.enhanced(), reply.text()), (basic, enhanced, text), "{reason:?}");
        assert_eq!(reply.line(), format!("{basic} {enhanced} {text}\r\n"));

        let reply = pop3::server::reply(reason);
        assert_eq!((reply.code(), reply.text()), (pop3, text), "{reason:?}");
        let words = pop3.map_or(String::new(), |code| format!("[{code}] "));
        assert_eq!(reply.line(), format!("-ERR {words}{text}\r\n"));

        let reply = sieve::server::reply(reason);
        assert_eq!((reply.code(), reply.text()), (sieve, text), "{reason:?}");
        let words = sieve.map_or(String::new(), |code| format!("({code}) "));
        assert_eq!(reply.line(), format!("NO {words}\"{text}\"\r\n"));
    }
}

#[test]
fn the_table_in_the_documentation_is_the_table_in_the_code() {
    let file = include_str!("../REPLIES.md");
    let documented: Vec<&str> = file.lines().filter(|line| line.starts_with("| `")).collect();
    // A line up to its text.
    let cell =
        |line: String, text: &str| line.replace('"', "").trim_end().trim_end_matches(text).trim().to_owned();
    let made: Vec<String> = Reason::ALL
        .iter()
        .map(|reason| {
            let text = imap::server::reply(*reason).text();
            let imap = imap::server::reply(*reason).line("a1").replacen("a1 ", "", 1);
            let smtp = smtp::server::reply(*reason).line();
            let (pop3, sieve) = (pop3::server::reply(*reason).line(), sieve::server::reply(*reason).line());
            let [imap, smtp, pop3, sieve] = [imap, smtp, pop3, sieve].map(|line| cell(line, text));
            format!("| `{reason:?}` | `{imap}` | `{smtp}` | `{pop3}` | `{sieve}` |")
        })
        .collect();
    assert_eq!(documented, made);
}

#[test]
fn a_client_understands_every_row() {
    for (reason, _, meanings) in TABLE {
        let lines = [
            imap::server::reply(reason).line("a1"),
            smtp::server::reply(reason).line(),
            pop3::server::reply(reason).line(),
            sieve::server::reply(reason).line(),
        ];
        let [imap, smtp, pop3, sieve] =
            lines.each_ref().map(|line| line.strip_suffix("\r\n").unwrap().as_bytes());
        let text = imap::server::reply(reason).text();
        let heard = [
            heard(imap::client::read("a1", imap)),
            heard(smtp::client::read(smtp)),
            heard(pop3::client::read(pop3)),
            heard(sieve::client::read(sieve)),
        ];
        assert_eq!(heard, meanings.map(|meaning| (meaning, text.to_owned())), "{reason:?}");
    }
}

fn heard<S: Into<sasl_core::UntrustedText>>(answer: Answer<S>) -> (Failure, String) {
    match answer {
        Answer::Failure(meaning, said) => (meaning, said.into().as_untrusted_str().to_owned()),
        _ => panic!("not a failure"),
    }
}

#[test]
fn texts_are_short_and_plain() {
    for reason in Reason::ALL {
        let text = imap::server::reply(*reason).text();
        assert!(text.bytes().all(|c| matches!(c, b' '..=b'~')) && !text.starts_with(['[', ' ']), "{text}");
        // ManageSieve puts them between quotes.
        assert!((5..=80).contains(&text.len()) && !text.contains(['"', '\\']), "{text}");
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
    let Answer::Success(None, said) = imap::client::read("a1", line.trim_end().as_bytes()) else {
        panic!("{line}")
    };
    let Some(imap::client::Code::Capability(list)) = said.code else { panic!("{line}") };
    assert!(list.mechanisms.contains("PLAIN"));
    let line = smtp::server::success().line();
    let Answer::Success(None, said) = smtp::client::read(line.trim_end().as_bytes()) else {
        panic!("{line}")
    };
    assert_eq!((said.code, said.enhanced), (235, Some(Enhanced(2, 7, 0))));
    let line = pop3::server::success().trim_end();
    let Answer::Success(None, said) = pop3::client::read(line.as_bytes()) else { panic!("{line}") };
    assert_eq!((said.code, said.text.as_untrusted_str()), (None, "Logged in"));
    for data in [None, Some(&b""[..]), Some(b"v=abc"), Some(&[0xff; 5000])] {
        let line = sieve::server::success(data);
        let line = line.strip_suffix("\r\n").unwrap();
        let Answer::Success(read, said) = sieve::client::read(line.as_bytes()) else { panic!("{line}") };
        assert_eq!((read.as_deref(), said.text.as_untrusted_str()), (data, ""));
    }
}
