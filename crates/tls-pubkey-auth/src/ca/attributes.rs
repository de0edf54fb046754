//! The values of one kind in a certificate: attributes of its subject or alternative names.
use super::{
    extensions::{ALTERNATIVE_NAME, find},
    refused::NotIdentified,
    text::IA5,
};
use crate::der::{CONTEXT_0, OID, Reader, SEQUENCE};

const SET: u8 = 0x31;
/// The tag of `rfc822Name`, an IA5String.
const RFC822_NAME: u8 = 0x81;
/// The tags of both names in forms that are invalid in DER: a primitive `otherName` and a constructed
/// `rfc822Name`. Other programs accept them, so the number of names would be ambiguous.
const NOT_DER: [u8; 2] = [0x80, 0xa1];

pub(super) const COMMON_NAME: &[u8] = b"\x55\x04\x03";
pub(super) const EMAIL_ADDRESS: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01";
pub(super) const SMTP_UTF8_MAILBOX: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x09";
pub(super) const XMPP_ADDR: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x05";
pub(super) const PRINCIPAL_NAME: &[u8] = b"\x2b\x06\x01\x04\x01\x82\x37\x14\x02\x03";

/// A string with its tag.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) tag: u8,
    pub(super) octets: &'a [u8],
}

/// The single value, if one was found.
struct Only<'a>(Option<Value<'a>>);

impl<'a> Only<'a> {
    fn add(&mut self, value: Value<'a>) -> Result<(), NotIdentified> {
        if self.0.replace(value).is_some() { Err(NotIdentified::SeveralNames) } else { Ok(()) }
    }

    fn value(self) -> Result<Value<'a>, NotIdentified> {
        self.0.ok_or(NotIdentified::NoName)
    }
}

const MALFORMED: NotIdentified = NotIdentified::Malformed;

/// `Name ::= SEQUENCE OF SET OF SEQUENCE { type OID, value ANY }`: returns the only attribute with this
/// identifier, in any of the sets.
pub(super) fn of_subject<'a>(subject: &'a [u8], wanted: &[u8]) -> Result<Value<'a>, NotIdentified> {
    let mut only = Only(None);
    let mut names = Reader::new(subject);
    while !names.is_empty() {
        let mut attributes = Reader::new(names.take(SET).ok_or(MALFORMED)?.value);
        while !attributes.is_empty() {
            let mut attribute = Reader::new(attributes.take(SEQUENCE).ok_or(MALFORMED)?.value);
            let identifier = attribute.take(OID).ok_or(MALFORMED)?.value;
            let value = any(&mut attribute)?;
            if identifier == wanted {
                only.add(value)?;
            }
        }
    }
    only.value()
}

/// `SubjectAltName ::= SEQUENCE OF GeneralName`: returns the only `otherName` with this identifier. With `rfc822`,
/// names of that kind count as well.
pub(super) fn of_alternative_names<'a>(
    extensions: &'a [u8],
    wanted: &[u8],
    rfc822: bool,
) -> Result<Value<'a>, NotIdentified> {
    let Some(names) = find(extensions, ALTERNATIVE_NAME).map_err(|_| MALFORMED)? else {
        return Err(NotIdentified::NoName);
    };
    let mut only = Only(None);
    let mut names = Reader::new(Reader::only(names, SEQUENCE).ok_or(MALFORMED)?.value);
    while let Some(tag) = names.peek() {
        let octets = names.any().ok_or(MALFORMED)?.value;
        match tag {
            RFC822_NAME if rfc822 => only.add(Value { tag: IA5, octets })?,
            CONTEXT_0 => {
                // otherName ::= [0] SEQUENCE { type-id OID, value [0] EXPLICIT ANY }
                let mut other = Reader::new(octets);
                let identifier = other.take(OID).ok_or(MALFORMED)?.value;
                let mut wrapped = Reader::new(other.take(CONTEXT_0).ok_or(MALFORMED)?.value);
                if identifier == wanted {
                    only.add(any(&mut wrapped)?)?;
                }
                if !other.is_empty() {
                    return Err(MALFORMED);
                }
            }
            tag if NOT_DER.contains(&tag) => return Err(MALFORMED),
            _ => {}
        }
    }
    only.value()
}

/// Returns the only remaining element.
fn any<'a>(reader: &mut Reader<'a>) -> Result<Value<'a>, NotIdentified> {
    let tag = reader.peek().ok_or(MALFORMED)?;
    let octets = reader.any().ok_or(MALFORMED)?.value;
    if reader.is_empty() { Ok(Value { tag, octets }) } else { Err(MALFORMED) }
}
