//! Base64 (RFC 4648 section 4) to and from slices. Only the canonical form is accepted. Time depends on lengths
//! alone, because proofs and signatures are encoded here.
//!
//! `base64ct` handles one character at a time. This code handles eight, one in each octet of a word. Sums stay below
//! 256 and differences above zero, so there are no carries between octets.

use crate::hash::Octets;
use alloc::{vec, vec::Vec};

/// The number of characters in a word, and of the octets that they encode.
const LETTERS: usize = 8;
const OCTETS: usize = 6;

/// Returns the length of the text for this number of octets.
pub(crate) const fn text_length(octets: usize) -> usize {
    octets.div_ceil(3).saturating_mul(4)
}

/// Writes the text of these octets at the beginning of `to`. Returns an empty slice if `to` is too small.
pub(crate) fn encode<'a>(octets: &[u8], to: &'a mut [u8]) -> &'a [u8] {
    encode_here(octets, to)
}

/// Does the same as [`encode`], inlined at each call: where the length is constant, as for digests and nonces, the
/// compiler can specialize it.
#[inline(always)]
pub(crate) fn encode_here<'a>(octets: &[u8], to: &'a mut [u8]) -> &'a [u8] {
    let Some(text) = to.get_mut(..text_length(octets.len())) else { return &[] };
    let (words, rest) = octets.as_chunks::<OCTETS>();
    let (places, last) = text.as_chunks_mut::<LETTERS>();
    let mut places = places.iter_mut();
    for ([a, b, c, d, e, f], place) in words.iter().zip(&mut places) {
        *place = letters(spread(u64::from_be_bytes([0, 0, *a, *b, *c, *d, *e, *f]))).to_be_bytes();
    }
    let word = match *rest {
        [] => return text,
        [a] => [0, 0, a, 0, 0, 0, 0, 0],
        [a, b] => [0, 0, a, b, 0, 0, 0, 0],
        [a, b, c] => [0, 0, a, b, c, 0, 0, 0],
        [a, b, c, d, ..] => [0, 0, a, b, c, d, rest.get(4).map_or(0, |e| *e), 0],
    };
    let mut word = letters(spread(u64::from_be_bytes(word))).to_be_bytes();
    let [_, _, c, d, _, _, g, h] = &mut word;
    match rest.len() {
        1 => (*c, *d) = (b'=', b'='),
        2 => *d = b'=',
        4 => (*g, *h) = (b'=', b'='),
        5 => *h = b'=',
        _ => {}
    }
    match (places.next(), last.first_chunk_mut::<4>(), word.first_chunk::<4>()) {
        (Some(place), ..) => *place = word,
        (None, Some(place), Some(half)) => *place = *half,
        _ => {}
    }
    text
}

/// Decodes a text into `to` as far as there is space. Returns the number of octets that the text encodes, or
/// `None` if it is not canonical.
pub(crate) fn decode(text: &[u8], to: &mut [u8]) -> Option<usize> {
    decode_here(text, to)
}

/// Decodes a text whose expected length is known, so that the compiler can specialize it.
#[inline]
pub(crate) fn decode_octets<O: Octets>(text: &[u8], to: &mut O) -> Option<usize> {
    if text.len() == text_length(O::LENGTH) {
        decode_here(text, to.as_mut())
    } else {
        decode(text, to.as_mut())
    }
}

#[inline(always)]
fn decode_here(text: &[u8], to: &mut [u8]) -> Option<usize> {
    let padding = match text {
        [.., b'=', b'='] => 2_u8,
        [.., b'='] => 1,
        _ => 0,
    };
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let (words, half) = text.as_chunks::<LETTERS>();
    // The last word, and the bits after its last character.
    let (whole, last, behind) = match (half, words.split_last()) {
        ([a, b, c, d], _) => (words, [*a, *b, *c, *d, b'A', b'A', b'A', b'A'], 32),
        (_, Some((last, whole))) => (whole, *last, 0),
        (_, None) => return Some(0),
    };
    let (places, room) = to.as_chunks_mut::<OCTETS>();
    let (mut places, mut wrong) = (places.iter_mut(), 0);
    for word in whole {
        let (sextets, faults) = numbers(u64::from_be_bytes(*word));
        wrong |= faults;
        let [_, _, octets @ ..] = gather(sextets).to_be_bytes();
        if let Some(place) = places.next() {
            *place = octets;
        }
    }
    // Padding is read as a character with the value 0.
    let signs = 1_u64.wrapping_shl(u32::from(padding).wrapping_mul(8)).wrapping_sub(1) << behind;
    let last = u64::from_be_bytes(last) ^ (each(b'=' ^ b'A') & signs);
    let (sextets, faults) = numbers(last);
    wrong |= faults;
    let octets = gather(sextets);
    // In a canonical text the unused bits are zero.
    let shown = if behind == 0 { OCTETS } else { OCTETS / 2 }.checked_sub(usize::from(padding))?;
    let beyond = octets << 16 << shown.wrapping_mul(8);
    let [_, _, octets @ ..] = octets.to_be_bytes();
    let place = places.next().map_or(room, <[u8; OCTETS]>::as_mut_slice);
    place.iter_mut().zip(octets).take(shown).for_each(|(place, octet)| *place = octet);
    let octets = (text.len() / 4).saturating_mul(3).checked_sub(usize::from(padding))?;
    (wrong == 0 && beyond == 0).then_some(octets)
}

