//! The name that a client gives itself: without effect, but useful to find a misconfigured device.
use std::fmt;

/// The stored name: escaped where it is not printable, and cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientName(String);

/// In characters.
const MAX_LENGTH: usize = 64;

impl ClientName {
    /// Makes a name from the argument of EHLO, or from parts of IMAP's ID; `None` if it is empty.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = &'a [u8]>) -> Option<Self> {
        let words = words.into_iter().map(|word| {
            // Cut before it is decoded.
            String::from_utf8_lossy(word.get(..MAX_LENGTH).unwrap_or(word)).into_owned()
        });
        let name = words.filter(|word| !word.trim().is_empty()).take(2).collect::<Vec<_>>().join(" ");
        let name: String = name.escape_debug().take(MAX_LENGTH).collect();
        (!name.is_empty()).then_some(Self(name))
    }
}

impl fmt::Display for ClientName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ClientName;

    fn name(words: &[&[u8]]) -> Option<String> {
        ClientName::new(words.iter().copied()).map(|name| name.to_string())
    }

    #[test]
    fn it_is_printable_and_has_an_end() {
        assert_eq!(name(&[b"Thunderbird", b"128.0"]).as_deref(), Some("Thunderbird 128.0"));
        assert_eq!(name(&[b"a\r\n\x1b[2Jb"]).as_deref(), Some("a\\r\\n\\u{1b}[2Jb"));
        assert_eq!(name(&[b"\xff"]).as_deref(), Some("\u{fffd}"));
        let long = name(&[&b"\x01".repeat(100_000), b"more"]).expect("a name");
        assert_eq!(long.chars().count(), 64);
        assert_eq!((name(&[]), name(&[b"", b" "])), (None, None));
    }
}
