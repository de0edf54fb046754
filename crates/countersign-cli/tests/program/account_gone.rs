//! A database that becomes unavailable during a login, and available again.
use crate::support::{ALL, Data, PASSWORD, Protocol, Protocol::Imap, Serve, USER, Wire, base64, octets};
use countersign::{
    Error, Secret, Security, client_registry,
    drive::{self, ClientWire, Reply},
    entropy,
    sasl::{
        Profile,
        client::{self, Preference},
    },
};
use std::fs;

/// A client of SCRAM-SHA-256 with an event after the challenge.
struct Paused<'a> {
    wire: &'a mut Wire,
    protocol: Protocol,
    messages: u32,
    event: &'a dyn Fn(),
    last: String,
}

impl ClientWire for Paused<'_> {
    type Error = Error;

    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, Error> {
        let message = base64(message.expect("a message"));
        if self.messages == 1 {
            (self.event)();
        }
        let line = match self.messages {
            0 => self.protocol.begin("SCRAM-SHA-256", Some(message.as_bytes())),
            _ => self.protocol.response(message.as_bytes()),
        };
        self.messages += 1;
        self.wire.send([&line[..], b"\r\n"].concat());
        self.last = self.wire.line();
        let data = self.protocol.success_data(&self.last).map(octets);
        Ok(match self.protocol.challenge(&self.last) {
            Some(challenge) => Reply::Challenge(octets(challenge)),
            None if self.protocol.is_in(&self.last) => Reply::Success(data),
            None => Reply::Failure,
        })
    }

    fn cancel(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

/// Returns the server's last line.
fn log_in(wire: &mut Wire, protocol: Protocol, event: &dyn Fn()) -> String {
    let profile = if protocol == Protocol::Sieve { Profile::SIEVE } else { Profile::MAIL };
    let connection = client::Connection::new(profile, Security::Clear);
    let choice = client_registry().choose(["SCRAM-SHA-256"], &connection, &Preference::password());
    let step = choice.expect("one to choose").start(entropy().expect("entropy")).expect("a first step");
    let mut end = Paused { wire, protocol, messages: 0, event, last: String::new() };
    // The client's result does not matter.
    let _ = drive::log_in(step, || client::Credentials::new(USER, Secret::new(PASSWORD)), &mut end);
    end.last
}

const UNAVAILABLE: [&str; 4] = ["t NO [UNAVAILABLE] ", "454 4.7.0 ", "-ERR [SYS/TEMP] ", "NO (TRYLATER) "];

#[track_caller]
fn unavailable(protocol: Protocol, line: &str, what: &str) {
    assert!(line.starts_with(protocol.pick(UNAVAILABLE)), "{protocol:?} {what}: {line}");
}

#[test]
fn a_database_lost_during_a_login_is_reported_and_found_again() {
    let data = Data::new();
    let serve = Serve::on(&data);
    for protocol in ALL {
        let mut wire = serve.clear(protocol);
        let line = log_in(&mut wire, protocol, &|| data.hide());
        unavailable(protocol, &line, "a right proof");
        assert_eq!(serve.result(), "rejected:unavailable");
        let line = log_in(&mut wire, protocol, &|| {});
        unavailable(protocol, &line, "at the lookup");
        assert_eq!(serve.result(), "rejected:unavailable");
        data.show();
        let line = log_in(&mut wire, protocol, &|| {});
        assert!(protocol.is_in(&line), "{line}");
        assert_eq!(serve.result(), "accepted");
        wire.noop(protocol);
    }
}

#[test]
fn plain_logins_fail_as_unavailable_without_the_database() {
    let data = Data::new();
    let serve = Serve::on(&data);
    for protocol in ALL {
        let mut wire = serve.tls(protocol);
        for (user, password) in [(USER, PASSWORD), (USER, "looking-glass"), ("mallory", PASSWORD)] {
            wire.send([&protocol.begin("PLAIN", None)[..], b"\r\n"].concat());
            wire.line();
            data.hide();
            let message = protocol.response(base64(format!("\0{user}\0{password}")).as_bytes());
            wire.send([&message[..], b"\r\n"].concat());
            unavailable(protocol, &wire.line(), &format!("{user} {password}"));
            assert_eq!(serve.result(), "rejected:unavailable");
            data.show();
        }
        assert!(protocol.is_in(&log_in(&mut wire, protocol, &|| {})));
        assert_eq!(serve.result(), "accepted");
    }
}

#[test]
fn sessions_continue_without_the_database_and_follow_later_changes() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let mut wires = ALL.map(|protocol| (serve.logged_in(protocol), protocol));
    data.hide();
    let mut asked = serve.clear(Imap);
    unavailable(Imap, &log_in(&mut asked, Imap, &|| {}), "at the lookup");
    for (wire, protocol) in &mut wires {
        wire.noop(*protocol);
    }
    let said = data.run_hidden(&["account", "disable", USER]);
    assert_eq!(said.code, 0, "{said:?}");
    data.show();
    for (wire, _) in &mut wires {
        assert_eq!(wire.rest().len(), 1, "one farewell");
    }
}

#[test]
fn another_database_under_the_name_is_the_one_that_counts() {
    let data = Data::in_folder();
    let other = Data::no_folder();
    other.done(&["account", "add", USER]);
    other.set_password(USER, "looking-glass");
    let serve = Serve::on(&data);
    let mut wires = ALL.map(|protocol| serve.logged_in(protocol));
    data.hide();
    fs::rename(other.folder(), data.folder()).expect("a folder");
    assert_eq!(serve.login_as("imaps", USER, PASSWORD, Some("PLAIN")).code, 1);
    assert_eq!(serve.login_as("imaps", USER, "looking-glass", Some("PLAIN")).code, 0);
    for wire in &mut wires {
        assert_eq!(wire.rest().len(), 1, "it is another account of that name");
    }
}
