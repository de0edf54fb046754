//! Canonical base64 (RFC 4648 section 4), into memory that is wiped.
use crate::secret::Secret;
use alloc::vec;
use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

/// Decodes a text. Returns `None` for every text that is not an output of [`push`]. The empty text is the empty
/// message.
pub(crate) fn decode(text: &[u8]) -> Option<Secret> {
    let room = text.len().div_ceil(4).saturating_mul(3);
    let mut octets = Zeroizing::new(vec![0; room]);
    let length = Base64::decode(text, &mut octets).ok()?.len();
    octets.truncate(length);
    Some(Secret::new(octets))
}

/// Writes the encoding in pieces of at most 64 characters.
pub(crate) fn push(octets: &[u8], mut write: impl FnMut(&[u8])) {
    let mut piece = Zeroizing::new([0; 64]);
    for chunk in octets.chunks(48) {
        // 48 octets fill the buffer exactly, so it is always large enough, and only the last chunk is padded.
        write(Base64::encode(chunk, &mut *piece).unwrap_or_default().as_bytes());
    }
}
