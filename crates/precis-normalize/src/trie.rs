//! A three-stage trie of code points.

use crate::tables::class::{LEAF_BITS, MIDDLE_BITS};

const LEAF_MASK: u32 = (1 << LEAF_BITS) - 1;
const MIDDLE_MASK: u32 = (1 << MIDDLE_BITS) - 1;

/// Returns the value of `c` in the trie, or `None` if the stages are inconsistent, which a test excludes.
#[inline]
pub(crate) fn get<T: Copy>(top: &[u8; 1088], middle: &[u16], leaf: &[T], c: char) -> Option<T> {
    let c = u32::from(c);
    let block = u32::from(*top.get((c >> (LEAF_BITS + MIDDLE_BITS)) as usize)?);
    let place = (block << MIDDLE_BITS) | ((c >> LEAF_BITS) & MIDDLE_MASK);
    let block = u32::from(*middle.get(place as usize)?);
    leaf.get(((block << LEAF_BITS) | (c & LEAF_MASK)) as usize).copied()
}

#[cfg(test)]
mod tests {
    use crate::tables::{class, decomposition};

    #[test]
    fn every_code_point_has_a_place() {
        for c in '\0'..=char::MAX {
            let class = super::get(&class::TOP, &class::MIDDLE, &class::LEAF, c).unwrap();
            assert!(class::INFO.get(usize::from(class)).is_some(), "{c:?}");
            let place =
                super::get(&decomposition::TOP, &decomposition::MIDDLE, &decomposition::LEAF, c).unwrap();
            assert!(usize::from(place >> 2) < decomposition::POOL.len(), "{c:?}");
        }
    }
}
