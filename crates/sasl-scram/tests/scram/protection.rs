//! XEP-0474: what the server announces is under both proofs. Its own example is among the vectors inside the crate.
use crate::{
    ends::{BARE, PLUS, bindings, client_settings, directory, ended, server_settings, value},
    reference::base64,
};
use sasl_core::{
    BindingKind::{self, TlsExporter, TlsServerEndPoint},
    ClientRegistry, ErrorKind, Profile, Security, ServerRegistry, Step,
    client::{Ask, Connection, Credentials, Preference},
    server,
};
use sasl_scram::{ClientSettings, ScramClient, ScramServer, ServerSettings, Sha1, Sha256};
use sasl_testkit::entropy;
use sha2::Digest;

const OFFERED: [&str; 4] = ["SCRAM-SHA-1-PLUS", PLUS, "SCRAM-SHA-1", BARE];

fn client_registry(settings: &ClientSettings) -> ClientRegistry {
    ClientRegistry::new()
        .with(ScramClient::<Sha1>::plus(settings))
        .with(ScramClient::<Sha256>::plus(settings))
        .with(ScramClient::<Sha1>::bare(settings))
        .with(ScramClient::<Sha256>::bare(settings))
}

fn server_registry(settings: &ServerSettings) -> ServerRegistry {
    ServerRegistry::new()
        .with(ScramServer::<Sha1>::plus(settings))
        .with(ScramServer::<Sha256>::plus(settings))
        .with(ScramServer::<Sha1>::bare(settings))
        .with(ScramServer::<Sha256>::bare(settings))
}

/// A login to a server that protects its list, of a client that has heard these names and types.
fn log_in(
    heard: &[&str],
    types: Option<&[&str]>,
    announcing: bool,
    client: &ClientSettings,
) -> Result<String, ErrorKind> {
    const KINDS: &[BindingKind] = &[TlsExporter, TlsServerEndPoint];
    let mut line = server::Connection::new(Profile::XMPP, Security::Verified).with_bindings(bindings(KINDS));
    if announcing {
        line = line.advertising_bindings();
    }
    let offer = server_registry(&server_settings().protecting_the_list()).offer(&line);
    assert!(offer.names().eq(OFFERED));

    let mut line = Connection::new(Profile::XMPP, Security::Verified).with_bindings(bindings(KINDS));
    if let Some(types) = types {
        line = line.with_announced_bindings(types.iter().copied());
    }
    let choice = client_registry(client)
        .choose(heard.iter().copied(), &line, &Preference::password().pin(PLUS))
        .unwrap();
    let Ok(Step::Ask(Ask::Credentials(asked))) = choice.start(entropy(1)) else { panic!() };
    let amy = Credentials::new("amy", sasl_core::Secret::new("pencil"));
    let Ok(Step::Send { message, then }) = asked.answer(amy) else { panic!() };
    let Ok(Step::Ask(ask)) = offer.start(PLUS, Some(&message), entropy(2)) else { panic!() };
    let Step::Send { message, then: server } = directory().answer_server(ask) else { panic!() };
    let challenge = String::from_utf8(message.to_vec()).unwrap();
    let Step::Work(work) = then.receive(&message).map_err(|error| error.kind())? else { panic!() };
    let Ok(Step::Send { message, then }) = work.run() else { panic!() };
    let Step::Ask(ask) = server.receive(&message) else { panic!() };
    let Step::Done(verdict) = directory().answer_server(ask) else { panic!() };
    let (word, data) = ended(&verdict);
    assert_eq!(word, "accepted");
    assert!(then.success(Some(data.as_bytes())).is_ok());
    Ok(challenge)
}

fn digest(text: &str) -> String {
    base64(&sha2::Sha256::digest(text))
}

const MECHANISMS: &str = "SCRAM-SHA-1\x1eSCRAM-SHA-1-PLUS\x1eSCRAM-SHA-256\x1eSCRAM-SHA-256-PLUS";

#[test]
fn a086_a_list_that_arrived_as_it_was_sent_logs_in() {
    let client = client_settings().protecting_the_list();
    // In any order.
    let mut reversed = OFFERED;
    reversed.reverse();
    for heard in [OFFERED, reversed] {
        let challenge = log_in(&heard, None, false, &client).unwrap();
        assert_eq!(value(&challenge, "h="), digest(MECHANISMS));
    }
    let types: &[&str] = &["tls-server-end-point", "tls-exporter"];
    let challenge = log_in(&OFFERED, Some(types), true, &client).unwrap();
    let text = format!("{MECHANISMS}\x1ftls-exporter\x1etls-server-end-point");
    assert_eq!(value(&challenge, "h="), digest(&text));
}

#[test]
fn a086_a_modified_list_is_noticed_before_any_work() {
    let client = client_settings().protecting_the_list();
    let types: &[&str] = &["tls-exporter", "tls-server-end-point"];
    for heard in [
        &OFFERED[1..],
        &OFFERED[..2],
        &[PLUS],
        &[PLUS, "SCRAM-SHA-1", BARE, "SCRAM-SHA-1-PLUS", "PLAIN"],
        // Two names in one, which nobody would choose.
        &[PLUS, "SCRAM-SHA-1\x1eSCRAM-SHA-1-PLUS\x1eSCRAM-SHA-256"],
        &["SCRAM-SHA-1\x1eSCRAM-SHA-1-PLUS\x1eSCRAM-SHA-256", PLUS],
    ] {
        assert_eq!(log_in(heard, Some(types), true, &client), Err(ErrorKind::Policy), "{heard:?}");
    }
    for types in
        [None, Some(&types[1..]), Some(&[]), Some(&["tls-exporter", "tls-server-end-point", "tls-unique"])]
    {
        assert_eq!(log_in(&OFFERED, types, true, &client), Err(ErrorKind::Policy), "{types:?}");
    }
}

#[test]
fn a_client_that_does_not_look_logs_in_all_the_same() {
    assert!(log_in(&[PLUS], None, false, &client_settings()).is_ok());
}

#[test]
fn a_server_that_says_nothing_of_it_is_taken_as_it_is() {
    let client = client_registry(&client_settings().protecting_the_list());
    let dialed = crate::dialed::dial_with(
        &client,
        &[BARE],
        &Connection::new(Profile::XMPP, Security::Verified),
        sasl_testkit::Application::new().credentials("amy", "pencil"),
    )
    .unwrap();
    let challenge = dialed.challenge("");
    let proved = dialed.answer(&challenge).unwrap();
    let verifier = proved.verifier("pencil").unwrap();
    assert!(proved.told(verifier).is_ok());
}
