//! `serve --metrics`
use crate::support::{
    Data, Protocol::Imap, Protocol::Smtp, Serve, USER, command, metric, output, scrape, until, value,
};

#[test]
fn attempts_are_counted_by_protocol_mechanism_result_and_binding() {
    let serve = Serve::with(&["--metrics", "127.0.0.1:0"]);
    let mut wire = serve.tls(Imap);
    for name in [USER, USER, "n0b0dy-at-all"] {
        wire.imap(format!("LOGIN {name} wrong-password"));
        assert_eq!(serve.result(), "rejected:bad-credentials");
    }
    serve.logged_in(Smtp);
    wire.imap("AUTHENTICATE X-UNHEARD-OF");
    until("the connections have ended", || {
        value(&scrape(&serve, "/metrics"), "countersign_connections_open{protocol=\"submission\"}")
            == Some(0.0)
    });
    let text = scrape(&serve, "/metrics");
    assert!(text.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4"), "{text}");
    let attempts = |labels: &str| value(&text, &format!("countersign_login_attempts_total{{{labels}}}"));
    let wrong = r#"protocol="imap",mechanism="LOGIN",result="rejected:bad-credentials",binding="none""#;
    let right = r#"protocol="submission",mechanism="SCRAM-SHA-256",result="accepted",binding="none""#;
    let unheard_of = r#"protocol="imap",mechanism="none",result="rejected:not-offered",binding="none""#;
    assert_eq!([wrong, right, unheard_of].map(attempts), [Some(3.0), Some(1.0), Some(1.0)], "{text}");
    assert_eq!(value(&text, r#"countersign_connections_total{protocol="imap"}"#), Some(1.0));
    assert_eq!(value(&text, r#"countersign_connections_open{protocol="imap"}"#), Some(1.0));
    let times = r#"countersign_exchange_seconds_count{protocol="imap",mechanism="LOGIN"}"#;
    assert_eq!(value(&text, times), Some(3.0), "{text}");
    assert!(text.contains("# TYPE countersign_exchange_seconds histogram"), "{text}");
    // It contains no attempted name, and nothing from the client.
    for sent in [USER, "n0b0dy", "UNHEARD", "wrong-password", "127.0.0.1"] {
        assert!(!text.contains(sent), "{sent}: {text}");
    }
    assert!(scrape(&serve, "/").starts_with("HTTP/1.1 404 "));
    drop(wire);
}

#[test]
fn nothing_listens_without_the_option_and_a_used_port_is_an_error() {
    let serve = Serve::start();
    assert!(serve.first_line.get("metrics").is_none(), "{}", serve.first_line);
    let taken = serve.ready.imap.to_string();
    let said = output(command(&["serve", "--imap", "127.0.0.1:0", "--metrics", &taken]));
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("--metrics"), "{said:?}");
}

#[test]
fn throttled_logins_are_counted_by_limit() {
    let serve = Serve::with(&["--metrics", "127.0.0.1:0", "--limits", "--limit-name", "2/9"]);
    let mut wire = serve.tls(Imap);
    for _ in 0..3 {
        wire.imap(format!("LOGIN {USER} wrong-password"));
    }
    let line = "countersign_logins_refused_total{protocol=\"imap\",limit=\"name\"}";
    assert_eq!(value(&scrape(&serve, "/metrics"), line), Some(1.0));
}

/// A metric of an expression, with its labels and the values of each that match.
struct Series {
    name: String,
    labels: Vec<(String, Vec<String>)>,
}

fn series(expression: &str) -> Vec<Series> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in expression.match_indices("countersign_") {
        let rest = &expression[at..];
        let name: String = rest.chars().take_while(|c| is_part(*c)).collect();
        let labels = rest[name.len()..].strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let labels = labels.map(|(labels, _)| labels).unwrap_or_default();
        let labels = labels.split(',').filter_map(|label| {
            let (label, values) = label.split_once('=')?;
            let values = values.trim_start_matches('~').trim_matches('"').split('|').map(String::from);
            Some((label.to_owned(), values.collect()))
        });
        found.push(Series { name, labels: labels.collect() });
    }
    found
}

#[test]
fn a180_every_series_that_a_rule_names_begins_at_0() {
    let rules = include_str!("../../../../contrib/countersign.rules.yml");
    let serve = Serve::with(&["--metrics", "127.0.0.1:0"]);
    let text = scrape(&serve, "/metrics");
    let expressions: Vec<&str> = rules.split("expr: ").skip(1).collect();
    assert!(expressions.len() >= 8, "{rules}");
    for expression in expressions {
        let expression = expression.split("labels:").next().expect("a part");
        let series = series(expression);
        assert!(!series.is_empty(), "{expression}");
        for Series { name, labels } in series {
            let lines: Vec<&str> = text
                .lines()
                .filter(|line| line.strip_prefix(&name).is_some_and(|rest| rest.starts_with(['{', ' '])))
                .collect();
            assert!(!lines.is_empty(), "{name} is in no answer: {text}");
            for (label, values) in labels {
                for value in values {
                    let pair = format!("{label}=\"{value}\"");
                    assert!(lines.iter().any(|line| line.contains(&pair)), "{name} {pair}: {lines:?}");
                }
            }
            for line in lines {
                let is_open = line.starts_with("countersign_connections");
                assert!(is_open || line.ends_with(" 0"), "{line}");
            }
        }
    }
}

#[test]
fn a180_a_binding_mismatch_and_an_outage_are_counted_as_alarms() {
    let data = Data::in_folder();
    let serve = Serve::run_on(&data, &["--metrics", "127.0.0.1:0"]);
    let unavailable = "countersign_login_alarms_total{protocol=\"imap\",result=\"unavailable\"}";
    assert_eq!(metric(&serve, unavailable).expect("a series"), 0.0);
    data.hide();
    let mut wire = serve.tls(Imap);
    wire.imap(format!("LOGIN {USER} wrong-password"));
    while serve.result() != "rejected:unavailable" {
        wire.imap(format!("LOGIN {USER} wrong-password"));
    }
    assert!(metric(&serve, unavailable).expect("a series") >= 1.0);
    data.show();
}

#[test]
#[ignore = "needs promtool"]
fn promtool_takes_the_rules() {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../../contrib/countersign.rules.yml");
    let said = std::process::Command::new("promtool").args(["check", "rules", rules]).output();
    let said = said.expect("promtool");
    assert!(said.status.success(), "{said:?}");
}
