//! The program as its users have it: started, talked to over sockets, and ended.
mod account;
mod account_apps;
mod account_changes;
mod account_full_disk;
mod account_gone;
mod account_killed;
mod account_kinds;
mod account_names;
mod account_passwords;
mod account_upgrade;
mod demo;
mod keys;
mod login_clear;
mod login_keys;
mod login_scram;
mod login_tls;
mod login_urls;
mod mechanisms;
mod moving_in;
mod moving_in_refused;
mod password;
mod postgres;
mod register_keys;
#[cfg(feature = "sabotage")]
mod sabotage;
mod serve_bad_exchange;
mod serve_bad_lines;
mod serve_certificates;
mod serve_imap;
mod serve_keys;
mod serve_keys_only;
mod serve_keys_refused;
mod serve_limits;
mod serve_load;
mod serve_offer;
mod serve_pop3;
mod serve_proxied;
mod serve_ready;
mod serve_sieve;
mod serve_smtp;
mod serve_stop;
mod serve_tls;
mod support;
#[cfg(feature = "openssl")]
mod tls_openssl;
#[cfg(not(feature = "openssl"))]
mod tls_without_openssl;
