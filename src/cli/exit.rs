//! How the program ends.

use std::process::ExitCode;

/// What the exit code says; the worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// 0: done.
    Done,
    /// 1: a claim fails, is not exercised or is inconclusive; `fmt --check` or `embed --check` would change a file; an
    /// editor went without `shutdown`.
    Claims,
    /// 2: the source has errors; nothing was written.
    Source,
    /// 3: a file cannot be read or written, or a limit was reached.
    File,
    /// 64: wrong usage (`EX_USAGE` of BSD's sysexits).
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Claims => 1,
            Exit::Source => 2,
            Exit::File => 3,
            Exit::Usage => 64,
        })
    }
}
