//! What is told of each attempt, and to whom.
use super::words;
use crate::{
    meter,
    printer::Printer,
    server::{Attempt, Recorder, Report},
};
use std::sync::Arc;

/// To whoever reads the output, to the counters, and to the record.
pub(super) fn report(json: bool, printer: Printer, recorder: &Recorder) -> Report {
    let recording = recorder.recording();
    Arc::new(move |attempt: &Attempt| {
        count(attempt);
        recording.hand_over(attempt);
        if json { printer.json(attempt) } else { printer.line(words::in_words(attempt)) }
    })
}

/// Connections that there was no room for are counted where they are refused: not each of them is told.
fn count(attempt: &Attempt) {
    let Attempt { event, protocol, mechanism, binding, result, took, .. } = attempt;
    match *event {
        "login" => {
            meter::login(protocol, *mechanism, result.clone(), *binding, *took);
            if let Some(alarm) =
                result.strip_prefix("rejected:").filter(|label| meter::ALARMS.contains(label))
            {
                meter::alarm(protocol, alarm.to_owned());
            }
        }
        "key" => meter::key(protocol, result.clone()),
        _ => {}
    }
}
