//! A peer's words never reach a terminal or a log as they are.
use sasl_core::UntrustedText;

#[test]
fn a030_control_characters_are_escaped() {
    for (sent, shown) in [
        (&b"other-error"[..], "other-error"),
        (b"\x1b[2J", "\\u{1b}[2J"),
        (b"one\r\ntwo\0", "one\\u{d}\\u{a}two\\u{0}"),
        (b"\x7f\t", "\\u{7f}\\u{9}"),
    ] {
        let text = UntrustedText::new(sent);
        assert_eq!(text.to_string(), shown);
        assert_eq!(format!("{text:?}"), format!("UntrustedText({shown})"));
    }
}

#[test]
fn a030_non_ascii_is_escaped_so_that_the_line_cannot_be_reversed() {
    let shown = UntrustedText::new("p\u{e4}ss \u{202e}dwp\u{2028}".as_bytes()).to_string();
    assert_eq!(shown, "p\\u{e4}ss \\u{202e}dwp\\u{2028}");
    assert_eq!(UntrustedText::new(b"\xff\xc3").to_string(), "\\u{fffd}\\u{fffd}");
}

#[test]
fn a030_whatever_octets_come_only_printable_ascii_is_shown() {
    let all: Vec<u8> = (0..=255).collect();
    let text = UntrustedText::new(&all);
    assert!(text.to_string().bytes().chain(format!("{text:?}").bytes()).all(|c| (b' '..=b'~').contains(&c)));
}

#[test]
fn a030_long_texts_are_cut() {
    assert_eq!(UntrustedText::new(&[b'x'; 1024]).as_untrusted_str().len(), 1024);
    assert_eq!(UntrustedText::new(&[b'x'; 1025]).as_untrusted_str().len(), 1024);
    let cut = UntrustedText::new(&[b"x".as_slice(), "\u{e4}".repeat(600).as_bytes()].concat());
    assert_eq!(cut.as_untrusted_str().chars().filter(|c| *c == '\u{e4}').count(), 511);
    assert_eq!(cut.as_untrusted_str().chars().last(), Some('\u{fffd}'));
}

#[test]
fn the_text_is_available_as_sent_on_request() {
    assert_eq!(UntrustedText::new(b"\x1b").as_untrusted_str(), "\x1b");
}
