//! Reports of login attempts.
use super::text;
use crate::printer::Printer;
use countersign_server::{Attempt, Recorder, Report, meter};
use std::sync::Arc;

/// Returns the report to the output, the metrics and the audit log.
pub(super) fn report(json: bool, printer: Printer, recorder: &Recorder) -> Report {
    let recording = recorder.recording();
    Arc::new(move |attempt: &Attempt| {
        count(attempt);
        recording.hand_over(attempt);
        if json { printer.json(attempt) } else { printer.line(text::describe(attempt)) }
    })
}

/// Updates the metrics. Connections rejected by the limits are counted where that happens, because not every one is
/// reported.
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
