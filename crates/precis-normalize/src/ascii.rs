//! A scan of ASCII strings, eight bytes at a time.

/// The kinds of ASCII characters in a string.
pub(crate) struct Ascii {
    pub(crate) control: bool,
    pub(crate) space: bool,
    pub(crate) upper: bool,
}

/// The lowest bit of every byte.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of every byte.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Scans an ASCII string. Returns `None` if it contains other characters.
#[inline]
pub(crate) fn scan(text: &str) -> Option<Ascii> {
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let (mut other, mut control, mut space, mut upper) = (0, 0, 0, 0);
    let mut look = |chunk: [u8; 8]| {
        let word = u64::from_le_bytes(chunk);
        other |= word & HIGH;
        control |= below(word, b' ') | below(word ^ each(0x7F), 1);
        space |= below(word ^ each(b' '), 1);
        upper |= below(word, b'Z' + 1) & !below(word, b'A');
    };
    chunks.iter().for_each(|chunk| look(*chunk));
    if !rest.is_empty() {
        // Padded with a letter that belongs to none of the kinds.
        let mut last = [b'a'; 8];
        last.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
        look(last);
    }
    if other != 0 {
        None
    } else {
        Some(Ascii { control: control != 0, space: space != 0, upper: upper != 0 })
    }
}

/// Returns a word of eight equal bytes.
const fn each(byte: u8) -> u64 {
    ONES.wrapping_mul(byte as u64)
}

/// Returns the highest bit of each byte that is smaller than `limit`, if all bytes are ASCII.
const fn below(word: u64, limit: u8) -> u64 {
    !(word | HIGH).wrapping_sub(each(limit)) & HIGH
}
