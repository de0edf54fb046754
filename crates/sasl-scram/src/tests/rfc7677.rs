//! The example of RFC 7677 section 3, and the same exchange bound to a channel with a name that has to be escaped.
use super::vector::Vector;
use alloc::string::String;

const RFC7677: Vector = Vector {
    name: "RFC 7677",
    mechanism: "SCRAM-SHA-256",
    client_mechanism: "SCRAM-SHA-256",
    header: String::new(),
    messages: [
        "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
         p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
        "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
    ],
};

#[test]
fn the_example_of_rfc_7677() {
    RFC7677.play().unwrap();
}

/// Computed with a program that shares nothing with this one.
#[test]
fn a070_a132_an_escaped_identity_to_act_as_and_a_binding() {
    let vector = Vector {
        name: "RFC 7677, bound, acting as adm=in,x",
        mechanism: "SCRAM-SHA-256-PLUS",
        client_mechanism: "SCRAM-SHA-256-PLUS",
        header: "authzid: adm=in,x\nbinding: tls-exporter \
                 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
            .into(),
        messages: [
            "p=tls-exporter,a=adm=3Din=2Cx,n=user,r=rOprNGfwEbeRWgbNEkqO",
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            "c=cD10bHMtZXhwb3J0ZXIsYT1hZG09M0Rpbj0yQ3gsAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,\
             r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
             p=XCgBcsqhAKhen2dUdujIf7/KVK403ndlk0gZGWgGzVo=",
            "v=pH28x9FDc82Y8MKjbIMh6SPFJZ9PcYpN8BwGmkEzitA=",
        ],
    };
    vector.play().unwrap();
}

#[test]
fn any_other_octet_of_the_vector_fails_at_one_end() {
    let [first, challenge, proof, verifier] = RFC7677.messages;
    let other = |messages| Vector { messages, header: String::new(), ..RFC7677 }.play().is_err();
    assert!(other([first, challenge, &proof.replace("dHzb", "dHzc").leak()[..], verifier]));
    assert!(other([first, challenge, proof, &verifier.replace("6rri", "6rrj").leak()[..]]));
    assert!(other([first, &challenge.replace("W22Z", "W22a").leak()[..], proof, verifier]));
}
