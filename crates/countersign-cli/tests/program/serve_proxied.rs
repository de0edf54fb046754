//! PROXY protocol: the client's address, and accepted proxies.
use crate::support::{ALL, CertificateAuthority, Data, Protocol::Imap, Serve, Wire, plain};

const V2: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";

/// Version 2, with IPv4 addresses and additional data.
fn binary(more: &[u8]) -> Vec<u8> {
    let addresses = [198, 51, 100, 9, 192, 0, 2, 1, 220, 4, 3, 225];
    let length = u16::try_from(addresses.len() + more.len()).unwrap().to_be_bytes();
    [V2, &[0x21, 0x11], &length, &addresses, more].concat()
}

fn tlv(kind: u8, value: &[u8]) -> Vec<u8> {
    [&[kind][..], &u16::try_from(value.len()).unwrap().to_be_bytes(), value].concat()
}

#[test]
fn the_client_address_comes_from_a_listed_proxy() {
    let serve = Serve::with(&["--proxy-from", "192.0.2.0/24,127.0.0.1"]);
    let line = b"PROXY TCP6 2001:db8::7 ::1 56324 1143\r\n".to_vec();
    for (header, remote) in [
        (line, "2001:db8::7"),
        (binary(&[]), "198.51.100.9"),
        (b"PROXY UNKNOWN\r\n".to_vec(), "127.0.0.1"),
        ([V2, &[0x20, 0, 0, 0]].concat(), "127.0.0.1"),
    ] {
        for protocol in ALL {
            let mut wire = Wire::plain(serve.address(protocol));
            wire.send(&header);
            let mut wire = wire.greeted(protocol);
            assert!(wire.log_in(protocol), "{protocol:?}");
            assert_eq!(serve.attempt()["remote"], remote, "{protocol:?}");
        }
        for address in serve.implicit() {
            let mut wire = Wire::plain(address);
            wire.send(&header);
            wire.start_tls(&serve.ready.ca).line();
        }
    }
}

#[test]
fn data_in_the_packet_of_the_header_is_not_lost() {
    let serve = Serve::with(&["--proxy-from", "127.0.0.0/8"]);
    let mut wire = Wire::plain(serve.ready.imap);
    let login = format!("t AUTHENTICATE PLAIN {}\r\n", plain("alice"));
    wire.send([&binary(&[])[..], b"a NOOP\r\n", login.as_bytes()].concat());
    assert!(wire.line().starts_with("* OK "));
    assert!(wire.line().starts_with("a OK "));
    assert!(wire.line().starts_with("t NO [PRIVACYREQUIRED]"), "PLAIN in the clear stays what it was");
    assert_eq!(serve.attempt()["remote"], "198.51.100.9");
}

#[test]
fn a_listed_peer_without_a_header_gets_nothing() {
    let serve = Serve::with(&["--proxy-from", "127.0.0.1", "--login-timeout", "1"]);
    for start in [&b"t CAPABILITY\r\n"[..], b"PROXY TCP4 alice\r\n", b"PROXY ", b"", &binary(&[])[..20]] {
        for protocol in ALL {
            let mut wire = Wire::plain(serve.address(protocol));
            wire.send(start);
            assert_eq!(wire.rest(), [""; 0], "{start:?}");
        }
    }
    for address in serve.implicit() {
        assert!(Wire::plain(address).try_start_tls(&serve.ready.ca).is_err());
    }
    assert!(serve.no_more_attempts());
}

#[test]
fn an_endless_header_ends_the_connection() {
    let serve = Serve::with(&["--proxy-from", "127.0.0.1"]);
    for start in [[&b"PROXY UNKNOWN "[..], &[b'x'; 107]].concat(), [V2, &[0x21, 0x11, 0xff, 0xff]].concat()] {
        let mut wire = Wire::plain(serve.ready.imap);
        wire.send(&start);
        assert_eq!(wire.rest(), [""; 0], "it ends at once, and not after the timeout of 10 seconds");
    }
}

#[test]
fn a_header_from_another_address_is_garbage() {
    for more in [&[][..], &["--proxy-from", "192.0.2.1,::1"]] {
        let serve = Serve::with(more);
        let mut wire = serve.clear(Imap);
        wire.send("PROXY TCP4 198.51.100.9 192.0.2.1 56324 1143\r\n");
        let line = wire.line();
        assert!(line.starts_with("PROXY BAD "), "{line}");
        assert!(wire.log_in(Imap));
        assert_eq!(serve.attempt()["remote"], "127.0.0.1");
        let mut wire = Wire::plain(serve.ready.imaps);
        wire.send(binary(&[]));
        assert!(wire.try_start_tls(&serve.ready.ca).is_err());
    }
}

/// A proxy's report on its own TLS: the client's certificate is verified (PP2_TYPE_SSL), its name, and other values that
/// could be mistaken for a login.
fn a_login_of_the_proxys() -> Vec<u8> {
    let common_name = tlv(0x22, b"alice");
    let ssl = [&[0x07, 0, 0, 0, 0][..], &tlv(0x21, b"TLSv1.3"), &common_name].concat();
    [tlv(0x20, &ssl), tlv(0x02, b"alice@example.org"), tlv(0x05, b"alice"), tlv(0xe0, b"user=alice")].concat()
}

#[test]
fn a061_other_data_of_a_proxy_header_is_no_login() {
    let (data, ca) = (Data::new(), CertificateAuthority::new());
    let serve = Serve::run_on(&data, &["--proxy-from", "127.0.0.1", "--client-ca", &ca.file()]);
    let header = binary(&a_login_of_the_proxys());
    for protocol in ALL {
        let mut wire = Wire::plain(serve.address(protocol));
        wire.send(&header);
        let mut wire = wire.greeted(protocol);
        wire.send([protocol.begin("EXTERNAL", Some(protocol.empty())), b"\r\n".to_vec()].concat());
        assert!(!protocol.is_in(&wire.line()), "{protocol:?}");
        let told = serve.attempt();
        assert_eq!(
            (&told["result"], &told["remote"]),
            (&"rejected:not-offered".into(), &"198.51.100.9".into())
        );
    }
    let mut wire = Wire::plain(serve.ready.imaps);
    wire.send(&header);
    let greeting = wire.start_tls(&serve.ready.ca).line();
    assert!(greeting.starts_with("* OK ") && !greeting.contains("EXTERNAL"), "{greeting}");
    let mut smtp = Wire::plain(serve.ready.submissions);
    smtp.send(&header);
    let mut smtp = smtp.start_tls(&serve.ready.ca);
    smtp.line();
    smtp.smtp("EHLO client.example");
    assert!(smtp.smtp("MAIL FROM:<alice@example.org>")[0].starts_with("530 "));
    assert!(serve.no_more_attempts());
}
