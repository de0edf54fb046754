//! The challenge: `"<" random "@" host ">"`, an RFC 822 `msg-id` (RFC 2195 section 2).
use crate::host::Host;
use alloc::string::String;
use sasl_core::{Entropy, Error};
use zeroize::Zeroizing;

/// 128 bits that no challenge had before, in hexadecimal digits. A challenge that comes twice lets in whoever has heard
/// the first answer. With a host of up to 20 characters the whole fits into one block of MD5.
pub(crate) fn write(host: &Host, entropy: Entropy) -> String {
    let entropy = Zeroizing::new(entropy.into_octets());
    let mut digits = [0; 32];
    let random = entropy.first_chunk::<16>().unwrap_or(&[0; 16]);
    // 16 octets are 32 digits, so there is always room.
    let digits = base16ct::lower::encode_str(random, &mut digits).unwrap_or_default();
    let length = host.as_str().len().saturating_add(35);
    let mut text = String::with_capacity(length);
    for part in ["<", digits, "@", host.as_str(), ">"] {
        text.push_str(part);
    }
    text
}

/// A client answers nothing but what has this form: its answer is a signature of what the server has chosen.
pub(crate) fn read(challenge: &[u8]) -> Result<&[u8], Error> {
    const FORM: Error = Error::peer("CRAM-MD5: the challenge is not <text@host>");
    let inside = challenge.strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">")).ok_or(FORM)?;
    let at = inside.iter().rposition(|c| *c == b'@').ok_or(FORM)?;
    let parts = inside.split_at_checked(at).filter(|(left, right)| !left.is_empty() && right.len() > 1);
    let graphic = inside.iter().all(|c| c.is_ascii_graphic() && !matches!(c, b'<' | b'>'));
    if parts.is_some() && graphic { Ok(challenge) } else { Err(FORM) }
}
