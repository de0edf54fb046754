//! Compares everything that the crate does with a string with the independent computation.

use crate::reference;
use precis_normalize::{Profile, Unassigned, email_login, login_name, saslprep};

/// Panics if the crate and the reference differ about `text`.
pub(crate) fn check(text: &str) {
    for expected in reference::PROFILES {
        let profile = match expected {
            reference::Profile::CaseMapped => Profile::UsernameCaseMapped,
            reference::Profile::CasePreserved => Profile::UsernameCasePreserved,
            reference::Profile::Opaque => Profile::OpaqueString,
            reference::Profile::Nickname | reference::Profile::NicknameKey => Profile::Nickname,
        };
        let theirs = reference::enforce(expected, text);
        if expected == reference::Profile::NicknameKey {
            let ours = profile.comparison_key(text);
            assert_eq!(ours.as_deref().ok(), theirs.as_deref(), "key of {text:?}");
            if let Ok(key) = &ours {
                assert_eq!(profile.comparison_key(key).as_deref(), Ok(&**key), "key of the key of {text:?}");
            }
            continue;
        }
        let ours = profile.enforce(text);
        assert_eq!(ours.as_deref().ok(), theirs.as_deref(), "{profile:?} of {text:?}");
        assert_eq!(profile.is_enforced(text), theirs.as_deref() == Some(text), "{profile:?} of {text:?}");
        match &ours {
            Ok(ours) => assert!(profile.is_enforced(ours), "{profile:?} of {text:?} is not stable"),
            Err(error) => assert!(text.is_char_boundary(error.byte_offset()), "{profile:?} of {text:?}"),
        }
        let strict = profile.enforce_strict(text);
        let theirs = reference::enforce_strict(expected, text);
        assert_eq!(strict.as_deref().ok(), theirs.as_deref(), "strict {profile:?} of {text:?}");
        let prepared = profile.prepare(text);
        let theirs = reference::prepare(expected, text);
        assert_eq!(prepared.as_deref().ok(), theirs.as_deref(), "prepare {profile:?} of {text:?}");
    }
    for unassigned in [Unassigned::Reject, Unassigned::Allow] {
        let ours = saslprep(text, unassigned);
        let theirs = reference::saslprep(text, unassigned == Unassigned::Allow);
        assert_eq!(ours.as_deref().ok(), theirs.as_deref(), "SASLprep, {unassigned:?}, of {text:?}");
    }
    if let Ok(name) = login_name(text) {
        assert_eq!(name, reference::nfc(text), "login name {text:?}");
    }
    if let Ok(address) = email_login(text) {
        assert_eq!(email_login(&address).as_deref(), Ok(&*address), "address {text:?} is not stable");
    }
}
