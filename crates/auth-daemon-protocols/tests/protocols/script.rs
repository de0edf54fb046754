//! Transcripts: their lines, and what an end has to do to replay them.
use std::collections::VecDeque;

pub(crate) struct Script {
    pub(crate) name: String,
    pub(crate) lines: Vec<String>,
}

impl Script {
    /// All files of `tests/transcripts`.
    pub(crate) fn all() -> Vec<Self> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transcripts");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let texts = files.filter(|path| path.extension().is_some_and(|kind| kind == "txt"));
        let read = |path: std::path::PathBuf| Self {
            lines: std::fs::read_to_string(&path).unwrap().lines().map(String::from).collect(),
            name: path.file_stem().unwrap().to_str().unwrap().into(),
        };
        texts.map(read).collect()
    }

    pub(crate) fn is_for(&self, end: &str) -> bool {
        self.setting("ends").unwrap().split(' ').any(|one| one == end)
    }

    pub(crate) fn setting(&self, name: &str) -> Option<&str> {
        self.lines.iter().find_map(|line| line.strip_prefix(name)).map(str::trim_start)
    }
}

/// `⇥`, `␁` and `␀` as what they stand for.
pub(crate) fn octets(text: &str) -> Vec<u8> {
    text.replace('⇥', "\t").replace('␁', "\u{1}").replace('␀', "\0").into_bytes()
}

/// And back.
pub(crate) fn shown(octets: &[u8]) -> String {
    String::from_utf8(octets.to_vec()).unwrap().replace('\t', "⇥").replace('\u{1}', "␁").replace('\0', "␀")
}

/// What an end has written and said, and the script has not had yet.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) written: Vec<u8>,
    pub(crate) events: VecDeque<String>,
}

impl Heard {
    pub(crate) fn write(&mut self, octets: &[u8]) {
        self.written.extend(octets);
    }

    pub(crate) fn expect_line(&mut self, line: &str, place: &str) {
        let wanted = [&octets(line)[..], b"\n"].concat();
        let there = self.written.starts_with(&wanted);
        assert!(there, "{place}: {line}: written is {:?}", shown(&self.written));
        self.written.drain(..wanted.len());
    }

    pub(crate) fn expect_event(&mut self, event: &str, place: &str) {
        let next = self.events.pop_front();
        assert_eq!(next.as_deref().map(str::trim_end), Some(event.trim_end()), "{place}");
    }

    pub(crate) fn expect_nothing(&self, place: &str) {
        assert!(self.written.is_empty(), "{place}: written is {:?}", shown(&self.written));
        assert!(self.events.is_empty(), "{place}: {:?}", self.events);
    }
}
