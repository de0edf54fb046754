//! Automatic upgrades of records to the recipe.
use crate::support::{Data, PASSWORD, Protocol::Imap, Serve, USER, base64, until};

#[test]
fn weak_records_are_renewed_at_the_next_plain_login() {
    let data = Data::new();
    let serve = Serve::on(&data);
    let show = || data.json(&["account", "show", USER]);
    let iterations =
        || show()["records"].as_array().unwrap().iter().map(|r| r["iterations"].as_u64()).collect::<Vec<_>>();
    assert_eq!(iterations(), [Some(4096); 4]);
    let mut scram = serve.logged_in(Imap);
    let mut plain = serve.tls(Imap);
    let message = base64(format!("\0{USER}\0looking-glass"));
    assert!(plain.imap(format!("AUTHENTICATE PLAIN {message}")).pop().unwrap().starts_with("t NO "));
    let message = base64(format!("\0{USER}\0{PASSWORD}"));
    assert!(plain.imap(format!("AUTHENTICATE PLAIN {message}")).pop().unwrap().starts_with("t OK "));
    until("the records are new", || iterations() == [Some(32_768); 4]);
    assert_eq!(show()["generation"], 2, "written once, and by none of the others");
    for mechanism in ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512", "SCRAM-SHA3-512"] {
        let said = serve.login_as("imaps", USER, PASSWORD, Some(mechanism));
        assert_eq!(said.code, 0, "{said:?}");
    }
    // The password is the same: sessions continue.
    scram.noop(Imap);
    plain.noop(Imap);
    assert_eq!(show()["generation"], 2);
}
