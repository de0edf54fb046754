//! Sources of revocation lists, and authorities without one.
use crate::support::{CertificateAuthority, Data, Protocol::Imap, Said, Serve, command, output};
use std::fs;

const LONG: i32 = 2100;
const OVER: i32 = 2025;
const ALICE: &str = "alice@example.org";

/// `cat ca.pem crl.pem > ca+crl.pem`
fn joined(ca: &CertificateAuthority, revoked: &[u64]) -> String {
    let list = ca.revoke(revoked, LONG);
    let (draft, path) = (ca.path("joined"), ca.path("ca+crl.pem"));
    let text = fs::read_to_string(ca.file()).unwrap() + &fs::read_to_string(list).unwrap();
    fs::write(&draft, text).unwrap();
    fs::rename(draft, &path).unwrap();
    path.to_str().unwrap().to_owned()
}

fn greeting(serve: &Serve, ca: &CertificateAuthority, serial: u64) -> (bool, String) {
    let alice = ca.certify(ALICE, serial, LONG);
    let line = serve.keyed(Imap, alice.credential()).line();
    (line.starts_with("* PREAUTH "), serve.result())
}

fn refused(why: &str) -> (bool, String) {
    (false, why.into())
}

fn accepted() -> (bool, String) {
    (true, "accepted".into())
}

#[track_caller]
fn run(data: &Data, arguments: &[&str]) -> Said {
    let [option, place] = data.option();
    output(command(&[&["serve", option, place], arguments].concat()))
}

#[test]
fn a167_a_list_in_the_file_of_the_authority_counts() {
    let (data, ca) = (Data::new(), CertificateAuthority::new());
    let file = joined(&ca, &[66]);
    let serve = Serve::run_on(&data, &["--client-ca", &file]);
    assert_eq!(greeting(&serve, &ca, 66), refused("revoked"));
    let mut open = serve.keyed(Imap, ca.certify(ALICE, 7, LONG).credential());
    assert!(open.line().starts_with("* PREAUTH "));
    assert_eq!(serve.result(), "accepted");
    // It is read again, as that of --client-crl is.
    joined(&ca, &[66, 7]);
    assert!(open.line().starts_with("* BYE "));
    // A half-written file accepts no revoked certificate.
    fs::copy(ca.file(), &file).unwrap();
    serve.says("the revocation list of \"CN=Example CA\" is missing; the previous revocation lists");
    assert_eq!(greeting(&serve, &ca, 7), refused("revoked"));
    // The same list in both files is one list.
    let list = ca.revoke(&[66], LONG);
    let both = Serve::run_on(&data, &["--client-ca", &joined(&ca, &[66]), "--client-crl", &list]);
    assert_eq!(greeting(&both, &ca, 66), refused("revoked"));
    assert_eq!(greeting(&both, &ca, 7), accepted());
}

#[test]
fn a167_authorities_without_a_list_are_named() {
    let (data, ca, other) = (Data::new(), CertificateAuthority::new(), CertificateAuthority::new());
    let (file, list) = (ca.file(), ca.revoke(&[66], LONG));
    let limited = format!("example.org={}", other.file());
    let alone =
        format!("{file}: no revocation list of \"CN=Example CA\": its certificates are accepted until");
    let beside =
        format!("{}: no revocation list of \"CN=Example CA\": its certificates are rejected", other.file());
    let serve = Serve::run_on(&data, &["--client-ca", &file]);
    serve.says(&alone);
    assert_eq!(greeting(&serve, &ca, 66), accepted());
    let options = ["--client-ca", &file, "--client-ca", &limited, "--client-crl", &list];
    let serve = Serve::run_on(&data, &options);
    serve.says(&beside);
    assert_eq!(greeting(&serve, &ca, 66), refused("revoked"));
    assert_eq!(greeting(&serve, &other, 7), refused("revocation-unknown"));
    for (arguments, warning) in [(&["--client-ca", &file][..], &alone), (&options[..], &beside)] {
        let said = run(&data, &[&["--check"], arguments].concat());
        assert!(said.code == 0 && said.err.contains(warning), "{said:?}");
    }
    let said = run(&data, &["--check", "--client-ca", &file, "--client-crl", &list]);
    assert!(said.code == 0 && !said.err.contains("revocation list"), "{said:?}");
    ca.revoke(&[], OVER);
    let said = run(&data, &["--check", "--client-ca", &file, "--client-crl", &list]);
    assert!(said.code == 0 && said.err.contains("list of \"CN=Example CA\" has expired"), "{said:?}");
}

#[test]
fn a167_lists_can_be_required() {
    let (data, ca, other) = (Data::new(), CertificateAuthority::new(), CertificateAuthority::new());
    let (file, list) = (ca.file(), ca.revoke(&[66], LONG));
    let why = format!("--require-crl: {}: no revocation list of \"CN=Example CA\"", other.file());
    for arguments in [
        &["--client-ca", &other.file()][..],
        &[
            "--client-ca",
            &file,
            "--client-crl",
            &list,
            "--client-ca",
            &format!("example.org={}", other.file()),
        ],
    ] {
        for check in [&[][..], &["--check"]] {
            let said = run(&data, &[&["--require-crl"], check, arguments].concat());
            assert!(said.code == 2 && said.err.contains(&why), "{said:?}");
        }
    }
    let config = data.home().join("c.toml");
    let text = format!("client-ca = [{:?}]\nrequire-crl = true\n", joined(&ca, &[66]));
    fs::write(&config, text).unwrap();
    let serve = Serve::run_on(&data, &["--config", config.to_str().unwrap()]);
    assert_eq!(greeting(&serve, &ca, 66), refused("revoked"));
    assert_eq!(greeting(&serve, &ca, 7), accepted());
    // An authority below it without its list, and an expired list.
    assert_eq!(
        greeting(&serve, &ca.below(std::time::Duration::from_secs(3600)), 7),
        refused("revocation-unknown")
    );
    let expired = ca.revoke(&[], OVER);
    let serve = Serve::run_on(&data, &["--require-crl", "--client-ca", &file, "--client-crl", &expired]);
    assert_eq!(greeting(&serve, &ca, 7), refused("crl-expired"));
}
