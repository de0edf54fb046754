//! The check of a CRAM-MD5 response against a stored record. The bound is two MD5 compressions for each password
//! form.

use crate::measure::{Candidate, Estimate, rounds};
use crate::table::{Row, Target};
use hmac::{KeyInit, Mac};
use sasl_core::{Secret, server::Check};
use sasl_crammd5::{CramMd5Record, Forms, Stored};
use std::hint::black_box;
use subtle::ConstantTimeEq;

const PASSWORD: &str = "tanstaaftanstaaf";
/// RFC 2195 section 2: the challenge fits into one block.
const CHALLENGE: &[u8] = b"<1896.697170952@postoffice.reston.mci.net>";
const DIGITS: &str = "b913a602c7eda7a495b4e6e7334d3890";

/// Returns all rows of the subject.
pub fn rows() -> Vec<Row> {
    let row = |what: &str, target, measured| Row { what: what.to_owned(), target, measured, unit: "x" };
    vec![
        row("one form, to two compressions", Target::AtMost(1.6), against_compressions(Forms::One, 2)),
        row("three forms, to six compressions", Target::AtMost(1.6), against_compressions(Forms::Three, 6)),
        row("one form, faster than HMAC with the password", Target::AtLeast(1.3), against_a_fresh_key()),
    ]
}

fn record(forms: Forms) -> Option<CramMd5Record> {
    let stored = Stored::derive(&Secret::new(PASSWORD)).ok()?;
    let record = CramMd5Record::with_forms(&stored, forms);
    (check(&record, DIGITS) == Some(Check::Match)).then_some(record)
}

/// Does the work for a response after it is split: 32 digits and the comparison.
fn check(record: &CramMd5Record, digits: &str) -> Option<Check> {
    let mut digest = [0; 16];
    base16ct::lower::decode(digits, &mut digest).ok()?;
    Some(record.check(CHALLENGE, &digest))
}

fn against_compressions(forms: Forms, count: u32) -> Option<Estimate> {
    let record = record(forms)?;
    let mut state = [0_u32; 4];
    let times = rounds([
        Candidate::new(|| {
            black_box(check(&record, black_box(DIGITS)));
        }),
        Candidate::new(|| {
            for _ in 0..count {
                md5::block_api::compress(black_box(&mut state), black_box(&[[7; 64]]));
            }
        }),
    ]);
    Some(ratio(&times, |[verify, raw]| verify / raw))
}

fn against_a_fresh_key() -> Option<Estimate> {
    let record = record(Forms::One)?;
    let fresh = |digits: &str| {
        let mut digest = [0; 16];
        base16ct::lower::decode(digits, &mut digest).ok()?;
        let mut mac = hmac::Hmac::<md5::Md5>::new_from_slice(PASSWORD.as_bytes()).ok()?;
        mac.update(CHALLENGE);
        Some(bool::from(mac.finalize().into_bytes().as_slice().ct_eq(&digest)))
    };
    (fresh(DIGITS) == Some(true)).then(|| {
        let times = rounds([
            Candidate::new(|| {
                black_box(check(&record, black_box(DIGITS)));
            }),
            Candidate::new(|| {
                black_box(fresh(black_box(DIGITS)));
            }),
        ]);
        ratio(&times, |[verify, fresh]| fresh / verify)
    })
}

fn ratio(times: &[[f64; 2]], of: impl Fn([f64; 2]) -> f64) -> Estimate {
    if std::env::var_os("BENCH_TIMES").is_some() {
        let nanoseconds = |at: usize| Estimate::of(times.iter().map(|t| t[at] * 1e9).collect()).median;
        eprintln!("ours {:.0} ns, theirs {:.0} ns", nanoseconds(0), nanoseconds(1));
    }
    Estimate::of(times.iter().copied().map(of).collect())
}
