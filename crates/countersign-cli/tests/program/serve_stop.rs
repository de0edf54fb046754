//! SIGTERM.
use crate::support::{BOTH, Protocol::Imap, Protocol::Smtp, Serve, Wire, client_first};
use std::{fs, net::TcpStream};

#[test]
fn a_session_is_told_and_the_server_leaves_nothing_behind() {
    let mut serve = Serve::start();
    let mut wires = Vec::new();
    for protocol in BOTH {
        wires.push((serve.clear(protocol), protocol));
        wires.push((serve.tls(protocol), protocol));
        wires.push((serve.logged_in(protocol), protocol));
    }
    let mut idle = serve.logged_in(Imap);
    idle.send("t IDLE\r\n");
    idle.line();
    wires.push((idle, Imap));
    serve.terminate();
    for (wire, protocol) in &mut wires {
        let farewell = if *protocol == Imap {
            "* BYE The server is stopping"
        } else {
            "421 4.3.2 The server is stopping"
        };
        assert_eq!(wire.rest(), [farewell]);
    }
    assert_eq!(serve.ended().code(), Some(0));
    assert!(TcpStream::connect(serve.ready.imap).is_err(), "nobody listens");
    assert_eq!(fs::read_dir(serve.home.path()).expect("a folder").count(), 0, "its folder is gone");
}

#[test]
fn an_exchange_that_stalls_is_ended_as_cancelled() {
    let mut serve = Serve::start();
    let mut stalled = Vec::new();
    for protocol in BOTH {
        let mut wire = serve.clear(protocol);
        let verb = if protocol == Imap { "t AUTHENTICATE" } else { "AUTH" };
        wire.send(format!("{verb} SCRAM-SHA-256 {}\r\n", client_first()));
        wire.line();
        stalled.push(wire);
    }
    serve.terminate();
    assert_eq!([serve.result(), serve.result()], ["rejected:cancelled"; 2]);
    assert_eq!(serve.ended().code(), Some(0));
    assert!(stalled.iter_mut().all(|wire| wire.rest().len() == 1), "one farewell each");
}

#[test]
fn a_handshake_that_stalls_does_not_keep_the_server() {
    let mut serve = Serve::start();
    let mut stalled = Vec::new();
    for address in [serve.ready.imaps, serve.ready.submissions] {
        let mut wire = Wire::plain(address);
        wire.send([0x16, 3, 1, 2, 0, 1]);
        stalled.push(wire);
    }
    for (protocol, command) in [(Imap, "t STARTTLS\r\n"), (Smtp, "STARTTLS\r\n")] {
        let mut wire = serve.clear(protocol);
        wire.send(command);
        wire.line();
        wire.send([0x16, 3, 1, 2, 0, 1]);
        stalled.push(wire);
    }
    let mut literal = serve.clear(Imap);
    literal.send("t LOGIN {5}\r\n");
    literal.line();
    serve.terminate();
    assert_eq!(literal.rest(), ["* BYE The server is stopping"]);
    for wire in &mut stalled {
        assert_eq!(wire.rest(), [""; 0]);
    }
    assert_eq!(serve.ended().code(), Some(0));
}

#[test]
fn a_client_that_never_reads_does_not_keep_the_server() {
    let mut serve = Serve::start();
    let mut wire = serve.clear(Imap);
    wire.fill("t CAPABILITY\r\n");
    serve.terminate();
    assert_eq!(serve.ended().code(), Some(0));
}
