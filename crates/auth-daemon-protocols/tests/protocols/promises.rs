//! What a value promises: it moves between threads, and its `Debug` has no secret.
use crate::support::{SECOND, caller, open, trusted, untrusted};
use auth_daemon_protocols::{Output, Secret, dovecot, saslauthd};
use std::{fmt::Debug, time::Duration};

fn promised<T: Send + Sync + Unpin + Debug>() {}

#[test]
fn values_move_between_threads() {
    use dovecot::{client, server, user};
    promised::<server::Step<server::Untrusted>>();
    promised::<server::Step<server::Trusted>>();
    promised::<server::Open<server::Untrusted>>();
    promised::<server::Request<server::Trusted>>();
    promised::<server::Listener<server::Trusted>>();
    promised::<server::AwaitVersion<server::Trusted>>();
    promised::<server::AwaitPid<server::Untrusted>>();
    promised::<server::Exchange>();
    promised::<server::Success>();
    promised::<server::Failure>();
    promised::<server::Response>();
    promised::<client::Step>();
    promised::<client::Open>();
    promised::<client::Start>();
    promised::<client::Request<'static>>();
    promised::<user::server::Step>();
    promised::<user::client::Step>();
    promised::<saslauthd::server::Step>();
    promised::<saslauthd::client::Step>();
    promised::<Output>();
    promised::<Secret>();
}

#[test]
fn a119_no_secret_is_in_any_debug() {
    const PENCIL: &str = "AHNlY3JldABwZW5jaWw=";
    let mut shown = Vec::new();
    let line = format!("AUTH\t1\tPLAIN\tservice=imap\tresp={PENCIL}\nCONT\t1");
    let mut input = line.as_bytes();
    let step = open(&trusted(), 1, 4).receive(&mut input, Duration::ZERO);
    shown.push(format!("{step:?}"));
    // A line that has not ended.
    let step = open(&untrusted(), 1, 4).receive(&mut format!("CONT\t1\t{PENCIL}").as_bytes(), Duration::ZERO);
    shown.push(format!("{step:?}"));
    let session = dovecot::Session::new("imap");
    let request = dovecot::client::Request::new("PLAIN", &session).initial_response(b"\0secret\0pencil");
    shown.push(format!("{request:?}"));
    shown.push(format!("{:?}", caller(1, &["PLAIN"]).start(&request, SECOND)));
    let request = saslauthd::Request::new("amy", b"pencil", "imap", "secret-realm").unwrap();
    shown.push(format!("{request:?}").replace("secret-realm", ""));
    let (octets, _) = saslauthd::client::ask(&request);
    shown.push(format!("{octets:?}"));
    let step = saslauthd::server::Connection::new().receive(&mut octets.as_bytes());
    shown.push(format!("{step:?}").replace("secret-realm", ""));
    for shown in shown {
        let numbers = format!("{:?}", b"pencil");
        for secret in ["pencil", "secret", PENCIL, numbers.trim_matches(['[', ']'])] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}
