//! Input for another protocol: literals behind rejected lines, HTTP, other protocols in TLS, and markup.
use crate::support::{ALL, Protocol::Imap, Protocol::Sieve, Protocol::Smtp, Serve, Wire};
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use std::{
    io::Read as _,
    net::{SocketAddr, TcpStream},
    sync::Arc,
};

/// Returns all replies after this, up to the connection's end.
#[track_caller]
fn ends(mut wire: Wire, sent: &str) -> Vec<String> {
    // It may have ended before all of it is sent.
    let _ = wire.try_send(sent);
    wire.rest()
}

#[test]
fn a174_a_literal_behind_a_refused_line_is_never_run() {
    let serve = Serve::start();
    let long = "x".repeat(70_000);
    let longer = "x".repeat(900_000);
    let content = "x LOGOUT\r\nLOGOUT\r\n";
    let length = content.len();
    for protocol in [Imap, Sieve] {
        let tag = if protocol == Imap { "t " } else { "" };
        for line in [
            format!("{tag}{long} {{{length}+}}\r\n"),
            format!("{tag}{longer} {{{length}+}}\r\n"),
            format!("{tag}{long} {{000000000000000000000000000000{length}+}}\r\n"),
            format!("{tag}NOOP {{{length}+}}\n"),
            format!("{tag}{long} {{{length}+}}\n"),
        ] {
            for wire in [serve.clear(protocol), serve.tls(protocol)] {
                let rest = ends(wire, &format!("{line}{content}"));
                let bye = protocol.pick(["* BYE Cannot parse", "", "", "BYE \"Cannot parse"]);
                assert!(rest.last().is_some_and(|line| line.starts_with(bye)), "{protocol:?} {rest:?}");
                assert!(
                    !rest.iter().any(|line| line.contains("LOGOUT") || line.contains("Goodbye")),
                    "{rest:?}"
                );
            }
        }
    }
    // In a response as well, which in ManageSieve is a string.
    for response in ["{24}\r\n".to_owned(), format!("{long}{{{length}+}}\r\n{content}")] {
        let mut wire = serve.clear(Sieve);
        wire.send("AUTHENTICATE \"SCRAM-SHA-256\"\r\n");
        assert_eq!(wire.line(), "\"\"");
        assert_eq!(ends(wire, &response), ["BYE \"Cannot parse what follows\""], "{response:.9}");
        assert_eq!(serve.result(), "rejected:cancelled");
    }
    // The equivalent in SMTP (RFC 3030), which is not offered.
    for verb in ["BDAT 14 LAST", "bdat 14"] {
        let rest = ends(serve.clear(Smtp), &format!("{verb}\r\nMAIL FROM:<>\r\n"));
        assert_eq!(rest, ["421 4.7.0 Cannot parse what follows"]);
    }
}

#[test]
fn a175_http_ends_every_connection() {
    let serve = Serve::start();
    let body = "a NOOP\r\nNOOP\r\nCAPA\r\n";
    for request in [
        "GET / HTTP/1.1",
        "POST / HTTP/1.1",
        "HEAD /x HTTP/1.0",
        "PUT / HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT localhost:25 HTTP/1.1",
        "PRI * HTTP/2.0",
    ] {
        let text = format!("{request}\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        for protocol in ALL {
            for wire in [serve.clear(protocol), serve.tls(protocol), serve.started(protocol)] {
                // EHLO was sent there already.
                if protocol == Smtp {
                    continue;
                }
                let rest = ends(wire, &text);
                assert_eq!(rest.len(), 1, "{protocol:?} {request}: {rest:?}");
                assert!(rest[0].contains("Not an HTTP server"), "{rest:?}");
            }
        }
        for address in [serve.ready.submission, serve.ready.submissions] {
            let wire = Wire::plain(address);
            let wire =
                if address == serve.ready.submissions { wire.start_tls(&serve.ready.ca) } else { wire };
            let rest = ends(wire, &text);
            assert_eq!(rest.last().map(String::as_str), Some("421 4.7.0 Not an HTTP server"), "{rest:?}");
        }
    }
    // A request line that is longer than any line.
    for protocol in [Imap, Sieve] {
        let rest = ends(serve.clear(protocol), &format!("GET /{} HTTP/1.1\r\n{body}", "x".repeat(100_000)));
        assert!(rest.len() == 1 && rest[0].contains("Not an HTTP server"), "{rest:?}");
    }
}

#[test]
fn a175_markup_in_a_tag_is_not_echoed() {
    let serve = Serve::start();
    for tag in ["<img/src=x/onerror=alert`1`>", "<b>", "a&b", "a>b"] {
        for command in ["NOOP", "X", "AUTHENTICATE X", "LOGIN a b"] {
            let mut wire = serve.clear(Imap);
            wire.send(format!("{tag} {command}\r\n"));
            assert_eq!(wire.line(), "* BAD A command begins with a tag");
        }
    }
}

/// Returns what a client receives that offers these protocols: the greeting, or nothing.
fn greeting(serve: &Serve, address: SocketAddr, offered: &[&str]) -> String {
    let mut config = ClientConfig::clone(&Wire::client_config(&serve.ready.ca, None));
    config.alpn_protocols = offered.iter().map(|name| name.as_bytes().to_vec()).collect();
    let name = "localhost".try_into().expect("a name");
    let client = ClientConnection::new(Arc::new(config), name).expect("a client");
    let mut stream = StreamOwned::new(client, TcpStream::connect(address).expect("a connection"));
    let mut said = [0; 64];
    match stream.read(&mut said) {
        Ok(count) => String::from_utf8_lossy(&said[..count]).into_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a175_a_client_that_wants_another_protocol_is_not_served() {
    let serve = Serve::start();
    let [imaps, submissions, pop3s] = serve.implicit();
    for (address, own, greets) in
        [(imaps, &["imap"][..], "* OK "), (submissions, &[], "220 "), (pop3s, &["pop3"], "+OK ")]
    {
        for offered in [&[], own, &[own, &["http/1.1"]].concat()[..own.len() * 2]] {
            assert!(greeting(&serve, address, offered).starts_with(greets), "{offered:?}");
        }
        for offered in [&["http/1.1"][..], &["h2", "http/1.1"], &["managesieve"]] {
            let said = greeting(&serve, address, offered);
            assert!(said.to_lowercase().contains("noapplicationprotocol"), "{offered:?}: {said}");
        }
    }
    // After STARTTLS as well.
    for (protocol, own) in [(Imap, "imap"), (Sieve, "managesieve")] {
        for (offered, is_served) in [(own, true), ("http/1.1", false)] {
            let mut wire = serve.clear(protocol);
            wire.send(protocol.starttls());
            wire.line();
            let mut config = ClientConfig::clone(&Wire::client_config(&serve.ready.ca, None));
            config.alpn_protocols = vec![offered.as_bytes().to_vec()];
            assert_eq!(wire.start_tls_as(&Arc::new(config)).is_ok(), is_served, "{protocol:?} {offered}");
        }
    }
}
