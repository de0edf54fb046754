//! Canonical base64 (RFC 4648 section 4), in constant time and wiped.
//!
//! Every message has exactly one encoding, and no other is accepted: no white space, no missing or surplus
//! padding, no trailing bits (RFC 4648 section 3.5), no URL-safe alphabet.
use alloc::{string::String, vec, vec::Vec};
use base64ct::{Base64, Encoding};
use core::{fmt, ops::Deref};
use zeroize::Zeroizing;

/// A decoded line. It often contains a password, so it is wiped when dropped and `Debug` is redacted.
pub struct Decoded(Zeroizing<Vec<u8>>);

/// The error for a text that is not canonical base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotBase64;

/// Encodes public data, such as a server's challenge.
///
/// ```
/// assert_eq!(sasl_mail::base64::encode(b"Username:"), "VXNlcm5hbWU6");
/// ```
pub fn encode(octets: &[u8]) -> String {
    let mut text = String::with_capacity(length(octets.len()));
    push(&mut text, octets);
    text
}

/// Encodes data that can contain a password or a token. The text is wiped when dropped.
pub fn encode_secret(octets: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(encode(octets))
}

/// Decodes a text without its line ending. The empty text is the empty message.
///
/// # Errors
/// [`NotBase64`] for every text that is not an output of [`encode`].
///
/// ```
/// use sasl_mail::base64::{NotBase64, decode};
/// assert_eq!(&*decode(b"YQ==").unwrap(), b"a");
/// assert_eq!(decode(b"YR==").unwrap_err(), NotBase64);
/// ```
pub fn decode(text: &[u8]) -> Result<Decoded, NotBase64> {
    let room = text.len().div_ceil(4).saturating_mul(3);
    let mut octets = Zeroizing::new(vec![0; room]);
    let decoded = Base64::decode(text, &mut octets).map_err(|_| NotBase64)?.len();
    octets.truncate(decoded);
    Ok(Decoded(octets))
}

/// Appends an encoding. For secret data the text needs a free capacity of [`length`], so that its growth leaves no
/// copy in memory.
pub(crate) fn push(text: &mut String, octets: &[u8]) {
    let mut piece = Zeroizing::new([0; 64]);
    for chunk in octets.chunks(48) {
        // 48 octets fill the buffer exactly, so it is always large enough, and only the last chunk is padded.
        text.push_str(Base64::encode(chunk, &mut *piece).unwrap_or_default());
    }
}

/// Returns the number of characters for this number of octets.
pub(crate) const fn length(octets: usize) -> usize {
    octets.div_ceil(3).saturating_mul(4)
}

impl Deref for Decoded {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Decoded {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<Decoded> for Zeroizing<Vec<u8>> {
    fn from(decoded: Decoded) -> Self {
        decoded.0
    }
}

impl fmt::Debug for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decoded(..)")
    }
}

impl fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not canonical base64")
    }
}

impl core::error::Error for NotBase64 {}
