//! The table of results: the measured number, the target, and whether it is met.

use crate::measure::Estimate;

/// The target of a number.
#[derive(Clone, Copy)]
pub enum Target {
    /// The minimum. It is missed if the upper end of the interval is smaller.
    AtLeast(f64),
    /// The maximum. It is missed if the lower end of the interval is larger.
    AtMost(f64),
}

/// A row of the table.
pub struct Row {
    /// The measured quantity.
    pub what: String,
    /// The target.
    pub target: Target,
    /// The result; `None` if a peer is missing or does not support the task.
    pub measured: Option<Estimate>,
    /// The unit of the number: "x" for ratios.
    pub unit: &'static str,
}

impl Row {
    fn is_met(&self) -> bool {
        match (self.target, self.measured) {
            (_, None) => false,
            (Target::AtLeast(target), Some(estimate)) => estimate.high >= target,
            (Target::AtMost(target), Some(estimate)) => estimate.low <= target,
        }
    }
}

/// Prints the rows of a subject and returns whether all targets are met.
pub fn print(subject: &str, rows: &[Row]) -> bool {
    let width = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or_default();
    println!("{subject}\n");
    println!("| {:width$} | {:>10} | {:>28} | result |", "what", "target", "measured (95 % interval)");
    println!("|-{:-<width$}-|-{:->10}-|-{:->28}-|--------|", "", "", "");
    for row in rows {
        let target = match row.target {
            Target::AtLeast(target) => format!(">= {target}{}", row.unit),
            Target::AtMost(target) => format!("<= {target}{}", row.unit),
        };
        let measured = row.measured.map_or("no peer".to_owned(), |e| {
            format!("{:.2}{} ({:.2} to {:.2})", e.median, row.unit, e.low, e.high)
        });
        let result = if row.is_met() { "ok" } else { "short" };
        println!("| {:width$} | {target:>10} | {measured:>28} | {result:6} |", row.what);
    }
    println!();
    rows.iter().all(Row::is_met)
}
