//! Base64 (RFC 4648 section 4) to and from slices: the canonical form alone, in time that depends on lengths and on
//! nothing else, because proofs and signatures go through here.
//!
//! What `base64ct` does character by character is done here for eight at once, one in each octet of a word: sums stay
//! below 256 and differences above zero, so that nothing is carried from one to the next.

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
    let Some(text) = to.get_mut(..text_length(octets.len())) else { return &[] };
    let (words, rest) = octets.as_chunks::<OCTETS>();
    let Some((whole, last)) = text.split_at_mut_checked(words.len().saturating_mul(LETTERS)) else {
        return &[];
    };
    for (place, [a, b, c, d, e, f]) in whole.as_chunks_mut::<LETTERS>().0.iter_mut().zip(words) {
        *place = letters(spread(u64::from_be_bytes([0, 0, *a, *b, *c, *d, *e, *f]))).to_be_bytes();
    }
    if !last.is_empty() {
        let mut word = [0; LETTERS];
        word.iter_mut().skip(2).zip(rest).for_each(|(place, octet)| *place = *octet);
        let word = letters(spread(u64::from_be_bytes(word))).to_be_bytes();
        last.iter_mut().zip(word).for_each(|(place, letter)| *place = letter);
        let padding = 2_usize.saturating_sub(rest.len().wrapping_sub(1) % 3);
        last.iter_mut().rev().take(padding).for_each(|place| *place = b'=');
    }
    text
}

/// How many octets this text stands for; they are in `to`, if it has room for so many. `None` if it is not the canonical
/// text of any.
pub(crate) fn decode(text: &[u8], to: &mut [u8]) -> Option<usize> {
    let (letters, padding) = match text {
        [letters @ .., b'=', b'='] => (letters, 2),
        [letters @ .., b'='] => (letters, 1),
        letters => (letters, 0),
    };
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let (words, rest) = letters.as_chunks::<LETTERS>();
    let (places, room) = to.as_chunks_mut::<OCTETS>();
    let (mut places, mut wrong) = (places.iter_mut(), 0);
    for word in words {
        let (sextets, faults) = numbers(u64::from_be_bytes(*word));
        wrong |= faults;
        let [_, _, octets @ ..] = gather(sextets).to_be_bytes();
        if let Some(place) = places.next() {
            *place = octets;
        }
    }
    // A canonical text has no bits that no octet has.
    let mut beyond = 0;
    if !rest.is_empty() {
        let mut word = [b'A'; LETTERS];
        word.iter_mut().zip(rest).for_each(|(place, letter)| *place = *letter);
        let (sextets, faults) = numbers(u64::from_be_bytes(word));
        wrong |= faults;
        let [_, _, octets @ ..] = gather(sextets).to_be_bytes();
        let (octets, after) = octets.split_at_checked(rest.len().saturating_mul(3) / 4)?;
        beyond = after.iter().fold(0, |sum, octet| sum | octet);
        let place = places.next().map_or(room, <[u8; OCTETS]>::as_mut_slice);
        place.iter_mut().zip(octets).for_each(|(place, octet)| *place = *octet);
    }
    let octets = (text.len() / 4).saturating_mul(3).checked_sub(padding)?;
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
    let among = |first: u8, last: u8| at_least(ascii, first) ^ at_least(ascii, last.wrapping_add(1));
    let (upper, lower, digits) = (among(b'A', b'Z'), among(b'a', b'z'), among(b'0', b'9'));
    let (plus, slash) = (among(b'+', b'+'), among(b'/', b'/'));
    let ranges = upper | lower | digits;
    let numbers = (ascii & ranges.wrapping_mul(0xff))
        .wrapping_sub(upper.wrapping_mul(b'A'.into()))
        .wrapping_sub(lower.wrapping_mul(71))
        .wrapping_add(digits.wrapping_mul(4))
        .wrapping_add(plus.wrapping_mul(62))
        .wrapping_add(slash.wrapping_mul(63));
    let faults = (word & each(0x80)) | ((ranges | plus | slash) ^ each(1));
    (numbers, faults)
}
