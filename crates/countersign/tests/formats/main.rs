//! Records of other systems: the vectors that they publish or print, what is refused, what becomes of them.
mod bcrypt;
mod cram_md5;
mod dovecot;
mod empty;
mod kinds;
mod merged;
mod phc;
mod refused;
mod rows;
mod scram;
mod support;
mod upgrade;
