//! Standard output and standard error that are not read.
use crate::support::{ALL, PASSWORD, Protocol::Imap, Serve, USER, metric};

/// Writes more lines than the pipe and the queue can hold.
fn flood(serve: &Serve, output: &str) {
    let dropped = format!("countersign_output_lines_dropped_total{{output=\"{output}\"}}");
    while metric(serve, &dropped).expect("a series") < 100.0 {
        let mut wire = serve.clear(Imap);
        for _ in 0..20 {
            assert!(wire.imap("AUTHENTICATE X")[0].starts_with("t NO "));
        }
    }
}

#[test]
fn a164_output_that_is_not_read_stops_nothing() {
    let mut serve = Serve::unread(&["--metrics", "127.0.0.1:0", "--log=debug"]);
    flood(&serve, "stdout");
    for protocol in ALL {
        assert!(serve.clear(protocol).log_in(protocol), "{protocol:?}");
        assert!(serve.tls(protocol).log_in(protocol), "{protocol:?} inside TLS");
    }
    // Reading continues: all queued lines, the number of dropped ones, and later lines.
    let mut lines = serve.rest_of_output();
    let mut dropped = 0.0;
    let reported = loop {
        let line = lines.next().expect("a report");
        if line["event"] == "dropped" {
            dropped += line["lines"].as_f64().expect("a number");
            break metric(&serve, "countersign_output_lines_dropped_total{output=\"stdout\"}")
                .expect("a series");
        }
        assert_eq!(line["result"], "rejected:not-offered", "{line}");
    };
    assert!(dropped >= 100.0 && dropped <= reported, "{dropped} of {reported}");
    assert!(serve.clear(Imap).log_in(Imap));
    while lines.next().expect("the login")["result"] != "accepted" {}
    serve.terminate();
    assert_eq!(serve.ended().code(), Some(0));
}

#[test]
fn a164_output_that_is_not_read_does_not_keep_the_server_from_ending() {
    let mut serve = Serve::unread(&["--metrics", "127.0.0.1:0"]);
    flood(&serve, "stdout");
    let mut wire = serve.clear(Imap);
    serve.terminate();
    assert_eq!(wire.rest(), [Imap.stopping()]);
    assert_eq!(serve.ended().code(), Some(0));
}

#[test]
fn a164_a_log_that_is_not_read_stops_nothing() {
    let serve = Serve::unread(&["--metrics", "127.0.0.1:0", "--log=trace"]);
    flood(&serve, "stderr");
    let reply = serve.tls(Imap).imap(format!("LOGIN {USER} {PASSWORD}")).pop().expect("a reply");
    assert!(reply.starts_with("t OK "), "{reply}");
}

#[test]
fn a164_logins_that_cannot_begin_are_limited_on_each_connection() {
    let serve = Serve::start();
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        let name = [protocol.begin("X", None), b"\r\n".to_vec()].concat();
        wire.send(name.repeat(30));
        let rest = wire.rest();
        assert_eq!(rest.len(), 21, "{protocol:?}: {rest:?}");
        assert!(rest[20].contains("Too many attempts"), "{rest:?}");
        for _ in 0..21 {
            assert_eq!(serve.result(), "rejected:not-offered");
        }
        assert!(serve.no_more_attempts());
    }
}
