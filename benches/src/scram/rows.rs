//! Servers and clients compared with their peers.

use super::{
    account::Script,
    c_peer::{self, CPeer, CYRUS, GSASL},
    clock,
    exchange::{client_turn, server_turn},
    other::OtherServer,
    ours::{OurClient, OurServer},
    rsasl::{RsaslClient, RsaslServer},
    version,
};
use crate::table::{Row, Target};
use sasl_scram::Forms;
use std::rc::Rc;

/// The exchanges of a turn that derive keys.
const DERIVING: usize = 4;
/// The exchanges of a turn with cached keys.
const CACHED: usize = 64 * 12;

/// Returns all rows.
pub fn rows() -> Vec<Row> {
    let script = Rc::new(Script::new());
    let mut rows = servers(&script);
    rows.extend(clients(&script));
    rows
}

fn row((what, target): (String, f64), measured: Option<crate::measure::Estimate>) -> Row {
    Row { what, target: Target::AtLeast(target), measured, unit: "x" }
}

fn servers(script: &Rc<Script>) -> Vec<Row> {
    let mut gsasl = CPeer::start(&GSASL, "server");
    let mut cyrus = CPeer::start(&CYRUS, "server");
    let asked = [
        (format!("server, forms = 1, against {}", version::of("rsasl", "")), 1.8),
        (format!("server, forms = 1, against libgsasl {}", c_peer::version(&gsasl)), 8.0),
        (format!("server, forms = 1, against Cyrus SASL {}", c_peer::version(&cyrus)), 16.0),
        (format!("server, forms = 1, against {} of crates.io", version::of("sasl-scram", "")), 1.5),
    ];
    let measured = clock::against_first(vec![
        server_turn(OurServer::new(script, Forms::One), script),
        server_turn(RsaslServer::new(script), script),
        c_peer::turn(&mut gsasl, 128),
        c_peer::turn(&mut cyrus, 128),
        server_turn(OtherServer::new(script), script),
    ]);
    let mut rows: Vec<Row> =
        asked.into_iter().zip(measured).map(|(asked, measured)| row(asked, measured)).collect();
    let three = (format!("server, forms = 3, against {}", version::of("rsasl", "")), 1.3);
    let measured = clock::against_first(vec![
        server_turn(OurServer::new(script, Forms::Three), script),
        server_turn(RsaslServer::new(script), script),
    ]);
    rows.insert(1, row(three, measured.into_iter().next().flatten()));
    rows
}

fn clients(script: &Rc<Script>) -> Vec<Row> {
    let mut gsasl = CPeer::start(&GSASL, "client");
    let cached = clock::against_first(vec![
        client_turn(OurClient::with_keys(script), script, CACHED),
        client_turn(RsaslClient::with_salted_password(), script, CACHED),
    ]);
    let asked = [
        (format!("client, 4096 iterations, against {}", version::of("rsasl", "")), 2.0),
        (format!("client, 4096 iterations, against libgsasl {}", c_peer::version(&gsasl)), 10.0),
    ];
    let deriving = clock::against_first(vec![
        client_turn(OurClient::deriving(), script, DERIVING),
        client_turn(RsaslClient::deriving(), script, DERIVING),
        c_peer::turn(&mut gsasl, 1),
    ]);
    let first = (format!("client, cached keys, against {}", version::of("rsasl", "")), 2.5);
    let mut rows = vec![row(first, cached.into_iter().next().flatten())];
    rows.extend(asked.into_iter().zip(deriving).map(|(asked, measured)| row(asked, measured)));
    rows
}
