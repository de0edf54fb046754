//! Both drivers against each other, over an in-memory wire.
use crate::{
    credentials, recipe, secret,
    wire::{Ended, Fault, drive},
};
use countersign::{
    Secret, client_registry,
    drive::Directory,
    sasl::{
        ErrorKind, Profile,
        client::Credentials,
        server::{Authorize, Decision, Found, Rejection, Verdict},
    },
    server_registry,
};

/// amy, whose password is `pencil`; carl, whose account is disabled; nobody while it is away.
struct Accounts {
    away: bool,
}

impl Directory for Accounts {
    fn find(&self, user: &str) -> Option<Found> {
        let found = match user {
            "amy" | "carl" => Found::Account(credentials("pencil").records()),
            _ => Found::Unknown { canonical: user.into() },
        };
        (!self.away).then_some(found)
    }

    fn authorize(&self, question: &Authorize) -> Decision {
        match question.authenticated() {
            "carl" => Decision::Deny(Rejection::Disabled),
            _ => Decision::GrantAuthenticated,
        }
    }
}

const NAMES: [&str; 3] = ["SCRAM-SHA-256", "PLAIN", "LOGIN"];

fn run(name: &str, profile: Profile, user: &str, password: &str, fault: Fault) -> Ended {
    let registries = (&client_registry(), &server_registry(&secret(), &recipe()));
    let credentials = Credentials::new(user, Secret::new(password));
    drive(registries, name, profile, &Accounts { away: false }, credentials, fault)
}

fn reason(ended: &Ended) -> Option<Rejection> {
    match &ended.server {
        Ok(Verdict::Rejected(rejected)) => Some(rejected.reason()),
        _ => None,
    }
}

#[test]
fn the_right_password_logs_in_with_every_mechanism_and_in_every_protocol() {
    for name in NAMES {
        for profile in [Profile::MAIL, Profile::SIEVE, Profile::XMPP, Profile::LDAP] {
            let ended = run(name, profile, "amy", "pencil", Fault::None);
            let client = ended.client.unwrap();
            assert_eq!((client.mechanism(), client.server_verified()), (name, name.starts_with("SCRAM-")));
            let accepted = ended.server.unwrap().accepted().unwrap();
            assert_eq!((accepted.account(), accepted.mechanism()), ("amy", name));
            assert!(!ended.cancelled);
        }
    }
}

#[test]
fn a026_a_wrong_password_and_an_unknown_user_end_alike() {
    for name in NAMES {
        for (user, password) in [("amy", "stylus"), ("bob", "pencil"), ("bob", "stylus")] {
            let ended = run(name, Profile::MAIL, user, password, Fault::None);
            assert_eq!(reason(&ended), Some(Rejection::BadCredentials), "{name} {user} {password}");
            assert_eq!(ended.client.unwrap_err().kind(), ErrorKind::Refused);
        }
    }
}

#[test]
fn a139_a_disabled_account_never_gets_in() {
    for name in NAMES {
        let ended = run(name, Profile::MAIL, "carl", "pencil", Fault::None);
        assert_eq!(reason(&ended), Some(Rejection::Disabled), "{name}");
        assert!(ended.client.is_err());
        let ended = run(name, Profile::MAIL, "carl", "stylus", Fault::None);
        assert_eq!(reason(&ended), Some(Rejection::BadCredentials), "{name}");
    }
}

#[test]
fn a_directory_that_is_away_is_a_login_that_is_unavailable() {
    for name in NAMES {
        let registries = (&client_registry(), &server_registry(&secret(), &recipe()));
        let amy = Credentials::new("amy", Secret::new("pencil"));
        let ended = drive(registries, name, Profile::MAIL, &Accounts { away: true }, amy, Fault::None);
        assert_eq!(reason(&ended), Some(Rejection::Unavailable), "{name}");
        assert_eq!(ended.client.unwrap_err().kind(), ErrorKind::Refused);
    }
}

#[test]
fn a093_acting_as_another_account_is_denied_by_default() {
    // LOGIN has no room for the wish.
    for name in ["SCRAM-SHA-256", "PLAIN"] {
        let registries = (&client_registry(), &server_registry(&secret(), &recipe()));
        let amy = Credentials::new("amy", Secret::new("pencil")).acting_as("root");
        let ended = drive(registries, name, Profile::MAIL, &Accounts { away: false }, amy, Fault::None);
        assert_eq!(reason(&ended), Some(Rejection::NotAuthorized), "{name}");
    }
}

#[test]
fn a_client_that_finds_the_server_at_fault_tells_it_so() {
    let ended = run("SCRAM-SHA-256", Profile::MAIL, "amy", "pencil", Fault::Mishears);
    assert!(ended.cancelled);
    // The error is the one of the mechanism.
    assert_eq!(ended.client.unwrap_err().kind(), ErrorKind::Peer);
}

#[test]
fn a037_a_line_that_is_no_base64_ends_this_login() {
    let ended = run("SCRAM-SHA-256", Profile::MAIL, "amy", "pencil", Fault::NotBase64);
    assert_eq!(reason(&ended), Some(Rejection::Undecodable));
    assert!(ended.client.is_err());
}

#[test]
fn a099_a_client_that_leaves_is_not_logged_in() {
    let ended = run("SCRAM-SHA-256", Profile::MAIL, "amy", "pencil", Fault::Leaves);
    assert_eq!(ended.client.unwrap_err().kind(), ErrorKind::Cancelled);
    assert!(ended.server.is_err());
}
