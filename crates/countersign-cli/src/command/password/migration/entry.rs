//! The accounts of a file.
use super::{
    file::Numbered,
    limits::{Ignored, Limits},
    line,
    names::Names,
    refused::Refused,
    system::System,
};
use countersign::formats::ParsedRecord;
use std::collections::HashMap;

/// An account and its password record.
pub(in crate::command::password) struct Entry<R> {
    /// The line that names it first.
    pub(in crate::command::password) line: usize,
    pub(in crate::command::password) names: Names,
    pub(in crate::command::password) records: R,
    pub(in crate::command::password) limits: Limits,
}

/// Returns all entries that can be imported, in the file's order, and the rejected lines.
pub(in crate::command::password) fn entries(
    system: System,
    lines: Vec<Numbered>,
    most_iterations: u32,
    ignored: &Ignored,
) -> (Vec<Entry<ParsedRecord>>, Vec<Refused>) {
    let mut gathering = Gathering { system, ignored, entries: Vec::new(), places: HashMap::new() };
    let mut refused = Vec::new();
    for (number, line) in lines {
        let taken = line.and_then(|line| gathering.take(number, &line, most_iterations));
        refused.extend(taken.err());
    }
    let entries = gathering.entries.into_iter().flatten().collect();
    (entries, refused)
}

struct Gathering<'a> {
    system: System,
    ignored: &'a Ignored,
    /// `None` for an entry that a later line made invalid.
    entries: Vec<Option<Entry<ParsedRecord>>>,
    /// The entry of each name's key.
    places: HashMap<String, usize>,
}

impl Gathering<'_> {
    fn take(&mut self, number: usize, line: &str, most_iterations: u32) -> Result<(), Refused> {
        let refused = |reason: String| Refused::new(number, reason);
        let (name, records, limits) = line::read(self.system, line, self.ignored).map_err(refused)?;
        if records.iterations() > most_iterations {
            let why = format!(
                "the record has {} iterations; use --max-iterations to allow them",
                records.iterations()
            );
            return Err(refused(why));
        }
        let names = Names::new(&name).map_err(|error| refused(error.to_string()))?;
        let taken = names.keys().find_map(|key| self.places.get(key).copied());
        let Some(place) = taken else {
            let place = self.entries.len();
            self.places.extend(names.keys().map(|key| (key.to_owned(), place)));
            self.entries.push(Some(Entry { line: number, names, records, limits }));
            return Ok(());
        };
        let Some(entry) = self.entries.get_mut(place).and_then(Option::take) else {
            return Err(refused("a rejected line has the same name".into()));
        };
        if !self.system.has_many() || entry.names.name.spelling() != names.name.spelling() {
            let line = entry.line;
            self.put_back(place, entry);
            return Err(refused(format!("line {line} has the same name (perhaps spelt differently)")));
        }
        let Entry { line, names, records: others, limits: mut of_all } = entry;
        of_all.and(limits);
        let records = others.and(records).map_err(|error| refused(format!("with line {line}: {error}")))?;
        self.put_back(place, Entry { line, names, records, limits: of_all });
        Ok(())
    }

    fn put_back(&mut self, place: usize, entry: Entry<ParsedRecord>) {
        if let Some(empty) = self.entries.get_mut(place) {
            *empty = Some(entry);
        }
    }
}