/// Returns the octets that this text encodes.
pub(crate) fn decode_vec(text: &[u8]) -> Option<Vec<u8>> {
    let mut octets = vec![0; text.len().saturating_mul(3) / 4];
    let length = decode(text, &mut octets)?;
    octets.truncate(length);
    Some(octets)
}

/// Returns a word that consists of this octet eight times.
const fn each(octet: u8) -> u64 {
    u64::from_ne_bytes([octet; 8])
}

/// Distributes 48 bits over eight octets, six bits in each.
fn spread(bits: u64) -> u64 {
    let bits = (bits & 0xffff_ff00_0000) << 8 | bits & 0xff_ffff;
    let bits = (bits & 0x00ff_f000_00ff_f000) << 4 | bits & 0x0000_0fff_0000_0fff;
    (bits & 0x0fc0_0fc0_0fc0_0fc0) << 2 | bits & 0x003f_003f_003f_003f
}

/// Reverses [`spread`].
fn gather(sextets: u64) -> u64 {
    let bits = (sextets & 0x3f00_3f00_3f00_3f00) >> 2 | sextets & 0x003f_003f_003f_003f;
    let bits = (bits & 0x0fff_0000_0fff_0000) >> 4 | bits & 0x0000_0fff_0000_0fff;
    (bits & 0x00ff_ffff_0000_0000) >> 8 | bits & 0xff_ffff
}

/// Returns 1 in each octet that is at least `least`, for octets below 128.
fn at_least(word: u64, least: u8) -> u64 {
    word.wrapping_add(each(128_u8.wrapping_sub(least))) >> 7 & each(1)
}

/// Returns the characters of eight numbers below 64.
fn letters(numbers: u64) -> u64 {
    let times = |least, factor: u64| at_least(numbers, least).wrapping_mul(factor);
    numbers
        .wrapping_add(each(b'A'))
        .wrapping_add(times(26, 6)) // a to z
        .wrapping_sub(times(52, 75)) // 0 to 9
        .wrapping_sub(times(62, 15)) // +
        .wrapping_add(times(63, 3)) // /
}

/// Returns the numbers of eight characters, and a non-zero value if a character is invalid.
fn numbers(word: u64) -> (u64, u64) {
    let ascii = word & each(0x7f);
    let among = |word: u64, first: u8, last: u8| at_least(word, first) ^ at_least(word, last.wrapping_add(1));
    // Upper and lower case letters differ in one bit; `/` precedes `0`.
    let letters = among(ascii | each(0x20), b'a', b'z');
    let lower = ascii >> 5 & letters;
    let digits = among(ascii, b'/', b'9');
    let slash = digits & !at_least(ascii, b'0');
    let plus = at_least(ascii ^ each(b'+'), 1) ^ each(1);
    // The lowest five bits of `A` are 1, of `0` 16, of `/` 15 and of `+` 11.
    let numbers = (ascii & each(0x1f))
        .wrapping_sub(letters)
        .wrapping_add(lower.wrapping_mul(26))
        .wrapping_add(digits.wrapping_mul(52 - 16))
        .wrapping_add(slash.wrapping_mul(63 - 52 + 16 - 15))
        .wrapping_add(plus.wrapping_mul(62 - 11));
    let faults = (word & each(0x80)) | ((letters | digits | plus) ^ each(1));
    (numbers, faults)
}
