//! Dictionaries, as libFuzzer reads them.

/// The words of a target's dictionary.
pub fn dictionary(target: &str) -> Vec<Vec<u8>> {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("dictionaries");
    let text = std::fs::read_to_string(folder.join(target).with_extension("dict")).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).map(word).collect()
}

/// `"text"`, in which `\xNN`, `\\` and `\"` stand for an octet.
fn word(line: &str) -> Vec<u8> {
    let text = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("a word in quotes");
    let mut octets = text.bytes();
    let mut word = Vec::new();
    while let Some(octet) = octets.next() {
        word.push(match octet {
            b'\\' => match octets.next() {
                Some(b'x') => {
                    let digits = [octets.next().expect("a digit"), octets.next().expect("a digit")];
                    u8::from_str_radix(std::str::from_utf8(&digits).expect("digits"), 16).expect("digits")
                }
                Some(octet) => octet,
                None => panic!("an escape without anything"),
            },
            octet => octet,
        });
    }
    word
}
