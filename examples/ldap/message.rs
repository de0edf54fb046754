//! Reading and writing of BindRequest and BindResponse.
use der::{
    Decode as _, Encode as _, Header, Length, Reader as _, Result, SliceReader, Tag, TagNumber,
    asn1::OctetStringRef,
};
use std::io::{self, Read};
use zeroize::Zeroizing;

/// The maximum length of a message in octets: the longest credentials and their framing.
const LONGEST: u32 = 70_000;
const BIND_REQUEST: Tag = Tag::Application { constructed: true, number: TagNumber(0) };
const BIND_RESPONSE: Tag = Tag::Application { constructed: true, number: TagNumber(1) };
const SASL: Tag = Tag::ContextSpecific { constructed: true, number: TagNumber(3) };
const SERVER_CREDENTIALS: Tag = Tag::ContextSpecific { constructed: false, number: TagNumber(7) };

pub(crate) struct BindRequest {
    pub(crate) id: i32,
    pub(crate) version: u8,
    /// The mechanism; `None` for a simple bind.
    pub(crate) mechanism: Option<String>,
    /// The credentials. Absent ones differ from empty ones.
    pub(crate) credentials: Option<Zeroizing<Vec<u8>>>,
}

pub(crate) struct BindResponse {
    pub(crate) id: i32,
    pub(crate) code: u8,
    pub(crate) credentials: Option<Vec<u8>>,
}

/// Reads a whole message.
pub(crate) fn receive(stream: &mut impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    // A tag, and a length of one octet or of the given number of octets.
    let mut start = [0; 6];
    stream.read_exact(&mut start[..2])?;
    let more = if start[1] < 0x80 { 0 } else { usize::from(start[1] & 0x7f) };
    let start = start.get_mut(..2 + more).ok_or(io::ErrorKind::InvalidData)?;
    stream.read_exact(&mut start[2..])?;
    let header = Header::from_der(start).map_err(io::Error::other)?;
    let length = u32::from(header.length());
    if header.tag() != Tag::Sequence || length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut message = Zeroizing::new(Vec::with_capacity(start.len() + length as usize));
    message.extend_from_slice(start);
    stream.take(length.into()).read_to_end(&mut message)?;
    Ok(message)
}

impl BindRequest {
    /// Parses a message. Controls, which can be critical, and requests other than bind are errors.
    pub(crate) fn read(message: &[u8]) -> Result<Self> {
        read(message, BIND_REQUEST, |id, bind| {
            let version = u8::decode(bind)?;
            // With SASL the name has no meaning (RFC 4513 section 5.2.1.2).
            <&OctetStringRef>::decode(bind)?;
            let choice = Header::decode(bind)?;
            if choice.tag() != SASL {
                bind.read_slice(choice.length())?;
                return Ok(Self { id, version, mechanism: None, credentials: None });
            }
            bind.read_nested(choice.length(), |sasl| {
                let mechanism =
                    String::from_utf8_lossy(<&OctetStringRef>::decode(sasl)?.as_bytes()).into_owned();
                let credentials = match sasl.is_finished() {
                    true => None,
                    false => Some(<&OctetStringRef>::decode(sasl)?.as_bytes().to_vec().into()),
                };
                Ok(Self { id, version, mechanism: Some(mechanism), credentials })
            })
        })
    }

    pub(crate) fn write(&self) -> Result<Zeroizing<Vec<u8>>> {
        let credentials = self.credentials.as_deref().map(|credentials| tlv(Tag::OctetString, credentials));
        let sasl = [
            tlv(Tag::OctetString, self.mechanism.as_deref().unwrap_or_default().as_bytes())?,
            credentials.transpose()?.unwrap_or_default(),
        ];
        let bind = [self.version.to_der()?.into(), tlv(Tag::OctetString, b"")?, tlv(SASL, &joined(&sasl))?];
        tlv(Tag::Sequence, &joined(&[self.id.to_der()?.into(), tlv(BIND_REQUEST, &joined(&bind))?]))
    }
}

impl BindResponse {
    pub(crate) fn read(message: &[u8]) -> Result<Self> {
        read(message, BIND_RESPONSE, |id, bind| {
            let code = Header::decode(bind)?;
            let (Tag::Enumerated, &[code]) = (code.tag(), bind.read_slice(code.length())?) else {
                return Err(code.tag().unexpected_error(Some(Tag::Enumerated)).into());
            };
            <&OctetStringRef>::decode(bind)?;
            <&OctetStringRef>::decode(bind)?;
            let credentials = match bind.is_finished() {
                true => None,
                false => {
                    let header = Header::decode(bind)?;
                    header.tag().assert_eq(SERVER_CREDENTIALS)?;
                    Some(bind.read_slice(header.length())?.to_vec())
                }
            };
            Ok(Self { id, code, credentials })
        })
    }

    pub(crate) fn write(&self) -> Result<Zeroizing<Vec<u8>>> {
        let nothing = tlv(Tag::OctetString, b"")?;
        let credentials = self.credentials.as_deref().map(|credentials| tlv(SERVER_CREDENTIALS, credentials));
        let bind = [
            tlv(Tag::Enumerated, &[self.code])?,
            nothing.clone(),
            nothing,
            credentials.transpose()?.unwrap_or_default(),
        ];
        tlv(Tag::Sequence, &joined(&[self.id.to_der()?.into(), tlv(BIND_RESPONSE, &joined(&bind))?]))
    }
}

fn read<'a, T>(
    message: &'a [u8],
    operation: Tag,
    inside: impl FnOnce(i32, &mut SliceReader<'a>) -> Result<T>,
) -> Result<T> {
    let mut reader = SliceReader::new(message)?;
    let read = reader.sequence(|message| {
        let id = i32::decode(message)?;
        let header = Header::decode(message)?;
        header.tag().assert_eq(operation)?;
        message.read_nested(header.length(), |operation| inside(id, operation))
    })?;
    reader.finish()?;
    Ok(read)
}

fn tlv(tag: Tag, value: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let header = Header::new(tag, Length::try_from(value.len())?).to_der()?;
    Ok([&header, value].concat().into())
}

fn joined(parts: &[Zeroizing<Vec<u8>>]) -> Zeroizing<Vec<u8>> {
    parts.iter().map(|part| part.as_slice()).collect::<Vec<_>>().concat().into()
}
