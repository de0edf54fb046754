//! What a value promises: it moves between threads, it is small, and its `Debug` has no secret.
use crate::support::{SECOND, caller, open, trusted, untrusted};
use auth_daemon_protocols::{Output, Secret, dovecot, saslauthd};
use std::{
    fmt::Debug,
    mem::size_of,
    panic::{RefUnwindSafe, UnwindSafe},
    time::Duration,
};

fn promised<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>(most: usize) {
    let size = size_of::<T>();
    assert!(size <= most, "{}: {size} octets", std::any::type_name::<T>());
}

#[test]
fn values_are_small_and_move_between_threads() {
    use dovecot::{client, server, user};
    promised::<server::Step<server::Untrusted>>(256);
    promised::<server::Step<server::Trusted>>(344);
    promised::<server::Open<server::Untrusted>>(8);
    promised::<server::Request<server::Trusted>>(328);
    promised::<server::Listener<server::Trusted>>(32);
    promised::<server::AwaitVersion<server::Trusted>>(88);
    promised::<server::AwaitPid<server::Untrusted>>(96);
    promised::<server::Exchange>(32);
    promised::<server::Success>(80);
    promised::<server::Failure>(80);
    promised::<server::Response>(56);
    promised::<client::Step>(144);
    promised::<client::Open>(8);
    promised::<client::Start>(56);
    promised::<client::Request<'static>>(56);
    promised::<user::server::Step>(160);
    promised::<user::client::Step>(168);
    promised::<saslauthd::server::Step>(128);
    promised::<saslauthd::client::Step>(24);
    promised::<Output>(24);
    promised::<Secret>(24);
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
