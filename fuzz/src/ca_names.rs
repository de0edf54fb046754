//! The extraction of the name of a certificate, and the parsing of authorities and revocation lists. The first
//! octet selects.
//!
//! If a name is found and x509-parser parses the same certificate, it is the only one of its kind there.
use tls_pubkey_auth::ca::{Authorities, Authority, Crls, NameSource, fuzzing};
use x509_parser::prelude::{FromDer as _, GeneralName, X509Certificate};

/// A selector for each source of names.
pub const SOURCES: [(u8, NameSource); 5] = [
    (b'c', NameSource::CommonName),
    (b'e', NameSource::Email),
    (b's', NameSource::SanEmail),
    (b'u', NameSource::SanUpn),
    (b'x', NameSource::SanXmpp),
];

/// Returns whether the input has a name or can be used.
pub fn run(input: &[u8]) -> bool {
    let Some((kind, octets)) = input.split_first() else { return false };
    match kind {
        b'a' => Authority::new(octets).is_ok_and(|authority| {
            assert!(fuzzing::holds(octets, 0).is_some(), "dates: an authority without any");
            Authorities::new(&[], [authority]).is_ok()
        }),
        // Without algorithms no signature is valid, but lists of subordinate authorities need none.
        b'l' => crls(octets),
        _ => SOURCES.iter().find(|(of, _)| of == kind).is_some_and(|(_, source)| names(octets, *source)),
    }
}

fn crls(list: &[u8]) -> bool {
    let pem = include_bytes!("../../crates/tls-pubkey-auth/tests/authorities/ca.pem");
    let authorities = Authority::read_pem(pem).and_then(|all| Authorities::new(&[], all));
    let authorities = authorities.expect("an authority");
    let read = [Crls::new([list], &authorities), Crls::read_pem(list, &authorities)];
    read.iter().any(Result::is_ok)
}

fn names(certificate: &[u8], source: NameSource) -> bool {
    let Some(name) = fuzzing::name(certificate, source) else { return false };
    assert!(!name.is_empty() && name.trim() == name, "characters: blanks at the ends");
    assert!(!name.contains(char::is_control), "characters: a control character");
    if source != NameSource::CommonName {
        let (local, domain) = name.split_once('@').expect("addresses: not one");
        assert!(!local.is_empty() && !domain.contains('@'), "addresses: not one");
        assert_eq!(domain.to_ascii_lowercase(), domain, "addresses: two spellings of a domain");
    }
    if let Ok((rest, parsed)) = X509Certificate::from_der(certificate) {
        assert!(rest.is_empty(), "something is behind the certificate");
        if let Some(theirs) = theirs(&parsed, source) {
            let count = theirs.len();
            assert_eq!(count, 1, "several: {count} of a kind");
            let same = theirs
                .iter()
                .any(|own| own.to_ascii_lowercase().ends_with(&name.as_bytes().to_ascii_lowercase()));
            assert!(same, "several: another one's name");
        }
    }
    true
}

/// Returns the octets of all names of this kind that x509-parser reads; those of `otherName`s include their
/// wrapping.
fn theirs(certificate: &X509Certificate<'_>, source: NameSource) -> Option<Vec<Vec<u8>>> {
    let subject = certificate.subject();
    let other = match source {
        NameSource::CommonName => {
            return Some(subject.iter_common_name().map(|own| own.as_slice().to_vec()).collect());
        }
        NameSource::Email => return Some(subject.iter_email().map(|own| own.as_slice().to_vec()).collect()),
        NameSource::SanEmail => "1.3.6.1.5.5.7.8.9",
        NameSource::SanXmpp => "1.3.6.1.5.5.7.8.5",
        _ => "1.3.6.1.4.1.311.20.2.3",
    };
    let names = certificate.subject_alternative_name().ok()??;
    let octets = |name: &GeneralName<'_>| match name {
        GeneralName::RFC822Name(text) if source == NameSource::SanEmail => Some(text.as_bytes().to_vec()),
        GeneralName::OtherName(oid, value) if oid.to_id_string() == other => Some(value.to_vec()),
        _ => None,
    };
    Some(names.value.general_names.iter().filter_map(octets).collect())
}
