//! Declarations from response headers: what a pasted answer says about caching, in the language.
//!
//! Comes in: the text of a paste (`curl -sI`, `curl -v`, a browser's tools). Goes out: a program with a resource, the
//! storages that may hold it and two visits, every directive explained in a comment. In order: `paste` finds the last
//! answer, `explain` says what its fields mean, `program` writes declarations.

mod explain;
mod paste;
mod program;
#[cfg(test)]
mod tests;

/// What was made of a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// A program that compiles.
    pub program: String,
    /// What was passed over, as sentences.
    pub remarks: Vec<String>,
}

/// Writes declarations from a paste.
///
/// # Errors
/// There is no header field in it; a sentence.
pub fn propose(text: &str) -> Result<Proposal, String> {
    let paste = paste::read(text)?;
    Ok(Proposal { program: program::write(&paste.answer), remarks: paste.remarks })
}
