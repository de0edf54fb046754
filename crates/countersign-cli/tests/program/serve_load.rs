//! A thousand clients that stall.
use crate::support::{ALL, Protocol, Protocol::Imap, Serve, Wire, client_first};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs;

const STALLED: usize = 1_000;
const LOGINS: usize = 200;
/// Two descriptors at this end for each, and some to spare for other tests; the server inherits the limit.
const DESCRIPTORS: u64 = 2 * STALLED as u64 + 200;

/// Returns the server's resident memory in KiB.
fn memory(serve: &Serve) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", serve.id())).expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

fn stall(serve: &Serve, protocol: Protocol, tls: bool) -> Wire {
    let mut wire = if tls { serve.tls(protocol) } else { serve.clear(protocol) };
    let command = protocol.begin("SCRAM-SHA-256", Some(client_first().as_bytes()));
    wire.send([command.as_slice(), b"\r\n"].concat());
    let challenge = wire.line();
    assert!(protocol.challenge(&challenge).is_some(), "{challenge}");
    wire
}

#[test]
fn a_thousand_stalled_exchanges_do_not_block_logins() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current.is_some_and(|current| current < DESCRIPTORS) {
        let wanted = maximum.map_or(DESCRIPTORS, |maximum| maximum.min(DESCRIPTORS));
        setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).expect("a higher limit");
    }
    let serve = Serve::start();
    // One-time allocations happen before the measurement.
    for protocol in ALL {
        serve.logged_in(protocol);
        serve.tls(protocol).noop(protocol);
    }

    let first = round(&serve, LOGINS);
    // The allocator reuses what it has kept: a second thousand adds nothing. Leaked sessions would add as much as the first,
    // which is twice the allowance.
    let second = round(&serve, 0);
    assert!(second < first + 8 * 1024, "{first} KiB with the first thousand, {second} with the second");
    serve.logged_in(Imap);
}

/// A thousand stall, this many log in, all of the thousand are still connected, then they disconnect. Returns the server's
/// memory with all of them connected.
fn round(serve: &Serve, logins: usize) -> u64 {
    let kinds = [false, true].into_iter().flat_map(|tls| ALL.map(|protocol| (protocol, tls))).cycle();
    let stalled: Vec<Wire> = kinds.take(STALLED).map(|(protocol, tls)| stall(serve, protocol, tls)).collect();
    for protocol in ALL.into_iter().cycle().take(logins) {
        serve.logged_in(protocol);
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
