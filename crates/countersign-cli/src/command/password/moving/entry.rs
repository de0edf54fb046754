//! What a file says of its accounts.
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

/// An account, and what there is of its password.
pub(in crate::command::password) struct Entry<R> {
    /// Where it is first named.
    pub(in crate::command::password) line: usize,
    pub(in crate::command::password) names: Names,
    pub(in crate::command::password) records: R,
    pub(in crate::command::password) limits: Limits,
}

/// All that can be taken over, in the file's order, and all that cannot.
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
    /// None for those that a later line has spoilt.
    entries: Vec<Option<Entry<ParsedRecord>>>,
    /// Where each name's key is taken.
    places: HashMap<String, usize>,
}

impl Gathering<'_> {
    fn take(&mut self, number: usize, line: &str, most_iterations: u32) -> Result<(), Refused> {
        let refused = |reason: String| Refused::new(number, reason);
        let (name, records, limits) = line::read(self.system, line, self.ignored).map_err(refused)?;
        if records.iterations() > most_iterations {
            let why = format!("it has {} iterations; --max-iterations allows them", records.iterations());
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
            return Err(refused("the name stands on a line that was refused, too".into()));
        };
        if !self.system.has_many() || entry.names.name.spelling() != names.name.spelling() {
            let line = entry.line;
            self.put_back(place, entry);
            return Err(refused(format!("the name is that of line {line}, perhaps in another spelling")));
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
