//! The name in a certificate.
use super::{
    address::{self, Local},
    attributes::{
        COMMON_NAME, EMAIL_ADDRESS, PRINCIPAL_NAME, SMTP_UTF8_MAILBOX, Value, XMPP_ADDR,
        of_alternative_names, of_subject,
    },
    layout::Layout,
    refused::NotIdentified,
    source::NameSource,
    text::{self, IA5, UTF8},
};
use alloc::string::String;

/// Returns the name in this field of a certificate, if it is the only one.
pub(super) fn read(certificate: &Layout<'_>, source: NameSource) -> Result<String, NotIdentified> {
    let subject = |wanted| of_subject(certificate.subject, wanted);
    let alternative = |wanted, rfc822| of_alternative_names(certificate.extensions, wanted, rfc822);
    match source {
        NameSource::CommonName => {
            let Value { tag, octets } = subject(COMMON_NAME)?;
            text::read(tag, octets).map(String::from)
        }
        NameSource::Email => {
            let Value { tag, octets } = subject(EMAIL_ADDRESS)?;
            address::read(text::read(tag, octets)?, Local::Ascii)
        }
        NameSource::SanEmail => {
            let value = alternative(SMTP_UTF8_MAILBOX, true)?;
            // RFC 9598 section 3: an ASCII address belongs in an rfc822Name, so that no address has two forms.
            let local = if value.tag == IA5 { Local::Ascii } else { Local::Beyond };
            address::read(utf8(value)?, local)
        }
        NameSource::SanUpn => address::read(only_utf8(alternative(PRINCIPAL_NAME, false)?)?, Local::Any),
        NameSource::SanXmpp => address::read(only_utf8(alternative(XMPP_ADDR, false)?)?, Local::Any),
    }
}

/// Reads an `rfc822Name` or an `otherName` with a UTF8String.
fn utf8(value: Value<'_>) -> Result<&str, NotIdentified> {
    if value.tag == IA5 { text::read(value.tag, value.octets) } else { only_utf8(value) }
}

/// Reads an `otherName` that must be a UTF8String.
fn only_utf8(value: Value<'_>) -> Result<&str, NotIdentified> {
    if value.tag == UTF8 { text::read(value.tag, value.octets) } else { Err(NotIdentified::NameType) }
}
