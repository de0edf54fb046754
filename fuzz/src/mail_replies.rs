//! Round trips in IMAP, SMTP, POP3 and ManageSieve: what one end writes, the other end reads. Two octets select
//! the protocol and the kind of line; the rest is its content.
use sasl_mail::{
    Answer, Command, InitialResponse, Names, Reason, imap, limits,
    line::{self, Line},
    pop3,
    sieve::{self, Word, Words},
    smtp,
};

const LIMIT: usize = 12_288;
/// The protocols.
pub const PROTOCOLS: &[u8] = b"ispm";
pub const KINDS: &[u8] = b"ckrin";

pub fn run(input: &[u8]) -> bool {
    let Some(([protocol, kind], octets)) = input.split_first_chunk::<2>() else { return false };
    if !PROTOCOLS.contains(protocol) {
        return false;
    }
    match kind {
        b'c' => challenge(*protocol, octets),
        b'k' => success(*protocol, octets),
        b'r' => reply(*protocol, octets),
        b'i' => initial(*protocol, octets),
        b'n' => list(*protocol, octets),
        _ => false,
    }
}

/// Checks that the text is one line.
fn only(line: &str) -> &[u8] {
    let line = line.strip_suffix("\r\n").expect("lines: no end");
    line.as_bytes()
}

/// A client's reading of a line: a challenge, success with data, success without data, failure.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    Challenge(Vec<u8>),
    Yes(Option<Vec<u8>>),
    No,
    Else,
}

fn heard(protocol: u8, line: &[u8]) -> Heard {
    match protocol {
        b'i' => of(imap::client::read("a1", line)),
        b's' => of(smtp::client::read(line)),
        b'p' => of(pop3::client::read(line)),
        _ => of(sieve::client::read(line)),
    }
}

fn of<S>(answer: Answer<S>) -> Heard {
    match answer {
        Answer::Challenge(octets) => Heard::Challenge(octets.to_vec()),
        Answer::Success(data, _) => Heard::Yes(data.map(|data| data.to_vec())),
        Answer::Failure(..) => Heard::No,
        _ => Heard::Else,
    }
}

fn challenge(protocol: u8, octets: &[u8]) -> bool {
    let line = match protocol {
        b'i' => imap::server::challenge(octets),
        b's' => smtp::server::challenge(octets),
        b'p' => pop3::server::challenge(octets),
        _ => sieve::server::challenge(octets),
    };
    assert_eq!(heard(protocol, only(&line)), Heard::Challenge(octets.to_vec()), "challenges: another one");
    let response = if protocol == b'm' { sieve::client::response(octets) } else { line::response(octets) };
    let read = match protocol {
        b'm' => sieve::server::response(only(&response), LIMIT),
        _ => Line::read(only(&response), LIMIT),
    };
    let long = only(&response).len() > LIMIT;
    assert!(long || matches!(read, Line::Response(read) if *read == *octets), "responses: another one");
    true
}

fn success(protocol: u8, octets: &[u8]) -> bool {
    let (line, data) = match protocol {
        b'i' => (imap::server::success("a1", None), None),
        b's' => (smtp::server::success().line(), None),
        b'p' => (pop3::server::success().into(), None),
        _ => (sieve::server::success(Some(octets)), Some(octets.to_vec())),
    };
    assert_eq!(heard(protocol, only(&line)), Heard::Yes(data), "successes: with other data");
    true
}

/// Checks that the replies for all reasons are read as failures.
fn reply(protocol: u8, octets: &[u8]) -> bool {
    let Some(reason) = octets.first().and_then(|at| Reason::ALL.get(usize::from(*at) % Reason::ALL.len()))
    else {
        return false;
    };
    let line = match protocol {
        b'i' => imap::server::reply(*reason).line("a1"),
        b's' => smtp::server::reply(*reason).line(),
        b'p' => pop3::server::reply(*reason).line(),
        _ => sieve::server::reply(*reason).line(),
    };
    assert_eq!(heard(protocol, only(&line)), Heard::No, "replies: not a no");
    true
}

/// Checks the command that starts an exchange and its initial response.
fn initial(protocol: u8, octets: &[u8]) -> bool {
    let able = imap::capability::Capabilities::read(b"SASL-IR");
    let (command, limit) = match protocol {
        b'i' => (imap::client::authenticate("a1", "PLAIN", Some(octets), &able), limits::IMAP_COMMAND_LINE),
        b's' => (smtp::client::auth("PLAIN", Some(octets)), limits::SMTP_COMMAND_LINE),
        b'p' => (pop3::client::auth("PLAIN", Some(octets)), limits::POP3_COMMAND_LINE),
        _ => (sieve::client::authenticate("PLAIN", Some(octets)), usize::MAX),
    };
    let Command { line, initial, deferred: held, .. } = command.expect("a name");
    assert!(line.len() <= limit, "initials: longer than a command may be");
    let line = only(&line);
    let inline = initial == InitialResponse::Inline;
    let read = match protocol {
        b'm' => match Words::of(line).nth(2) {
            Some(Ok(Word::Text(text))) => sieve::server::read_initial(Some(text), usize::MAX).ok().flatten(),
            _ => None,
        },
        _ => {
            let at = if protocol == b'i' { 3 } else { 2 };
            line::read_initial(line.split(|octet| *octet == b' ').nth(at), usize::MAX).ok().flatten()
        }
    };
    assert_eq!(read.as_deref(), inline.then_some(octets), "initials: another one");
    assert_eq!(held.is_some(), initial == InitialResponse::Deferred, "initials: held back or not");
    if let Some(held) = held {
        let Line::Response(late) = Line::read(only(&held), usize::MAX) else { panic!("initials: no line") };
        assert_eq!(*late, *octets, "initials: another one late");
    }
    true
}

/// Checks that the names of a list are those that were advertised, unchanged.
fn list(protocol: u8, octets: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(octets) else { return false };
    let names: Vec<&str> = text.split(' ').collect();
    let well_formed = |name: &&str| sasl_core::mechanism::is_mechanism_name(name);
    let announced = names.iter().copied();
    let read: Names = match protocol {
        b'i' => {
            imap::capability::Capabilities::read(imap::capability::auth_words(announced).as_bytes())
                .mechanisms
        }
        b's' => smtp::capability::read(smtp::capability::auth_line(announced).iter().map(String::as_bytes)),
        b'p' => {
            let line = pop3::capability::sasl_line(announced).unwrap_or_default();
            pop3::capability::Capabilities::read([line.as_bytes()]).mechanisms
        }
        _ => {
            let line = sieve::capability::sasl_line(announced);
            sieve::capability::Capabilities::read([line.as_bytes()]).mechanisms
        }
    };
    let mut wanted: Vec<&str> = names.into_iter().filter(well_formed).collect();
    wanted.sort_unstable();
    wanted.dedup();
    assert_eq!(read.iter().collect::<Vec<_>>(), wanted, "lists: other names");
    !wanted.is_empty()
}
