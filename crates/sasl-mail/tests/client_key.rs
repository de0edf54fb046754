//! What a TLS client key is good for: the decision, as a table, whole.
use sasl_mail::{
    KeyAuthOutcome, KeyState, ListenerPolicy,
    ListenerPolicy::{Anything, KeysOnly},
    Protocol,
    Protocol::{Imap, ManageSieve, Pop3, Submission},
    TlsStart,
    TlsStart::{Implicit, Starttls},
    decide_key_auth,
};

const PROTOCOLS: [Protocol; 4] = [Imap, Submission, Pop3, ManageSieve];
const STARTS: [TlsStart; 2] = [Implicit, Starttls];
const ACCEPTS: [ListenerPolicy; 2] = [Anything, KeysOnly];

fn known(no_imap_preauth: bool) -> KeyState {
    KeyState::Known { no_imap_preauth }
}

#[test]
fn a_known_key_of_an_enabled_account() {
    use KeyAuthOutcome::{GreetPreauth, LoggedIn, OfferExternal};
    let table = [
        //                     no_imap_preauth: false        true
        (Imap, Implicit, GreetPreauth, OfferExternal),
        (Imap, Starttls, OfferExternal, OfferExternal),
        (Submission, Implicit, LoggedIn, LoggedIn),
        (Submission, Starttls, LoggedIn, LoggedIn),
        (Pop3, Implicit, OfferExternal, OfferExternal),
        (Pop3, Starttls, OfferExternal, OfferExternal),
        (ManageSieve, Implicit, OfferExternal, OfferExternal),
        (ManageSieve, Starttls, OfferExternal, OfferExternal),
    ];
    for (protocol, start, usual, no_preauth) in table {
        for accepts in ACCEPTS {
            assert_eq!(
                decide_key_auth(protocol, start, known(false), accepts),
                usual,
                "{protocol:?} {start:?}"
            );
            assert_eq!(decide_key_auth(protocol, start, known(true), accepts), no_preauth, "{protocol:?}");
        }
    }
}

#[test]
fn everything_else_is_without_identity() {
    let everywhere = PROTOCOLS.into_iter().flat_map(|protocol| STARTS.map(|start| (protocol, start)));
    for (protocol, start) in everywhere {
        for accepts in ACCEPTS {
            for key in [KeyState::Absent, KeyState::Unknown] {
                assert_eq!(decide_key_auth(protocol, start, key, accepts), KeyAuthOutcome::Anonymous);
            }
        }
        assert_eq!(
            decide_key_auth(protocol, start, KeyState::Unavailable, Anything),
            KeyAuthOutcome::Anonymous
        );
        assert_eq!(
            decide_key_auth(protocol, start, KeyState::Unavailable, KeysOnly),
            KeyAuthOutcome::Unavailable
        );
    }
}

#[test]
fn a_disabled_account_gets_in_by_no_key() {
    let everywhere = PROTOCOLS.into_iter().flat_map(|protocol| STARTS.map(|start| (protocol, start)));
    for (protocol, start) in everywhere {
        for accepts in ACCEPTS {
            let login = decide_key_auth(protocol, start, KeyState::Disabled, accepts);
            assert_eq!(login, KeyAuthOutcome::Anonymous);
            assert!(!login.has_identity() && !login.is_logged_in());
        }
    }
}

#[test]
fn who_is_logged_in_has_an_identity() {
    use KeyAuthOutcome as L;
    for (login, identity, logged_in) in [
        (L::GreetPreauth, true, true),
        (L::LoggedIn, true, true),
        (L::OfferExternal, true, false),
        (L::Anonymous, false, false),
        (L::Unavailable, false, false),
    ] {
        assert_eq!((login.has_identity(), login.is_logged_in()), (identity, logged_in), "{login:?}");
    }
}
