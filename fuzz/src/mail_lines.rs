//! The lines of exchanges, and those of IMAP and SMTP. The first octet selects the reader.
use sasl_mail::{
    Answer, base64, imap,
    line::{self, Line},
    smtp,
};

const LIMIT: usize = 12_288;

pub fn run(input: &[u8]) -> bool {
    let Some((reader, line)) = input.split_first() else { return false };
    match reader {
        b'0' => match Line::read(line, LIMIT) {
            Line::Response(octets) => {
                assert_eq!(line::response(&octets).strip_suffix("\r\n").map(str::as_bytes), Some(line));
                true
            }
            _ => false,
        },
        b'1' => match line::read_initial(Some(line), LIMIT) {
            Ok(Some(octets)) => {
                assert!(octets.is_empty() || base64::encode(&octets).as_bytes() == line);
                true
            }
            _ => false,
        },
        b'2' => accepts(&imap::client::read("a1", line)),
        b'3' => accepts(&smtp::client::read(line)),
        b'4' => !imap::capability::Capabilities::read(line).mechanisms.is_empty(),
        b'5' => !smtp::capability::read(line.split(|octet| *octet == b'\n')).is_empty(),
        _ => {
            assert_eq!(base64::decode(base64::encode(line).as_bytes()).as_deref(), Ok(line));
            true
        }
    }
}

pub(crate) fn accepts<S>(answer: &Answer<S>) -> bool {
    matches!(answer, Answer::Challenge(_) | Answer::Success(..) | Answer::Failure(..))
}
