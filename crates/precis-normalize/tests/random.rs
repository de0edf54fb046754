//! Random strings of difficult characters against the independent computation.
//!
//! `PRECIS_RANDOM_CASES=3000000 cargo test --release --test random` runs more of them.
#![cfg(feature = "saslprep")]

mod agree;
mod reference;

/// Characters that some rule treats in a special way, by theme.
const THEMES: [&str; 14] = [
    // Plain, upper and title case, sharp s, final sigma, dotted I, capitals that compatibility hides.
    "abliIwWßẞσςΣİıǅǲᾈᾼΩKÅϔ𝐀ℌ™ⅧⓐDŽꭰᏸႠ𐐀𐓐",
    // Marks of several classes, and characters that contain some.
    "\u{301}\u{300}\u{308}\u{307}\u{323}\u{327}\u{328}\u{345}\u{338}\u{30A}\u{344}\u{340}\u{343}éñǖṩạ̈ốⱥaeo\u{1D165}\u{1D16E}\u{1D15E}",
    // Joiners, viramas and what joins.
    "\u{200C}\u{200D}\u{94D}कष\u{93C}\u{958}\u{D4D}ക\u{BCD}த\u{2D7F}\u{A953}\u{10A3F}جبا\u{640}\u{64B}\u{651}\u{670}\u{A872}\u{AD}ߊ",
    // Arabic and Hebrew with marks, digits of all kinds.
    "اببتمح\u{64B}\u{654}\u{655}\u{653}٠٣٩۰۴۹019אבשׁ\u{5B0}\u{5BC}׳״-+.,/!@",
    // Wide and narrow forms.
    "ＡＢｚ０！＠￣￥｡ｱｶﾞﾟﾡﾂￂ\u{FFA0}\u{3000}￦￨～｟",
    // Jamo and syllables.
    "\u{1100}\u{1112}\u{1161}\u{1175}\u{11A8}\u{11C2}\u{11A7}\u{1113}\u{1176}\u{11C3}가각힣\u{A960}\u{D7B0}\u{3131}\u{314F}\u{302E}",
    // Spaces and what becomes one.
    "  \u{A0}\u{2003}\u{3000}\u{1680}\u{202F}\u{200B}\u{A8}\u{AF}\u{B4}\u{B8}\u{2D9}\u{309B}\u{FDFA}\u{FE70}\u{1FBD}\u{384}a",
    // The contextual ones and their neighbours.
    "llL·\u{387}\u{301}\u{375}\u{374}αΑ\u{1FBE}׳״א・･アｱ漢ひー〇\u{30FC}a",
    // Ligatures and other compatibility characters.
    "ﬁﬃﬓŉĳ①½㌔㍿ª²ﷲﻼשּׁﬞיִ\u{FB1D}豈\u{F900}\u{2F868}\u{2F874}\u{2F91F}\u{2F95F}\u{2F9BF}\u{2FA1D}",
    // Composition exclusions, compositions of starters, and marks that stand first.
    "\u{9C7}\u{9BE}\u{9D7}\u{9DC}\u{BC6}\u{BBE}\u{DD9}\u{DCF}\u{DCA}\u{DDD}\u{1B05}\u{1B35}\u{16D63}\u{16D67}\u{16D68}\u{16D69}\u{16D6A}\u{11347}\u{1133E}\u{F71}\u{F72}\u{F74}\u{F73}\u{F81}\u{CC6}\u{CC2}\u{CD5}\u{CBF}",
    // What is refused: controls, separators, noncharacters, private use, invisible ones.
    "\t\n\u{7F}\u{85}\u{2028}\u{FFFE}\u{FDD0}\u{10FFFF}\u{E000}\u{FE0F}\u{34F}\u{E0041}\u{115F}\u{180E}\u{FEFF}a",
    // Unassigned, and assigned after Unicode 3.2 or 6.3.
    "\u{378}\u{E0080}\u{2FE0}\u{1F980}\u{1E900}\u{1E943}\u{A7AE}\u{1C90}\u{221}\u{1DC4}\u{859}\u{358}\u{ACF}\u{1AB0}\u{897}a\u{5C7}",
    // Symbols and right-to-left scripts beyond the first plane.
    "😀❤☃\u{2800}\u{10800}\u{10A00}\u{10A01}\u{1E800}\u{1E8D0}\u{10D30}\u{10E60}\u{6DD}\u{70F}\u{7C0}\u{7CA}",
    // Braille and letterlike symbols whose direction changed.
    "\u{2132}\u{2801}\u{1734}\u{17B4}\u{1D6C1}\u{302F}\u{1885}\u{5D0}\u{627}a",
];

/// A small generator; the sequence has to be the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

#[test]
fn random_strings_agree() {
    let themes: Vec<Vec<char>> = THEMES.iter().map(|theme| theme.chars().collect()).collect();
    let cases = std::env::var("PRECIS_RANDOM_CASES").map_or(30_000, |n| n.parse().unwrap());
    let seed = std::env::var("PRECIS_RANDOM_SEED").map_or(0x5EED, |n| n.parse().unwrap());
    let mut random = Random(seed);
    for case in 0..cases {
        let length = match case % 64 {
            // Runs of marks that are longer than any buffer.
            0 => 30 + random.below(60),
            _ => 1 + random.below(9),
        };
        let (one, two) = (random.below(themes.len()), random.below(themes.len()));
        let theme = if case % 64 == 0 { 1 } else { one };
        let text: String = (0..length)
            .map(|_| {
                let theme = &themes[[two, 0, theme][random.below(8).min(2)]];
                theme[random.below(theme.len())]
            })
            .collect();
        agree::check(&text);
    }
}

/// Any code points at all.
#[test]
fn random_code_points_agree() {
    let cases = std::env::var("PRECIS_RANDOM_CASES").map_or(10_000, |n| n.parse().unwrap());
    let mut random = Random(0xC0DE);
    for _ in 0..cases {
        let length = 1 + random.below(6);
        let limit = [0x800, 0x3000, 0x1_1000, 0x11_0000][random.below(4)];
        let text: String = (0..length).filter_map(|_| char::from_u32(random.below(limit) as u32)).collect();
        agree::check(&text);
    }
}
