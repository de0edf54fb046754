//! The conversion of octets to a line of text and back.

/// Writes printable ASCII as it is and escapes the rest, so that the text can be used in a transcript.
pub(super) fn show(octets: &[u8]) -> String {
    octets
        .iter()
        .map(|octet| match octet {
            0 => "<NUL>".into(),
            b'\\' => "\\\\".into(),
            b' '..=b'~' => char::from(*octet).to_string(),
            _ => format!("\\x{octet:02x}"),
        })
        .collect()
}

/// Parses a line to octets. Returns `None` if an escape is invalid.
pub(super) fn octets(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("<NUL>") {
            octets.push(0);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("\\\\") {
            octets.push(b'\\');
            rest = after;
        } else if let Some(after) = rest.strip_prefix("\\x") {
            octets.extend(hex(after.get(..2)?)?);
            rest = after.get(2..)?;
        } else if c == '\\' {
            return None;
        } else {
            let (own, after) = rest.split_at(c.len_utf8());
            octets.extend_from_slice(own.as_bytes());
            rest = after;
        }
    }
    Some(octets)
}

/// Parses pairs of hexadecimal digits. Returns `None` for other input.
pub(super) fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    let octets = pairs.iter().map(|[high, low]| u8::try_from(high * 16 + low).ok()).collect::<Option<_>>()?;
    rest.is_empty().then_some(octets)
}

#[cfg(test)]
mod tests {
    use super::{hex, octets, show};

    #[test]
    fn every_octet_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(octets(&show(&all)), Some(all));
        assert_eq!(octets("p\u{e4}ss"), Some("p\u{e4}ss".as_bytes().to_vec()));
    }

    #[test]
    fn a_broken_escape_is_no_message() {
        for text in ["\\", "\\x", "\\x1", "\\xg0", "\\n", "\\x+1"] {
            assert_eq!(octets(text), None, "{text}");
        }
        assert_eq!(hex("abc"), None);
    }
}
