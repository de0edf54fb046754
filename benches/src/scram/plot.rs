//! `cargo run --release -p benches -- scram-plot FILE`: draws the cost of an exchange for a server, against the
//! number of waiting exchanges and against the length of the messages.

use super::{account::Script, clock::now, ends::ServerEnd, ours::OurServer, rsasl::RsaslServer};
use crate::measure::{Estimate, ROUNDS};
use sasl_scram::Forms;
use std::fmt::Write;

/// The number of exchanges in a round.
const EACH: usize = 64;
const WAITING: [usize; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/// The characters of a client's nonce, which occurs three times in the signed text.
const NONCES: [usize; 6] = [24, 48, 96, 192, 384, 512];

/// A line of a picture: its name and its points from left to right.
type Line = (&'static str, Vec<(f64, f64)>);

/// Measures and draws.
pub fn write(file: &str) -> std::io::Result<()> {
    let script = Script::new();
    let ours = OurServer::new(&script, Forms::One);
    let theirs = RsaslServer::new(&script);
    let waiting = |cost: &dyn Fn(usize) -> f64| WAITING.iter().map(|n| (*n as f64, cost(*n))).collect();
    let sizes = |cost: &dyn Fn(usize) -> f64| NONCES.iter().map(|n| (*n as f64, cost(*n))).collect();
    let lines: [Line; 2] = [
        ("ours", waiting(&|count| among(&ours, &script, count, 24))),
        ("rsasl", waiting(&|count| among(&theirs, &script, count, 24))),
    ];
    let mut picture = panel(0, "exchanges that wait", &lines);
    let lines: [Line; 2] = [
        ("ours", sizes(&|length| among(&ours, &script, 1, length))),
        ("rsasl", sizes(&|length| among(&theirs, &script, 1, length))),
    ];
    picture += &panel(1, "characters of a client's nonce", &lines);
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 320" font-family="sans-serif" font-size="12">"#;
    std::fs::write(
        file,
        format!("{head}\n<rect width=\"900\" height=\"320\" fill=\"#fff\"/>\n{picture}</svg>\n"),
    )
}

/// Returns the microseconds for the end of one exchange and the start of another, among this many waiting ones.
fn among<E: ServerEnd>(end: &E, script: &Script, count: usize, nonce: usize) -> f64 {
    let first = |number| format!("n,,n=user,r={number:0nonce$}").into_bytes();
    let begin = |number| {
        let (mut reply, first) = (Vec::new(), first(number));
        let waiting = end.first(&first, &mut reply);
        (number, waiting, reply)
    };
    let mut all: Vec<_> = (0..count).map(|number| Some(begin(number))).collect();
    let (mut random, mut number) = (1_usize, count);
    let mut reply = Vec::with_capacity(2048);
    let rounds = (0..ROUNDS).map(|_| {
        let mut seconds = 0.0;
        for _ in 0..EACH {
            // Knuth's constants: any position serves equally.
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let Some(place) = all.get_mut((random >> 33) % count) else { continue };
            let Some((old, waiting, challenge)) = place.take() else { continue };
            let proof = script.client_final(&first(old), &challenge);
            number += 1;
            let next = first(number);
            let mut challenge = Vec::with_capacity(2048);
            reply.clear();
            let began = now();
            assert!(end.last(waiting, &proof, &mut reply));
            let waiting = end.first(&next, &mut challenge);
            seconds += now() - began;
            challenge.shrink_to_fit();
            *place = Some((number, waiting, challenge));
        }
        seconds / EACH as f64 * 1e6
    });
    Estimate::of(rounds.collect()).median
}

/// Draws one of the two pictures, with a logarithmic horizontal and a linear vertical axis from zero.
fn panel(number: u32, title: &str, lines: &[Line]) -> String {
    let left = 60.0 + 440.0 * f64::from(number);
    let all = || lines.iter().flat_map(|(_, places)| places.iter());
    let most = all().map(|place| place.1).fold(0.0, f64::max) * 1.1;
    let [least, greatest] = [f64::INFINITY, 0.0].map(|start: f64| {
        all().map(|place| place.0.log10()).fold(start, if start > 0.0 { f64::min } else { f64::max })
    });
    let x = |value: f64| left + (value.log10() - least) / (greatest - least) * 360.0;
    let y = |value: f64| 270.0 - value / most * 230.0;
    let mut svg = String::new();
    let mut text = |x: f64, y: f64, anchor: &str, text: &str| {
        let _ = writeln!(svg, r#"<text x="{x:.0}" y="{y:.0}" text-anchor="{anchor}">{text}</text>"#);
    };
    text(left + 180.0, 308.0, "middle", title);
    text(left, 25.0, "start", "microseconds of a server for an exchange");
    for step in 0..=4 {
        let value = most * f64::from(step) / 4.0;
        text(left - 6.0, y(value) + 4.0, "end", &format!("{value:.1}"));
    }
    for (value, _) in lines.first().map_or(&[][..], |(_, places)| places) {
        text(x(*value), 286.0, "middle", &value.to_string());
    }
    for ((name, places), colour) in lines.iter().zip(["#06c", "#c60"]) {
        let points: Vec<String> =
            places.iter().map(|(at, cost)| format!("{:.1},{:.1}", x(*at), y(*cost))).collect();
        let points = points.join(" ");
        let _ =
            writeln!(svg, r#"<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>"#);
        if let Some((at, cost)) = places.first() {
            let (x, y) = (x(*at) + 4.0, y(*cost) - 8.0);
            let _ = writeln!(svg, r#"<text x="{x:.0}" y="{y:.0}" fill="{colour}">{name}</text>"#);
        }
    }
    let right = left + 360.0;
    let _ = writeln!(svg, r##"<path d="M{left} 40V270H{right}" fill="none" stroke="#888"/>"##);
    svg
}
