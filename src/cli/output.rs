//! Writing: all outputs whole or none. Each that changes goes to a temporary file in its own folder first; when all of them
//! stand, they are renamed.

use super::files::{folder_of, reason};
use super::renewal::{Renewal, Renewed, temporary};
use crate::pipeline::Prepared;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where bytes go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// A file that is ready but does not bear its name yet.
enum Ready<'a> {
    /// To be renamed, or there already.
    Renewed(Renewed, PathBuf),
    /// A pipe or a device: there is nothing to rename.
    Written(File, &'a Prepared, PathBuf),
}

/// Writes everything, or says in a sentence why nothing was written.
pub(super) fn write_all(outputs: &[(Target, Prepared)]) -> Result<(), String> {
    let mut ready = Vec::new();
    let mut streamed = Vec::new();
    for (target, content) in outputs {
        match target {
            Target::Stdout => streamed.push(content),
            Target::File(path) => ready.push(prepare(path, content).map_err(|e| cannot(path, &e))?),
        }
    }
    for file in ready {
        match file {
            Ready::Renewed(file, path) => file.put(&path).map_err(|e| cannot(&path, &e))?,
            Ready::Written(mut file, content, path) => content.write(&mut file).map_err(|e| cannot(&path, &e))?,
        }
    }
    for content in streamed {
        to_stream(|stream| content.write(stream))
            .map_err(|e| format!("cannot write to standard output: {}", reason(&e)))?;
    }
    Ok(())
}

/// The sentence.
fn cannot(path: &Path, error: &io::Error) -> String {
    format!("cannot write {}: {}", path.display(), reason(error))
}

/// Writes a temporary file beside the target. A link stays a link: the file that it names is replaced.
fn prepare<'a>(path: &Path, content: &'a Prepared) -> io::Result<Ready<'a>> {
    let path = if path.is_symlink() { path.canonicalize()? } else { path.to_path_buf() };
    let present = fs::metadata(&path).ok();
    match &present {
        Some(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Some(there) if !there.is_file() => {
            let file = File::options().write(true).open(&path)?;
            return Ok(Ready::Written(file, content, path));
        }
        Some(there) if there.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Some(_) | None => {}
    }
    let mut file = Renewal::new(&path);
    content.write(&mut file)?;
    let file = file.finish(present.map(|there| there.permissions()))?;
    Ok(Ready::Renewed(file, path))
}

/// Writes to standard output. A reader that has gone away (`| head`) is no error.
pub(super) fn to_stdout(bytes: &[u8]) -> io::Result<()> {
    to_stream(|stream| stream.write_all(bytes))
}

/// Likewise what is told piece by piece.
fn to_stream(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut stream = io::stdout().lock();
    match write(&mut stream).and_then(|()| stream.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes a file that must not be there yet.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = temporary(folder_of(path))?;
    file.write_all(bytes)?;
    file.flush()?;
    file.persist_noclobber(path).map_err(|e| e.error)?;
    Ok(())
}
