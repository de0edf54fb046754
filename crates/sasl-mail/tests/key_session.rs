//! A mechanism after a key.
use sasl_mail::{InvalidState, KeyAuthOutcome, KeySession};

#[test]
fn exactly_one_mechanism_may_succeed_and_failures_do_not_count() {
    for login in [KeyAuthOutcome::LoggedIn, KeyAuthOutcome::OfferExternal, KeyAuthOutcome::Anonymous] {
        let mut after = KeySession::new(login, Some("alice"));
        for _failure in 0..3 {
            assert_eq!(after.can_authenticate(), Ok(()), "{login:?}");
        }
        after.record_success();
        assert_eq!(after.can_authenticate(), Err(InvalidState::LoggedIn), "{login:?}");
    }
}

#[test]
fn it_is_for_the_keys_account() {
    for login in [KeyAuthOutcome::LoggedIn, KeyAuthOutcome::OfferExternal] {
        let after = KeySession::new(login, Some("alice"));
        assert!(after.allows_account("alice"));
        assert!(!after.allows_account("bob") && !after.allows_account("Alice") && !after.allows_account(""));
    }
}

#[test]
fn after_preauth_no_mechanism_may_begin() {
    let after = KeySession::new(KeyAuthOutcome::GreetPreauth, Some("alice"));
    assert_eq!(after.can_authenticate(), Err(InvalidState::LoggedIn));
    assert!(!after.allows_account("bob"));
}

#[test]
fn a_key_without_identity_does_not_restrict_the_login() {
    // A disabled account's key, and none: whoever logs in otherwise logs in as whom they please.
    for account in [Some("alice"), None] {
        let after = KeySession::new(KeyAuthOutcome::Anonymous, account);
        assert!(
            after.can_authenticate().is_ok() && after.allows_account("alice") && after.allows_account("bob")
        );
    }
}
