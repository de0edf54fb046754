//! The values of one kind that a certificate has: attributes of its subject, or alternative names.
use super::{
    extensions::{ALTERNATIVE_NAME, find},
    refused::NotIdentified,
    text::IA5,
};
use crate::der::{CONTEXT_0, OID, Reader, SEQUENCE};

const SET: u8 = 0x31;
/// `rfc822Name`, an IA5String with a tag of its own.
const RFC822_NAME: u8 = 0x81;
/// The same two as no DER has them: an `otherName` that is primitive, an `rfc822Name` that is constructed. Others read them
/// as what they look like, so there is no saying how many names there are.
const NOT_DER: [u8; 2] = [0x80, 0xa1];

pub(super) const COMMON_NAME: &[u8] = b"\x55\x04\x03";
pub(super) const EMAIL_ADDRESS: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01";
pub(super) const SMTP_UTF8_MAILBOX: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x09";
pub(super) const XMPP_ADDR: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x05";
pub(super) const PRINCIPAL_NAME: &[u8] = b"\x2b\x06\x01\x04\x01\x82\x37\x14\x02\x03";

/// A string, as it stands there.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) tag: u8,
    pub(super) octets: &'a [u8],
}

/// None yet, or just one.
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

/// `Name ::= SEQUENCE OF SET OF SEQUENCE { type OID, value ANY }`: the only attribute with this identifier, in whichever
/// of the sets.
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

/// `SubjectAltName ::= SEQUENCE OF GeneralName`: the only `otherName` with this identifier; with `rfc822` these names
/// count as well.
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

/// The one element that is left.
fn any<'a>(reader: &mut Reader<'a>) -> Result<Value<'a>, NotIdentified> {
    let tag = reader.peek().ok_or(MALFORMED)?;
    let octets = reader.any().ok_or(MALFORMED)?.value;
    if reader.is_empty() { Ok(Value { tag, octets }) } else { Err(MALFORMED) }
}
