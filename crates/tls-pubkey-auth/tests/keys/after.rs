//! A mechanism after a key.
use tls_pubkey_auth::{AfterKey, Login, NotNow};

#[test]
fn mox_match_09_exactly_one_mechanism_may_succeed_and_failures_do_not_count() {
    for login in [Login::LoggedIn, Login::OfferExternal, Login::WithoutIdentity] {
        let mut after = AfterKey::new(login, Some("alice"));
        for _failure in 0..3 {
            assert_eq!(after.may_begin(), Ok(()), "{login:?}");
        }
        after.succeeded();
        assert_eq!(after.may_begin(), Err(NotNow::LoggedIn), "{login:?}");
    }
}

#[test]
fn mox_match_09_it_is_for_the_keys_account() {
    for login in [Login::LoggedIn, Login::OfferExternal] {
        let after = AfterKey::new(login, Some("alice"));
        assert!(after.may_be("alice"));
        assert!(!after.may_be("bob") && !after.may_be("Alice") && !after.may_be(""));
    }
}

#[test]
fn after_preauth_no_mechanism_may_begin() {
    let after = AfterKey::new(Login::GreetPreauth, Some("alice"));
    assert_eq!(after.may_begin(), Err(NotNow::LoggedIn));
    assert!(!after.may_be("bob"));
}

#[test]
fn a_key_without_identity_binds_nobody() {
    // A disabled account's key, and none: whoever logs in otherwise logs in as whom they please.
    for account in [Some("alice"), None] {
        let after = AfterKey::new(Login::WithoutIdentity, account);
        assert!(after.may_begin().is_ok() && after.may_be("alice") && after.may_be("bob"));
    }
}
