//! Hangul syllables, which are decomposed and composed by arithmetic (Unicode, section 3.12).

const S: u32 = 0xAC00;
const L: u32 = 0x1100;
const V: u32 = 0x1161;
const T: u32 = 0x11A7;
const L_COUNT: u32 = 19;
const V_COUNT: u32 = 21;
const T_COUNT: u32 = 28;
const S_COUNT: u32 = L_COUNT * V_COUNT * T_COUNT;

/// Returns the leading consonant, the vowel and, if there is one, the trailing consonant of a syllable.
pub(crate) fn decompose(c: char) -> Option<(char, char, Option<char>)> {
    let index = offset(c, S, S_COUNT)?;
    let lead = at(L, (index / T_COUNT) / V_COUNT)?;
    let vowel = at(V, (index / T_COUNT) % V_COUNT)?;
    let trail = index % T_COUNT;
    Some((lead, vowel, if trail == 0 { None } else { at(T, trail) }))
}

/// Returns whether `c` is a jamo that can follow another in a syllable.
#[inline]
pub(crate) fn is_second(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{11C2}')
}

/// Composes two jamo, or a syllable and a trailing consonant.
pub(crate) fn compose(first: char, second: char) -> Option<char> {
    if let Some(vowel) = offset(second, V, V_COUNT) {
        let lead = offset(first, L, L_COUNT)?;
        return at(S, lead.wrapping_mul(V_COUNT).wrapping_add(vowel).wrapping_mul(T_COUNT));
    }
    let trail = offset(second, T, T_COUNT)?;
    let syllable = offset(first, S, S_COUNT)?;
    let open = syllable % T_COUNT == 0 && trail != 0;
    if open { at(u32::from(first), trail) } else { None }
}

fn offset(c: char, base: u32, count: u32) -> Option<u32> {
    u32::from(c).checked_sub(base).filter(|&offset| offset < count)
}

fn at(base: u32, offset: u32) -> Option<char> {
    base.checked_add(offset).and_then(char::from_u32)
}
