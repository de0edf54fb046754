//! Passwords in the server's memory after a login.
use crate::support::{
    BOUND, Data, Protocol, Protocol::Imap, Protocol::Pop3, Protocol::Smtp, Serve, Wire, base64,
};
use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    thread,
    time::{Duration, Instant},
};

const PART: usize = 4_096;
const EMPTY: [u8; 2 * PART] = [0; 2 * PART];

/// Returns the places of these octets in the server's memory, with their surroundings.
fn copies(serve: &Serve, marker: &[u8]) -> Vec<String> {
    let maps = std::fs::read_to_string(format!("/proc/{}/maps", serve.id())).expect("Linux");
    let mut memory = File::open(format!("/proc/{}/mem", serve.id())).expect("a process of this user");
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw-p ")) {
        let (from, to) = line.split_once(' ').expect("columns").0.split_once('-').expect("a range");
        let [from, to] = [from, to].map(|text| u64::from_str_radix(text, 16).expect("an address"));
        let mut octets = vec![0; usize::try_from(to - from).expect("a size")];
        if memory.seek(SeekFrom::Start(from)).and_then(|_| memory.read_exact(&mut octets)).is_err() {
            continue;
        }
        for at in (0..octets.len()).step_by(PART) {
            let part = &octets[at..octets.len().min(at + PART + marker.len() - 1)];
            // Most of it is empty, and comparing is quicker than searching.
            if part == &EMPTY[..part.len()] {
                continue;
            }
            let starts = part.windows(marker.len()).enumerate().filter(|(_, window)| *window == marker);
            found.extend(starts.map(|(start, _)| {
                let around = at + start..octets.len().min(at + start + marker.len() + 32);
                let around = around.start.saturating_sub(32)..around.end;
                format!("{line}: {}", octets[around].escape_ascii())
            }));
        }
    }
    found
}

/// Waits until no copy is left. The task that has answered a command keeps it for a moment.
#[track_caller]
fn nothing_is_left(serve: &Serve, marker: &str) {
    let start = Instant::now();
    loop {
        let found = copies(serve, marker.as_bytes());
        if found.is_empty() {
            return;
        }
        assert!(start.elapsed() < BOUND, "{found:#?}");
        thread::sleep(Duration::from_millis(50));
    }
}

const PASSWORD: &str = "m4rker-of-a-p4ssword-n0body-else-has";

/// Freed memory is overwritten, so that what is found is still in use.
const OVERWRITE: [(&str, &str); 2] =
    [("MALLOC_PERTURB_", "165"), ("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0")];

/// Checks after this login, while the session waits for its next command.
#[track_caller]
fn leaves_nothing(serve: &Serve, protocol: Protocol, mut wire: Wire, marker: &str) {
    let line = wire.line();
    assert!(protocol.is_in(&line), "{line}");
    assert_eq!(serve.result(), "accepted");
    nothing_is_left(serve, marker);
    wire.noop(protocol);
}

#[test]
fn a179_a_password_is_not_in_memory_after_the_login() {
    let data = Data::new();
    data.set_password("alice", PASSWORD);
    let options = [&data.option()[..], &["--no-limits"]].concat();
    let serve = Serve::run_with(&options, &OVERWRITE);
    // The first login upgrades the account's records, which uses the password for a while.
    let mut wire = serve.tls(Imap);
    wire.imap(format!("LOGIN alice {PASSWORD}"));
    assert_eq!(serve.result(), "accepted");
    nothing_is_left(&serve, PASSWORD);
    let length = PASSWORD.len();
    for command in [
        format!("t LOGIN alice {PASSWORD}\r\n"),
        format!("t LOGIN \"alice\" \"{PASSWORD}\"\r\n"),
        format!("t LOGIN alice {{{length}+}}\r\n{PASSWORD}\r\n"),
        format!("t LOGIN {{5+}}\r\nalice {{{length}+}}\r\n{PASSWORD}\r\n"),
    ] {
        let mut wire = serve.tls(Imap);
        wire.send(command);
        leaves_nothing(&serve, Imap, wire, PASSWORD);
    }
    let mut wire = serve.tls(Pop3);
    wire.send("USER alice\r\n");
    wire.line();
    wire.send(format!("PASS {PASSWORD}\r\n"));
    leaves_nothing(&serve, Pop3, wire, PASSWORD);
    let message = base64(format!("\0alice\0{PASSWORD}"));
    for marker in [PASSWORD, &message] {
        for protocol in [Imap, Smtp] {
            let mut wire = serve.tls(protocol);
            wire.send([protocol.begin("PLAIN", Some(message.as_bytes())), b"\r\n".to_vec()].concat());
            leaves_nothing(&serve, protocol, wire, marker);
        }
    }
}

#[test]
fn a179_the_search_finds_what_is_there() {
    let serve = Serve::run_with(&["--user", &format!("alice:{PASSWORD}")], &OVERWRITE);
    assert!(!copies(&serve, PASSWORD.as_bytes()).is_empty(), "the command line");
}
