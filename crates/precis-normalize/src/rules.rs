//! The mapping rules of a profile, as data.

use crate::tables::class::{BLANK, LOWER, NFC_SLOW, NFKC_SLOW, SPACE, WIDTH};

/// The changes to a string before it is checked, in the order of RFC 8264 section 7.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    /// Map wide and narrow forms.
    pub(crate) width: bool,
    /// Map all spaces to U+0020.
    pub(crate) spaces: bool,
    /// Remove spaces at the ends and merge consecutive ones.
    pub(crate) squeeze: bool,
    /// Map upper-case and titlecase letters.
    pub(crate) lower: bool,
    /// Use NFKC in place of NFC.
    pub(crate) compat: bool,
    /// Use the mappings and the normalization of Unicode 3.2, for SASLprep.
    #[cfg(feature = "saslprep")]
    pub(crate) frozen: bool,
}

const NONE: Rules = Rules {
    width: false,
    spaces: false,
    squeeze: false,
    lower: false,
    compat: false,
    #[cfg(feature = "saslprep")]
    frozen: false,
};

/// RFC 8265 section 3.3.
pub(crate) const CASE_MAPPED: Rules = Rules { width: true, lower: true, ..NONE };
/// RFC 8265 section 3.4.
pub(crate) const CASE_PRESERVED: Rules = Rules { width: true, ..NONE };
/// RFC 8265 section 4.2.
pub(crate) const OPAQUE: Rules = Rules { spaces: true, ..NONE };
/// RFC 8266 section 2.3.
pub(crate) const NICKNAME: Rules = Rules { spaces: true, squeeze: true, compat: true, ..NONE };
/// RFC 8266 section 2.4.
pub(crate) const NICKNAME_KEY: Rules = Rules { lower: true, ..NICKNAME };
/// NFC and nothing else.
pub(crate) const NFC: Rules = NONE;
/// NFC of the lower-case mapping.
pub(crate) const FOLDED: Rules = Rules { lower: true, ..NONE };
/// RFC 4013 sections 2.1 and 2.2.
#[cfg(feature = "saslprep")]
pub(crate) const SASLPREP: Rules = Rules { compat: true, frozen: true, ..NONE };

impl Rules {
    /// Returns the flags of code points that normalization can change.
    pub(crate) const fn normalization(self) -> u64 {
        if self.compat { NFKC_SLOW } else { NFC_SLOW }
    }

    /// Returns the flags of code points that mapping changes.
    pub(crate) const fn mapped(self) -> u64 {
        (if self.width { WIDTH } else { 0 })
            | (if self.spaces { SPACE } else { 0 })
            | (if self.lower { LOWER } else { 0 })
    }

    /// Returns the flags of code points that need the general case. Without one of them, and with marks in order,
    /// these rules leave a string unchanged.
    pub(crate) const fn slow(self) -> u64 {
        self.normalization() | self.mapped() | if self.squeeze { BLANK } else { 0 }
    }
}
