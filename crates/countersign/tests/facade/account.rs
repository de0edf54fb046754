//! The rules of a directory.
use crate::{recipe, secret};
use countersign::{
    Credentials, Entropy, Secret, Security, Step,
    account::{AccountName, AccountSnapshot, AccountState, Change, ChangeCursor, ParseStateError},
    sasl::{
        Profile,
        server::{self, Ask, Decision, Found, Rejection},
    },
    server_registry,
};

fn alice() -> AccountSnapshot {
    named("1", "Alice")
}

fn named(id: &str, name: &str) -> AccountSnapshot {
    AccountSnapshot::new(id, name).with_generation(1).with_epoch(1)
}

/// What the rule says to a login as this name and authorization identity.
fn decide(authcid: &str, authzid: &str, now: Option<&AccountSnapshot>) -> Decision {
    let made = Credentials::derive(&Secret::new("pencil"), &recipe(), Entropy::new([1; 32])).unwrap().run();
    let line = server::Connection::new(Profile::MAIL, Security::Verified);
    let offer = server_registry(&secret(), &recipe()).offer(&line);
    let message = format!("{authzid}\0{authcid}\0pencil");
    let step = offer.start("PLAIN", Some(message.as_bytes()), Entropy::new([3; 32])).unwrap();
    let Step::Ask(Ask::CheckPassword(asked)) = step else { panic!("a question") };
    let Step::Work(work) = asked.verify_against(Found::Account(made.records())) else { panic!("work") };
    let Step::Ask(Ask::Authorize(asked)) = work.run() else { panic!("the last question") };
    alice().decide(&asked, now)
}

#[test]
fn an_authorization_identity_is_empty_or_the_login_name() {
    let granted = Decision::Grant { account: "Alice".into() };
    let refused = Decision::Deny(Rejection::NotAuthorized);
    for (authcid, authzid, decision) in [
        ("alice", "", &granted),
        ("alice", "alice", &granted),
        ("ALICE", "alice", &granted),
        ("alice@example.org", "alice@example.org", &granted),
        ("alice", "bob", &refused),
        ("alice@example.org", "alice", &refused),
        ("alice", " alice", &refused),
    ] {
        assert_eq!(decide(authcid, authzid, Some(&alice())), *decision, "{authcid} as {authzid}");
    }
}

#[test]
fn a139_what_has_changed_since_the_lookup_decides() {
    let denied = |why| Decision::Deny(why);
    let disabled = alice().with_state(AccountState::Disabled).with_epoch(2);
    let other_password = alice().with_epoch(2).with_generation(2);
    let restored = alice().with_epoch(0);
    let upgraded = alice().with_generation(2);
    let another = named("2", "Alice");
    assert_eq!(decide("alice", "", Some(&disabled)), denied(Rejection::Disabled));
    assert_eq!(decide("alice", "bob", Some(&disabled)), denied(Rejection::Disabled));
    assert_eq!(decide("alice", "", Some(&other_password)), denied(Rejection::BadCredentials));
    assert_eq!(decide("alice", "", Some(&restored)), denied(Rejection::BadCredentials));
    assert_eq!(decide("alice", "", Some(&another)), denied(Rejection::BadCredentials));
    assert_eq!(decide("alice", "", None), denied(Rejection::BadCredentials));
    assert_eq!(decide("alice", "", Some(&upgraded)), Decision::Grant { account: "Alice".into() });
}

/// The same for a key: whose it was when it was looked up, whom its owner wants to be, and what holds now.
#[test]
fn a139_what_has_changed_since_a_key_was_looked_up_decides() {
    let other = named("2", "Bob");
    let renamed = named("1", "Alicia");
    let denied = |why| Decision::Deny(why);
    for (owner, now, decision) in [
        (Some(alice()), Some(alice()), Decision::Grant { account: "Alice".into() }),
        (Some(alice()), Some(renamed), Decision::Grant { account: "Alicia".into() }),
        (None, Some(alice()), denied(Rejection::NotAuthorized)),
        (Some(other.clone()), Some(alice()), denied(Rejection::NotAuthorized)),
        (Some(alice()), None, denied(Rejection::BadCredentials)),
        (Some(alice()), Some(other), denied(Rejection::BadCredentials)),
        (Some(alice()), Some(alice().with_epoch(2)), denied(Rejection::BadCredentials)),
        (Some(alice()), Some(alice().with_epoch(0)), denied(Rejection::BadCredentials)),
        (Some(alice()), Some(alice().with_state(AccountState::Disabled)), denied(Rejection::Disabled)),
    ] {
        assert_eq!(alice().decide_external(owner.as_ref(), now.as_ref()), decision, "{owner:?} {now:?}");
    }
}

#[test]
fn what_ends_connections_and_what_does_not() {
    let lasts = |now: AccountSnapshot| alice().still_valid(Some(&now));
    assert!(lasts(alice()));
    assert!(lasts(alice().with_generation(2)), "better records of the same password");
    assert!(lasts(named("1", "Alicia")));
    assert!(!lasts(alice().with_epoch(2)));
    assert!(!lasts(alice().with_state(AccountState::Disabled)));
    assert!(!lasts(named("2", "Alice")));
    assert!(!alice().still_valid(None));
}

#[test]
fn changes_are_read_once_and_never_missed() {
    let mut position = ChangeCursor::default();
    assert_eq!(position.advance(0), Change::Reset);
    assert_eq!(position.advance(0), Change::Nothing);
    assert_eq!(position.advance(5), Change::Since(0));
    assert_eq!(position.advance(5), Change::Nothing);
    assert_eq!(position.advance(4), Change::Reset, "an older one was restored");
    assert_eq!(position.advance(4), Change::Nothing);
    position.lose();
    assert_eq!(position.advance(4), Change::Reset);
}

#[test]
fn names_keep_their_spelling_and_share_a_key() {
    let name = AccountName::new("Zoe\u{301}").unwrap();
    assert_eq!((name.spelling(), name.key()), ("Zo\u{e9}", "zo\u{e9}"));
    assert_eq!(AccountName::asked("ZO\u{c9}").unwrap().key(), "zo\u{e9}");
    assert!(AccountName::asked("a\0b").is_err() && AccountName::asked("").is_err());
    for refused in ["\u{2168}", " bob", "bob\u{a0}", "b\tob", ""] {
        assert!(AccountName::new(refused).is_err(), "{refused:?}");
    }
    for refused in ["bob", "@example.org", "bob@", "@"] {
        assert!(AccountName::address(refused).is_err(), "{refused:?}");
    }
    assert!(AccountName::address("bob@x@example.org").is_ok());
}

#[test]
fn a_state_is_one_of_two_words() {
    for state in [AccountState::Enabled, AccountState::Disabled] {
        assert_eq!(state.to_string().parse(), Ok(state));
    }
    for text in ["", "Enabled", "enabled ", "removed"] {
        assert_eq!(text.parse::<AccountState>(), Err(ParseStateError), "{text:?}");
    }
}
