//! What a refusal says, and where it points.
#![cfg(feature = "saslprep")]

use precis_normalize::{Error, ErrorKind, Profile, Unassigned, saslprep};

fn refused(profile: Profile, text: &str) -> (ErrorKind, usize) {
    let error = profile.enforce(text).unwrap_err();
    (error.kind(), error.byte_offset())
}

#[test]
fn messages_are_for_people() {
    let message = |text| Profile::UsernameCaseMapped.enforce(text).unwrap_err().to_string();
    assert_eq!(message(""), "is empty");
    assert_eq!(message("secret\u{7}"), "contains a control character at position 7");
    assert_eq!(message("\u{E4}\u{F6} b"), "contains a space at position 3");
    assert_eq!(message("a\u{378}"), "contains a character that is newer than Unicode 18.0 at position 2");
    assert_eq!(message("a\u{2603}"), "contains a character that is not allowed at position 2");
    let beside = "contains a character that is not allowed next to its neighbours at position 2";
    assert_eq!(message("a\u{B7}b"), beside);
    let directions = "mixes writing directions in a way that can be misread at position 2";
    assert_eq!(message("\u{5D0}a"), directions);
}

#[test]
fn errors_are_errors() {
    let error: Box<dyn core::error::Error + Send + Sync> =
        Box::new(Profile::OpaqueString.enforce("").unwrap_err());
    assert_eq!(error.downcast_ref::<Error>().map(Error::kind), Some(ErrorKind::Empty));
}

/// The place is one of the input, though the mapped text was checked.
#[test]
fn places_are_those_of_the_input() {
    // Two bytes before the mapping, one after it, and the other way round.
    assert_eq!(
        refused(Profile::UsernameCaseMapped, "E\u{301}\u{FF21}\u{130}\u{2603}"),
        (ErrorKind::Disallowed, 8)
    );
    assert_eq!(refused(Profile::Nickname, "\u{3000} a  b \u{FDFA}\u{7} "), (ErrorKind::ControlCharacter, 12));
    assert_eq!(refused(Profile::UsernameCasePreserved, "e\u{301}l\u{387}b"), (ErrorKind::Context, 4));
    let error = saslprep("\u{AD}\u{AA}\u{FDFA}\u{7F}", Unassigned::Reject).unwrap_err();
    assert_eq!((error.kind(), error.byte_offset()), (ErrorKind::ControlCharacter, 7));
}
