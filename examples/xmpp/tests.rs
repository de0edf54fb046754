//! Tests of accepted logins and of rejections by both ends.
use crate::{Server, client, element::SASL, server::serve, stream::Stream};
use std::{io, io::Write as _, os::unix::net::UnixStream, thread};

type Served = thread::JoinHandle<io::Result<Option<String>>>;

fn serving() -> (UnixStream, Served) {
    let (near, far) = UnixStream::pair().unwrap();
    let server = Server::new().unwrap();
    (near, thread::spawn(move || serve(far, &server.offer, &server)))
}

fn log_in(name: &str, user: &str, password: &str) -> (Result<String, String>, Option<String>) {
    let (near, served) = serving();
    let client = client::log_in(near, name, user, password);
    let client = client.map(|done| format!("{} {}", done.mechanism(), done.server_verified()));
    // A disconnected client is an error of the stream, and no account is authenticated.
    (client.map_err(|error| error.to_string()), served.join().unwrap().unwrap_or_default())
}

#[test]
fn right_and_wrong() {
    for (name, proved) in
        [("SCRAM-SHA-256", "SCRAM-SHA-256 true"), ("PLAIN", "PLAIN false"), ("LOGIN", "LOGIN false")]
    {
        assert_eq!(log_in(name, "amy", "pencil"), (Ok(proved.into()), Some("amy".into())));
        for (user, password) in [("amy", "eraser"), ("bob", "pencil")] {
            assert_eq!(log_in(name, user, password), (Err("the server refused the login".into()), None));
        }
    }
    let (client, _) = log_in("SCRAM-SHA-256-PLUS", "amy", "pencil");
    assert!(client.unwrap_err().starts_with("no usable mechanism"));
}

/// Returns the server's elements for this input, one after the other: a name, and a text or a condition.
fn told(elements: &[&str]) -> (Vec<String>, io::Result<Option<String>>) {
    let (near, served) = serving();
    let mut stream = Stream::open(near).unwrap();
    assert_eq!(stream.read().unwrap().name, "features");
    let mut told = Vec::new();
    for element in elements {
        // The server may have closed the connection.
        let _ = stream.write(element);
        match stream.read() {
            Ok(element) => {
                let condition = element.children.first().map(|child| child.name.as_str());
                told.push(format!("{} {}", element.name, condition.unwrap_or(&element.text)));
            }
            Err(_) => break,
        }
    }
    drop(stream);
    (told, served.join().unwrap())
}

fn auth(mechanism: &str, text: &str) -> String {
    format!("<auth xmlns='{SASL}' mechanism='{mechanism}'>{text}</auth>")
}

#[test]
fn a_message_that_is_not_there_is_not_an_empty_one() {
    let right = format!("<response xmlns='{SASL}'>AGFteQBwZW5jaWw=</response>");
    let (heard, account) = told(&[&auth("PLAIN", ""), &right]);
    assert_eq!((heard, account.unwrap()), (vec!["challenge ".into(), "success ".into()], Some("amy".into())));
    let (heard, account) = told(&[&auth("PLAIN", "=")]);
    assert_eq!(heard, ["failure malformed-request"]);
    assert!(account.is_err());
}

#[test]
fn refusals_have_their_conditions_and_the_third_is_the_last() {
    let abort = format!("<abort xmlns='{SASL}'/>");
    let (heard, account) = told(&[
        &auth("PLAIN", "AGFteQBlcmFzZXI="),
        &auth("DIGEST-MD5", ""),
        &auth("PLAIN", "AGFteQBwZW5j aWw="),
        &auth("PLAIN", "AGFteQBwZW5jaWw="),
    ]);
    assert_eq!(heard, ["failure not-authorized", "failure invalid-mechanism", "failure incorrect-encoding"]);
    assert_eq!(account.unwrap(), None);
    assert_eq!(told(&[&auth("LOGIN", ""), &abort]).0[1], "failure aborted");
}

#[test]
fn another_auth_ends_the_exchange_and_begins_its_own() {
    let (heard, account) = told(&[&auth("LOGIN", ""), &auth("PLAIN", "AGFteQBwZW5jaWw=")]);
    assert_eq!((heard[1].as_str(), account.unwrap()), ("success ", Some("amy".into())));
}

#[test]
fn what_is_not_sasl_or_no_xml_of_xmpps_ends_the_stream() {
    let long = auth("PLAIN", &"A".repeat(100_000));
    for wrong in [
        "<auth xmlns='urn:example' mechanism='PLAIN'>AGFteQBwZW5jaWw=</auth>",
        "<!-- AUTH -->",
        "<?php?>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<a><b><c><d/></c></b></a>",
        "</stream:stream>",
        "<auth>&b;</auth>",
        &long,
    ] {
        let (heard, account) = told(&[wrong]);
        assert!(heard.is_empty() && account.is_err(), "{wrong}: {heard:?}");
    }
}

/// A server that reports success without a proof.
#[test]
fn a_server_that_has_proved_nothing_is_not_believed() {
    let early = "the server reported success without proving itself";
    for (answer, wrong) in [
        ("<success xmlns='SASL'/>", early),
        ("<success xmlns='SASL'>=</success>", "SCRAM: malformed message"),
        ("<success xmlns='SASL'>cj0x</success>", "SCRAM: malformed message"),
        ("<challenge xmlns='SASL'>?</challenge>", "not canonical base64"),
        ("<success/>", "not an answer to the login"),
    ] {
        let (near, far) = UnixStream::pair().unwrap();
        let said = answer.replace("SASL", SASL);
        let server = thread::spawn(move || {
            let mut copy = far.try_clone().unwrap();
            let mut stream = Stream::open(far).unwrap();
            stream
                .write(&format!(
                    "<f><mechanisms xmlns='{SASL}'><mechanism>SCRAM-SHA-256</mechanism></mechanisms></f>"
                ))
                .unwrap();
            assert_eq!(stream.read().unwrap().mechanism, "SCRAM-SHA-256");
            copy.write_all(said.as_bytes()).unwrap();
        });
        let error = client::log_in(near, "SCRAM-SHA-256", "amy", "pencil").unwrap_err().to_string();
        assert_eq!(error, wrong, "{answer:?}");
        server.join().unwrap();
    }
}
