//! SIGTERM.
use crate::support::{ALL, Protocol::Imap, Serve, Wire, client_first};
use std::{fs, net::TcpStream};

#[test]
fn sessions_get_a_farewell_and_no_files_remain() {
    let mut serve = Serve::start();
    let mut wires = Vec::new();
    for protocol in ALL {
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
        assert_eq!(wire.rest(), [protocol.stopping()]);
    }
    assert_eq!(serve.ended().code(), Some(0));
    assert!(TcpStream::connect(serve.ready.imap).is_err(), "nobody listens");
    assert_eq!(fs::read_dir(serve.home.path()).expect("a folder").count(), 0, "its folder is gone");
}

#[test]
fn an_exchange_that_stalls_is_ended_as_cancelled() {
    let mut serve = Serve::start();
    let mut stalled = Vec::new();
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        let command = protocol.begin("SCRAM-SHA-256", Some(client_first().as_bytes()));
        wire.send([command.as_slice(), b"\r\n"].concat());
        wire.line();
        stalled.push(wire);
    }
    serve.terminate();
    for _ in ALL {
        assert_eq!(serve.result(), "rejected:cancelled");
    }
    assert_eq!(serve.ended().code(), Some(0));
    assert!(stalled.iter_mut().all(|wire| wire.rest().len() == 1), "one farewell each");
}

#[test]
fn a_handshake_that_stalls_does_not_keep_the_server() {
    let mut serve = Serve::start();
    let mut stalled = Vec::new();
    for address in serve.implicit() {
        let mut wire = Wire::plain(address);
        wire.send([0x16, 3, 1, 2, 0, 1]);
        stalled.push(wire);
    }
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        wire.send(protocol.starttls());
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
