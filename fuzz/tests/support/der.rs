//! Certificates with a name in them, and a signature that is none.

pub const UTF8: u8 = 0x0c;
pub const IA5: u8 = 0x16;
pub const CN: &[u8] = b"\x55\x04\x03";
pub const EMAIL: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01";
pub const SMTP_UTF8_MAILBOX: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x09";
pub const XMPP_ADDR: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x08\x05";
pub const PRINCIPAL_NAME: &[u8] = b"\x2b\x06\x01\x04\x01\x82\x37\x14\x02\x03";
const ED25519: &[u8] = b"\x30\x05\x06\x03\x2b\x65\x70";

pub fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = u16::try_from(body.len()).unwrap().to_be_bytes();
    let head = match length {
        [0, short @ 0..=0x7f] => vec![tag, short],
        [0, length] => vec![tag, 0x81, length],
        [high, low] => vec![tag, 0x82, high, low],
    };
    [head, body].concat()
}

pub fn attribute(oid: &[u8], tag: u8, value: &str) -> Vec<u8> {
    let pair = element(0x30, &[&element(0x06, &[oid]), &element(tag, &[value.as_bytes()])]);
    element(0x31, &[&pair])
}

pub fn rfc822(address: &str) -> Vec<u8> {
    element(0x81, &[address.as_bytes()])
}

pub fn other(oid: &[u8], value: &str) -> Vec<u8> {
    let value = element(0xa0, &[&element(UTF8, &[value.as_bytes()])]);
    element(0xa0, &[&element(0x06, &[oid]), &value])
}

/// With these attributes in its subject, and these alternative names.
pub fn certificate(attributes: &[Vec<u8>], alternative: &[Vec<u8>]) -> Vec<u8> {
    let name = |parts: &[Vec<u8>]| element(0x30, &[&parts.concat()]);
    let time = |text: &str| element(0x18, &[text.as_bytes()]);
    let names = element(0x04, &[&name(alternative)]);
    let extension = element(0x30, &[&element(0x06, &[b"\x55\x1d\x11"]), &names]);
    let extensions =
        if alternative.is_empty() { Vec::new() } else { element(0xa3, &[&element(0x30, &[&extension])]) };
    let key = element(0x03, &[&[0], &[9; 32]]);
    let parts: [&[u8]; 8] = [
        b"\xa0\x03\x02\x01\x02\x02\x01\x01",
        ED25519,
        &name(&[attribute(CN, UTF8, "An authority")]),
        &element(0x30, &[&time("20240101000000Z"), &time("21240101000000Z")]),
        &name(attributes),
        &element(0x30, &[ED25519, &key]),
        &extensions,
        b"",
    ];
    element(0x30, &[&element(0x30, &parts), ED25519, &element(0x03, &[&[0], &[0; 64]])])
}
