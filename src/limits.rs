//! Every bound that a program, a picture or a file may meet, in one place.
//!
//! Input is other people's text. Whatever it is, reading, checking, running and drawing it ends, in memory that these bounds
//! keep finite; what lies beyond a bound is refused by a diagnostic that names it, never cut off in silence. Blocks are kept
//! on stacks of their own, so that nesting costs none of the thread's. What a search may take (time, states, faults) is set by
//! its caller, with these as defaults.

use std::time::Duration;

/// The largest source that is read, bytes; also all files of one program together. A tree takes some hundred times its text.
pub const SOURCE_BYTES: usize = 16 << 20;

/// The most lines of one source, and of all files of one program together (`E604`).
pub const LINES: usize = 500_000;

/// The most files of one program, imported ones included.
pub const FILES: usize = 1_000;

/// The deepest nesting of blocks (`E110`).
pub const NESTING: usize = 128;

/// The most diagnostics of reading one file; the last says that there are more.
pub const FOUND_IN_FILE: usize = 100;

/// The most errors of checking a program; who made more mends these first.
pub const ERRORS: usize = 100;

/// The most findings of one run.
pub const FOUND_IN_RUN: usize = 60;

/// The most declarations of a kind, and the most instances of a device.
pub const DECLARED: usize = 10_000;

/// The most places that hold something; beyond, a program is not simulated.
pub const SITES: usize = 100_000;

/// The most copies that a run keeps, each place with each key; as many changes are kept to go back in fragments.
pub const KEPT: usize = 8 << 20;

/// The most items of one scenario: scenarios that play each other twice would grow without end (`E604`).
pub const ITEMS: usize = 400_000;

/// The most statements that one run carries out; loops, methods and reactions count each time (`E604`).
pub const STEPS: u32 = 400_000;

/// So many copies, keys or reactions that statements look through count as one more of [`STEPS`]: a million of them take no
/// longer than a thousand statements.
pub const TOIL: usize = 1_000;

/// The most different states that a search keeps unless it is told another number.
pub const STATES: u64 = 1_000_000;

/// The most counterexamples of one scenario that are told; further claims that fail say so without one.
pub const TOLD: usize = 100;

/// How long the language server looks at the claims of a file; `check --budget` and `compile --budget` say it themselves.
pub const CHECK: Duration = Duration::from_secs(2);

/// The most pixels of a PNG: 256 MB of memory (`E604`).
pub const PIXELS: u64 = 64 << 20;

/// The most steps of a picture that draws itself, each of which lasts a third of a second then (`E604`).
pub const ANIMATED: usize = 300;

/// The most nodes and edges of a graph together: beyond, nobody could read it.
pub const GRAPH: usize = 6_000;

/// The most heads that stand again between the rows of a picture; where there are many columns, fewer rows repeat them.
pub const HEADS: usize = 200_000;

/// The most cells of a table that is drawn.
pub const CELLS: usize = 200_000;

/// The most copies that a JSON document tells, key by key and step by step: a file of some hundred megabytes.
pub const COPIES: usize = 2_000_000;

/// The most blocks that the markers of one Markdown file ask for (`E604`).
pub const MARKERS: usize = 1_000;

/// The most bytes that one Markdown file asks for: programs, pictures and blocks together (`E604`).
pub const EMBEDDED_BYTES: usize = 64 << 20;

/// The largest paste of response headers, bytes: far more than any server sends.
pub const PASTE_BYTES: usize = 1 << 20;

/// The most lines of such a paste.
pub const PASTE_LINES: usize = 10_000;

/// The largest file of HTTP cases, bytes: many times the largest suite.
pub const CASES_BYTES: usize = 16 << 20;

/// The most cases of such a file.
pub const CASES: usize = 20_000;

/// The most files and folders below the folders that a command is given.
pub const WALKED: usize = 100_000;

/// The largest book that mdBook hands over, bytes.
pub const BOOK_BYTES: u64 = 64 << 20;

/// The largest message of an editor to the language server, bytes: a source with all its escapes.
pub const MESSAGE_BYTES: usize = 32 << 20;

/// The most files below its folders that the language server knows without their being open.
pub const NEIGHBOURS: usize = 2_000;
