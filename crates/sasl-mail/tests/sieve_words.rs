//! The words of a line of ManageSieve, and the command that begins an exchange, as a server reads it.
use proptest::prelude::*;
use sasl_core::server::Rejection;
use sasl_mail::{
    literal::Literal,
    sieve::{Malformed, Word, Words, client::authenticate, server::read_initial},
};

/// The words, strings between quotes; none, if one is malformed.
fn words(line: &[u8]) -> Option<Vec<String>> {
    let show = |word: Word<'_>| match word {
        Word::Atom(atom) => String::from_utf8_lossy(atom).into_owned(),
        Word::Text(text) => format!("'{}'", String::from_utf8_lossy(&text.unescaped())),
        Word::Open => "(".into(),
        Word::Close => ")".into(),
    };
    let words: Result<Vec<_>, Malformed> = Words::of(line).collect();
    words.ok().map(|words| words.into_iter().map(show).collect())
}

#[test]
fn atoms_strings_and_brackets() {
    let rows: [(&[u8], &[&str]); 9] = [
        (b"", &[]),
        (b"LOGOUT", &["LOGOUT"]),
        (b"HAVESPACE \"my script\" 99", &["HAVESPACE", "'my script'", "99"]),
        (b"OK (SASL \"YQ==\") \"in\"", &["OK", "(", "SASL", "'YQ=='", ")", "'in'"]),
        (b"((a) b)", &["(", "(", "a", ")", "b", ")"]),
        (b"\"a \\\"b\\\" \\\\\" c", &["'a \"b\" \\'", "c"]),
        (b"NOOP {4+}\r\n\"\r\n\"", &["NOOP", "'\"\r\n\"'"]),
        (b"{0+}\r\n {1}\r\nx", &["''", "'x'"]),
        (b"QUOTA/MAXSIZE", &["QUOTA/MAXSIZE"]),
    ];
    for (line, expected) in rows {
        assert_eq!(words(line).unwrap(), expected, "{}", line.escape_ascii());
    }
}

#[test]
fn what_is_no_word_ends_them() {
    let bad: &[&[u8]] = &[
        b" ",
        b" a",
        b"a ",
        b"a  b",
        b"a\tb",
        b"a\"b\"",
        b"\"a\"b",
        b"\"a",
        b"\"a\\",
        b"\"\\a\"",
        b"\"a\0\"",
        b"\"a\r\n\"",
        b"a\\b",
        b"\xc3\xa4",
        b"( a)",
        b"(",
        b"a(b)",
        b"{",
        b"{1",
        b"{1}",
        b"{1}x",
        b"{1}\nx",
        b"{2}\r\nx",
        b"{x}\r\nx",
        b"{1++}\r\nx",
        b"{18446744073709551615}\r\nx",
        b"{1}\r\nxy",
    ];
    for line in bad {
        assert_eq!(words(line), None, "{}", line.escape_ascii());
        let mut rest = Words::of(line).skip_while(Result::is_ok);
        rest.next();
        assert_eq!(rest.next(), None, "{}", line.escape_ascii());
    }
}

#[test]
fn nothing_is_shown_of_a_word() {
    let shown: Vec<String> = Words::of(b"secret \"secret\"").map(|word| format!("{word:?}")).collect();
    assert!(!shown.join("").contains("secret") && !format!("{:?}", Words::of(b"secret")).contains("secret"));
}

#[test]
fn literals_at_the_end_of_a_line() {
    let announced: [(&[u8], usize, bool); 5] = [
        (b"x {5}", 5, true),
        (b"x {5+}", 5, false),
        (b"{0+}", 0, false),
        (b"{007}", 7, true),
        (b"{99999999999999999999999}", usize::MAX, true),
    ];
    for (line, length, waits) in announced {
        assert_eq!(Literal::at_end_of(line), Some(Literal { length, waits }), "{}", line.escape_ascii());
    }
    for line in ["x {5} ", "x {5+}\"", "{}", "{+}", "{-1}", "{+1}", "5}", "}", "{", ""] {
        assert_eq!(Literal::at_end_of(line.as_bytes()), None, "{line}");
    }
}

/// The second argument of the command, as a server reads it.
fn initial(line: &[u8], limit: usize) -> Result<Option<Vec<u8>>, Rejection> {
    let words: Vec<Word<'_>> = Words::of(line).collect::<Result<_, _>>().unwrap();
    let text = match words[..] {
        [Word::Atom(_), Word::Text(_)] => None,
        [Word::Atom(_), Word::Text(_), Word::Text(text)] => Some(text),
        _ => panic!("{words:?}"),
    };
    read_initial(text, limit).map(|read| read.map(|octets| octets.to_vec()))
}

#[test]
fn a113_an_initial_response_is_a_string_and_empty_is_not_absent() {
    assert_eq!(initial(b"AUTHENTICATE \"X\"", 9), Ok(None));
    assert_eq!(initial(b"AUTHENTICATE \"X\" \"\"", 9), Ok(Some(vec![])));
    assert_eq!(initial(b"AUTHENTICATE \"X\" {0+}\r\n", 9), Ok(Some(vec![])));
    assert_eq!(initial(b"AUTHENTICATE \"X\" \"YQ==\"", 4), Ok(Some(b"a".to_vec())));
    assert_eq!(initial(b"AUTHENTICATE \"X\" {4+}\r\nYQ==", 4), Ok(Some(b"a".to_vec())));
    assert_eq!(initial(b"AUTHENTICATE \"X\" \"YWJjYWJj\"", 7), Err(Rejection::TooLong));
    for bad in ["=", "*", "YQ", "YR==", "Y Q=", "YQ==YQ==", "-_-_", "\\\\"] {
        let line = format!("AUTHENTICATE \"X\" \"{bad}\"");
        assert_eq!(initial(line.as_bytes(), 99), Err(Rejection::Undecodable), "{bad}");
    }
}

proptest! {
    #[test]
    fn there_and_back(message in prop::option::of(prop::collection::vec(any::<u8>(), 0..3000))) {
        let command = authenticate("X-A", message.as_deref()).unwrap();
        let line = command.line.strip_suffix("\r\n").unwrap();
        prop_assert_eq!(initial(line.as_bytes(), usize::MAX), Ok(message));
    }

    #[test]
    fn no_line_panics(line: Vec<u8>, text in "[ -~\r\n\"(){}+0-9\\\\]*") {
        for line in [&line[..], text.as_bytes()] {
            let count = Words::of(line).count();
            prop_assert!(count <= line.len());
            let _ = Literal::at_end_of(line);
        }
    }
}
