//! A thousand clients that stall.
use crate::support::{Protocol, Protocol::Imap, Protocol::Smtp, Serve, Wire, client_first};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs;

const STALLED: usize = 1_000;
const LOGINS: usize = 200;
/// Two descriptors at this end for each, and some to spare for other tests; the server inherits the limit.
const DESCRIPTORS: u64 = 2 * STALLED as u64 + 200;

/// The server's resident memory in KiB.
fn memory(serve: &Serve) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", serve.id())).expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

fn stall(serve: &Serve, protocol: Protocol, tls: bool) -> Wire {
    let mut wire = if tls { serve.tls(protocol) } else { serve.clear(protocol) };
    let verb = if protocol == Imap { "t AUTHENTICATE" } else { "AUTH" };
    wire.send(format!("{verb} SCRAM-SHA-256 {}\r\n", client_first()));
    let challenge = wire.line();
    assert!(challenge.starts_with("+ ") || challenge.starts_with("334 "), "{challenge}");
    wire
}

#[test]
fn a_thousand_stalled_exchanges_keep_nobody_from_logging_in() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_some_and(|current| current < DESCRIPTORS) {
        let wanted = maximum.map_or(DESCRIPTORS, |maximum| maximum.min(DESCRIPTORS));
        setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).expect("a higher limit");
    }
    let serve = Serve::start();
    // What is allocated once has been, before it is looked at.
    for protocol in [Imap, Smtp] {
        serve.logged_in(protocol);
        serve.tls(protocol).noop(protocol);
    }

    let first = round(&serve, LOGINS);
    // What the allocator has kept is there to be used again: a second thousand adds nothing. Of sessions that leak
    // it would add as much as the first, which is twice the allowance.
    let second = round(&serve, 0);
    assert!(second < first + 8 * 1024, "{first} KiB with the first thousand, {second} with the second");
    serve.logged_in(Imap);
}

/// A thousand stall, so many log in, all of the thousand are still there, then they leave. The server's memory
/// with all of them there.
fn round(serve: &Serve, logins: usize) -> u64 {
    let kinds = [(Imap, false), (Smtp, false), (Imap, true), (Smtp, true)].into_iter().cycle();
    let stalled: Vec<Wire> = kinds.take(STALLED).map(|(protocol, tls)| stall(serve, protocol, tls)).collect();
    for at in 0..logins {
        serve.logged_in(if at % 2 == 0 { Imap } else { Smtp });
    }
    let open = stalled.iter().filter(|wire| wire.is_open()).count();
    assert_eq!(open, STALLED, "the others have been closed");
    assert!(serve.no_more_attempts(), "one of them has been ended");
    let memory = memory(serve);
    drop(stalled);
    for _ in 0..STALLED {
        assert_eq!(serve.result(), "rejected:cancelled");
    }
    memory
}
