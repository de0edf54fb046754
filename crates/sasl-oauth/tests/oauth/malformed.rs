//! What is not a message.
use crate::ends::{NAMES, message, parts};
use sasl_core::server::Rejection;

fn refused(name: &str, message: &[u8]) {
    assert_eq!(parts(name, message), Err(Rejection::Malformed), "{name} {}", message.escape_ascii());
}

#[test]
fn a052_what_is_cut_off_at_any_place() {
    for name in NAMES {
        let right = message(name, "t0ken");
        assert!(parts(name, &right).is_ok());
        for at in 0..right.len() {
            refused(name, &right[..at]);
        }
    }
}

#[test]
fn a058_a075_a_control_character_anywhere() {
    for name in NAMES {
        let right = message(name, "t0ken");
        for at in 0..=right.len() {
            for octet in [0, 1, 2, 0x1f, 0x7f] {
                let mut other = right.clone();
                other.insert(at, octet);
                refused(name, &other);
            }
        }
    }
}

#[test]
fn a105_headers() {
    for header in [
        "",
        "n",
        "n,",
        ",,",
        "p=tls-exporter,,",
        "p=,,",
        "f,,",
        "F,n,,",
        "nn,,",
        "n,a=,",
        "n,a,",
        "n,amy,",
        "n,b=amy,",
        "n,a=amy",
        "n,a=a,b,",
        "n,a=a=b,c,",
        "n,user=amy,",
        "N,,",
        "n,A=amy,",
    ] {
        refused("OAUTHBEARER", format!("{header}\x01auth=Bearer t\x01\x01").as_bytes());
    }
}

#[test]
fn pairs() {
    for pairs in [
        "",
        "\x01",
        "auth\x01",
        "=Bearer t\x01",
        "auth =Bearer t\x01",
        "a1=x\x01auth=Bearer t\x01",
        "host=h\x01",
        "auth=Bearer t",
        "auth=Bearer t\x01\x01",
        "\x01auth=Bearer t\x01",
        "auth=Bearer t\x01auth=Bearer u\x01",
        "host=h\x01host=h\x01auth=Bearer t\x01",
        "port=1\x01port=1\x01auth=Bearer t\x01",
    ] {
        refused("OAUTHBEARER", format!("n,,\x01{pairs}\x01").as_bytes());
    }
    for message in
        ["auth=Bearer t\x01\x01", "user=\x01auth=Bearer t\x01\x01", "auth=Bearer t\x01user=amy\x01\x01"]
    {
        refused("XOAUTH2", message.as_bytes());
    }
}

#[test]
fn tokens() {
    for auth in [
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "Basic t",
        "Bearert",
        "t",
        "Bearer t u",
        "Bearer t ",
        " Bearer t",
        "Bearer \u{e9}",
    ] {
        refused("OAUTHBEARER", format!("n,,\x01auth={auth}\x01\x01").as_bytes());
        refused("XOAUTH2", format!("user=amy\x01auth={auth}\x01\x01").as_bytes());
    }
}

#[test]
fn a033_ports_and_hosts() {
    for port in ["", "0", "-1", "+1", "01", "1 ", " 1", "65536", "18446744073709551616", "http", "0x10"] {
        refused("OAUTHBEARER", format!("n,,\x01port={port}\x01auth=Bearer t\x01\x01").as_bytes());
    }
    for host in ["", " ", "a b", "a\tb", "a\r\nb", "\u{e9}", &"a".repeat(256)] {
        refused("OAUTHBEARER", format!("n,,\x01host={host}\x01auth=Bearer t\x01\x01").as_bytes());
    }
}

#[test]
fn a055_a062_names_that_are_none() {
    for octets in
        [&b"\xff"[..], b"\xc3", b"a\xc3(", b"\xed\xa0\x80", b"\xc0\xaf", b"\t", b"a\r\nb", b"\xc2\x85"]
    {
        refused("OAUTHBEARER", &[b"n,a=", octets, b",\x01auth=Bearer t\x01\x01"].concat());
        refused("XOAUTH2", &[b"user=", octets, b"\x01auth=Bearer t\x01\x01"].concat());
    }
}
