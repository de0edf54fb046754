//! A program that was built without OpenSSL.
use crate::support::{command, output};

#[test]
fn it_says_how_to_get_it() {
    for arguments in [
        &["serve", "--tls", "openssl", "--imaps", "127.0.0.1:0"][..],
        &["login", "imaps://localhost:1", "--user", "alice", "--insecure", "--tls", "openssl"],
    ] {
        let mut command = command(arguments);
        command.env("COUNTERSIGN_PASSWORD", "wonderland");
        let said = output(command);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("--features openssl"), "{said:?}");
    }
}
