//! A program that was built without OpenSSL.
use crate::support::{command, output};

#[test]
fn the_error_says_how_to_build_with_openssl() {
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
