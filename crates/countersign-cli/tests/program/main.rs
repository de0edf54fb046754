//! The program as its users have it: started, talked to over sockets, and ended.
mod account;
mod account_changes;
mod account_names;
mod demo;
mod login_clear;
mod login_scram;
mod login_tls;
mod login_urls;
mod password;
#[cfg(feature = "sabotage")]
mod sabotage;
mod serve_bad_exchange;
mod serve_bad_lines;
mod serve_imap;
mod serve_load;
mod serve_offer;
mod serve_pop3;
mod serve_ready;
mod serve_sieve;
mod serve_smtp;
mod serve_stop;
mod serve_tls;
mod support;
