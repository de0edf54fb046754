//! Email addresses, `user@domain`.
use super::refused::NotIdentified;
use alloc::string::String;

/// The characters of the part before the `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Local {
    /// ASCII alone.
    Ascii,
    /// At least one character that is not ASCII. ASCII addresses belong in another field.
    Beyond,
    /// Either of them.
    Any,
}

/// Returns an address with its domain in lower case. The local part is unchanged, because the directory decides
/// whether its case matters.
///
/// Only the form `dot-atom@domain` is accepted (RFC 5321 section 4.1.2), because quoted parts and address literals
/// have several spellings. The domain is ASCII; others have A-labels (RFC 9598 section 3).
pub(super) fn read(text: &str, local: Local) -> Result<String, NotIdentified> {
    let parts = text.split_once('@').filter(|(name, domain)| is_local(name, local) && is_domain(domain));
    let (name, domain) = parts.ok_or(NotIdentified::NotAnAddress)?;
    Ok([name, "@", &domain.to_ascii_lowercase()].concat())
}

fn is_local(name: &str, local: Local) -> bool {
    let is_atom = |c: char| {
        !c.is_ascii() && !c.is_whitespace() || c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
    };
    let is_fit = match local {
        Local::Ascii => name.is_ascii(),
        Local::Beyond => !name.is_ascii(),
        Local::Any => true,
    };
    is_fit && name.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
}

/// Returns whether the domain consists of letters, digits and hyphens, in labels of up to 63 characters.
pub(super) fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.len() <= 253 && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_domain_has_no_case_and_the_rest_keeps_its() {
        assert_eq!(read("Alice.B@Example.ORG", Local::Ascii).unwrap(), "Alice.B@example.org");
        assert_eq!(read("a+b@localhost", Local::Any).unwrap(), "a+b@localhost");
        assert_eq!(read("jörg@XN--BCHER-KVA.example", Local::Beyond).unwrap(), "jörg@xn--bcher-kva.example");
    }

    #[test]
    fn what_is_no_plain_address() {
        for text in [
            "",
            "alice",
            "@example.org",
            "alice@",
            "a@b@example.org",
            "\"a b\"@example.org",
            "a b@example.org",
            "alice@[127.0.0.1]",
            "alice@example..org",
            "alice@.example.org",
            "alice@example.org.",
            ".a@example.org",
            "a..b@example.org",
            "alice@-a.org",
            "alice@bücher.example",
            "alice@example.org/phone",
            "a\u{a0}b@c.org",
        ] {
            assert!(read(text, Local::Any).is_err(), "{text}");
        }
        assert!(read("jörg@example.org", Local::Ascii).is_err());
        assert!(read("alice@example.org", Local::Beyond).is_err());
    }
}
