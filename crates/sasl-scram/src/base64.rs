//! Base64 (RFC 4648 section 4) to and from slices: the canonical form alone, in time that depends on lengths and on
//! nothing else, because proofs and signatures go through here.
//!
//! What `base64ct` does character by character is done here for eight at once, one in each octet of a word: sums stay
//! below 256 and differences above zero, so that nothing is carried from one to the next.

use crate::hash::Octets;
use alloc::{vec, vec::Vec};

/// Characters of a word, and the octets that they stand for.
const LETTERS: usize = 8;
const OCTETS: usize = 6;

/// How long the text of so many octets is.
pub(crate) const fn text_length(octets: usize) -> usize {
    octets.div_ceil(3).saturating_mul(4)
}

/// The text of these octets, at the beginning of `to`; none if that has no room for it.
pub(crate) fn encode<'a>(octets: &[u8], to: &'a mut [u8]) -> &'a [u8] {
    encode_here(octets, to)
}

/// The same, made anew wherever it is called: where the length is known, as those of digests and nonces are, most of it
/// is known.
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

/// How many octets this text stands for; they are in `to`, if it has room for so many. `None` if it is not the canonical
/// text of any.
pub(crate) fn decode(text: &[u8], to: &mut [u8]) -> Option<usize> {
    decode_here(text, to)
}

/// The same for a text that is as long as it has to be, as a rule: most of it is known then.
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
    // The last word, and what of it is behind the last letter.
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
    // Padding is read as a letter that stands for nothing.
    let signs = 1_u64.wrapping_shl(u32::from(padding).wrapping_mul(8)).wrapping_sub(1) << behind;
    let last = u64::from_be_bytes(last) ^ (each(b'=' ^ b'A') & signs);
    let (sextets, faults) = numbers(last);
    wrong |= faults;
    let octets = gather(sextets);
    // A canonical text has no bits that no octet has.
    let shown = if behind == 0 { OCTETS } else { OCTETS / 2 }.checked_sub(usize::from(padding))?;
    let beyond = octets << 16 << shown.wrapping_mul(8);
    let [_, _, octets @ ..] = octets.to_be_bytes();
    let place = places.next().map_or(room, <[u8; OCTETS]>::as_mut_slice);
    place.iter_mut().zip(octets).take(shown).for_each(|(place, octet)| *place = octet);
    let octets = (text.len() / 4).saturating_mul(3).checked_sub(usize::from(padding))?;
    (wrong == 0 && beyond == 0).then_some(octets)
}

/// The octets that this text stands for.
pub(crate) fn decode_vec(text: &[u8]) -> Option<Vec<u8>> {
    let mut octets = vec![0; text.len().saturating_mul(3) / 4];
    let length = decode(text, &mut octets)?;
    octets.truncate(length);
    Some(octets)
}

/// This octet, eight times.
const fn each(octet: u8) -> u64 {
    u64::from_ne_bytes([octet; 8])
}

/// 48 bits, six of them in each octet.
fn spread(bits: u64) -> u64 {
    let bits = (bits & 0xffff_ff00_0000) << 8 | bits & 0xff_ffff;
    let bits = (bits & 0x00ff_f000_00ff_f000) << 4 | bits & 0x0000_0fff_0000_0fff;
    (bits & 0x0fc0_0fc0_0fc0_0fc0) << 2 | bits & 0x003f_003f_003f_003f
}

/// And back.
fn gather(sextets: u64) -> u64 {
    let bits = (sextets & 0x3f00_3f00_3f00_3f00) >> 2 | sextets & 0x003f_003f_003f_003f;
    let bits = (bits & 0x0fff_0000_0fff_0000) >> 4 | bits & 0x0000_0fff_0000_0fff;
    (bits & 0x00ff_ffff_0000_0000) >> 8 | bits & 0xff_ffff
}

/// 1 in each octet that is at least this, of octets below 128.
fn at_least(word: u64, least: u8) -> u64 {
    word.wrapping_add(each(128_u8.wrapping_sub(least))) >> 7 & each(1)
}

/// The letters of eight numbers below 64.
fn letters(numbers: u64) -> u64 {
    let times = |least, factor: u64| at_least(numbers, least).wrapping_mul(factor);
    numbers
        .wrapping_add(each(b'A'))
        .wrapping_add(times(26, 6)) // a to z
        .wrapping_sub(times(52, 75)) // 0 to 9
        .wrapping_sub(times(62, 15)) // +
        .wrapping_add(times(63, 3)) // /
}

/// The numbers of eight letters, and something else than zero if one of them is none.
fn numbers(word: u64) -> (u64, u64) {
    let ascii = word & each(0x7f);
    let among = |word: u64, first: u8, last: u8| at_least(word, first) ^ at_least(word, last.wrapping_add(1));
    // Small letters and large ones are the same but for one bit; `/` stands before `0`.
    let letters = among(ascii | each(0x20), b'a', b'z');
    let lower = ascii >> 5 & letters;
    let digits = among(ascii, b'/', b'9');
    let slash = digits & !at_least(ascii, b'0');
    let plus = at_least(ascii ^ each(b'+'), 1) ^ each(1);
    // Of the lowest five bits `A` has 1, `0` has 16, `/` has 15 and `+` has 11.
    let numbers = (ascii & each(0x1f))
        .wrapping_sub(letters)
        .wrapping_add(lower.wrapping_mul(26))
        .wrapping_add(digits.wrapping_mul(52 - 16))
        .wrapping_add(slash.wrapping_mul(63 - 52 + 16 - 15))
        .wrapping_add(plus.wrapping_mul(62 - 11));
    let faults = (word & each(0x80)) | ((letters | digits | plus) ^ each(1));
    (numbers, faults)
}
