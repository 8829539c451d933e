//! What `watch` and `serve` share: files are read once they are whole ([`reading`]), their folders are watched
//! ([`lookout`]), and each rebuild is told in a line ([`line`]). Behind `serve` stands a small server ([`server`]).

mod line;
mod lookout;
mod reading;
mod request;
pub(super) mod serve;
mod server;
mod stage;
pub(super) mod watch;
