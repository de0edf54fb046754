//! What distinguishes Unicode 3.2 from later versions.
#![cfg(feature = "saslprep")]

use precis_normalize::{ErrorKind, Unassigned, saslprep};

/// U+200B is in C.1.2 and in B.1; the space wins.
#[test]
fn zero_width_space_is_a_space() {
    assert_eq!(saslprep("a\u{200B}b", Unassigned::Reject).unwrap(), "a b");
}

/// Corrigendum 4 came after Unicode 3.2.
#[test]
fn five_ideographs_keep_their_old_decomposition() {
    for (c, old) in [
        ("\u{2F868}", "\u{2136A}"),
        ("\u{2F874}", "\u{5F33}"),
        ("\u{2F91F}", "\u{43AB}"),
        ("\u{2F95F}", "\u{7AAE}"),
        ("\u{2F9BF}", "\u{4D57}"),
    ] {
        assert_eq!(saslprep(c, Unassigned::Reject).unwrap(), old);
    }
}

/// In queries a newer code point stands in the way of composition and order, whatever it has become since.
#[test]
fn newer_code_points_take_no_part_in_normalization() {
    // U+0358 is a mark of class 232 today.
    assert_eq!(saslprep("a\u{358}\u{301}", Unassigned::Allow).unwrap(), "a\u{358}\u{301}");
    // U+1F16A has a decomposition today.
    assert_eq!(saslprep("\u{1F16A}\u{AA}", Unassigned::Allow).unwrap(), "\u{1F16A}a");
    // U+1B05 and U+1B35 compose today.
    assert_eq!(saslprep("\u{1B05}\u{1B35}\u{AA}", Unassigned::Allow).unwrap(), "\u{1B05}\u{1B35}a");
    let error = saslprep("a\u{358}", Unassigned::Reject).unwrap_err();
    assert_eq!((error.kind(), error.byte_offset()), (ErrorKind::Unassigned, 1));
}

/// Marks whose bidirectional class is another one today.
#[test]
fn directions_are_the_old_ones() {
    for mark in ["\u{CBF}", "\u{CC6}", "\u{1734}"] {
        let text = format!("\u{5D0}{mark}\u{5D0}");
        assert_eq!(saslprep(&text, Unassigned::Reject).unwrap(), text);
    }
    for letter in ["\u{17B4}", "\u{1885}"] {
        let text = format!("\u{5D0}{letter}\u{5D0}");
        assert_eq!(saslprep(&text, Unassigned::Reject).unwrap_err().kind(), ErrorKind::Bidi);
    }
}
