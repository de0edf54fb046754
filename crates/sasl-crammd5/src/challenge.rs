//! The challenge: `"<" digits "." timestamp "@" host ">"`, an RFC 822 `msg-id` (RFC 2195 section 2).
use crate::host::Host;
use alloc::{format, string::String};
use sasl_core::{Entropy, Error};
use zeroize::Zeroizing;

/// Writes 128 random bits as two decimal numbers of twenty digits each, separated by a dot.
///
/// The random part is essential: with a repeated challenge the server would accept a recorded answer. The RFC has
/// a timestamp in place of the second number, but this library has no clock, and clients do not check the time.
/// Some clients reject a challenge without the dot (mox v0.0.17).
///
/// With a host of up to 11 characters the challenge fits into one MD5 block.
pub(crate) fn write(host: &Host, entropy: Entropy) -> String {
    let entropy = Zeroizing::new(entropy.into_octets());
    let random = entropy.first_chunk::<16>().unwrap_or(&[0; 16]);
    let [first, second] = halves(u128::from_be_bytes(*random));
    format!("<{first:020}.{second:020}@{}>", host.as_str())
}

/// Returns the upper and the lower 64 bits.
fn halves(number: u128) -> [u128; 2] {
    [number >> 64, number & u128::from(u64::MAX)]
}

/// Reads a challenge. A client answers only this form, because its answer is a MAC of data that the server chose.
pub(crate) fn read(challenge: &[u8]) -> Result<&[u8], Error> {
    const FORM: Error = Error::peer("CRAM-MD5: the challenge is not <text@host>");
    let inside = challenge.strip_prefix(b"<").and_then(|rest| rest.strip_suffix(b">")).ok_or(FORM)?;
    let at = inside.iter().rposition(|c| *c == b'@').ok_or(FORM)?;
    let parts = inside.split_at_checked(at).filter(|(left, right)| !left.is_empty() && right.len() > 1);
    let graphic = inside.iter().all(|c| c.is_ascii_graphic() && !matches!(c, b'<' | b'>'));
    if parts.is_some() && graphic { Ok(challenge) } else { Err(FORM) }
}
