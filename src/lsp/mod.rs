//! The language server: a door that speaks the Language Server Protocol 3.17 over any connection.
//!
//! `server` reads messages and keeps order; `desk` holds what is open; each change is parsed and checked at once and
//! told (`publish`), then run and decided by `background`, until the next change cancels that. `route` finds the
//! file of a request: a file a feature, each a function from the desk to an answer.

mod action;
mod background;
mod complete;
mod desk;
mod document;
mod fold;
mod follow;
mod hint;
mod hover;
mod index;
mod lens;
mod link;
mod navigate;
mod outline;
mod picture;
mod place;
mod publish;
mod rename;
mod route;
mod select;
mod server;
mod state;
mod stream;
mod tidy;
mod token;
mod uri;

use lsp_server::Connection;
use std::path::PathBuf;

/// How a conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With `shutdown`, then `exit`.
    Orderly,
    /// Otherwise.
    Abruptly,
}

/// Serves one client over a connection until it leaves. Imports never leave `root`; without one, the folder of the file
/// that is edited.
///
/// # Errors
/// A sentence: the client does not speak the protocol.
pub fn serve(connection: &Connection, root: Option<PathBuf>) -> Result<Ended, String> {
    server::serve(connection, root)
}

/// Serves the client on standard input and output.
///
/// # Errors
/// A sentence: the client does not speak the protocol, or a stream breaks.
pub fn run(root: Option<PathBuf>) -> Result<Ended, String> {
    let (connection, threads) = stream::open().map_err(|problem| crate::disk::reason(&problem))?;
    match serve(&connection, root) {
        Ok(ended) => {
            drop(connection);
            threads.join().map(|()| ended)
        }
        Err(problem) => Err(threads.fault().unwrap_or(problem)),
    }
}
