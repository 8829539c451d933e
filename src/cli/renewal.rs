//! A file that is written anew only if its content changes. What is written is compared with what is there, and a temporary
//! file is begun at the first difference. Some file systems wait for the disk when a file takes the place of another
//! (ext4 does, by its `auto_da_alloc`): an output that stays as it is does not.

use super::files::folder_of;
use std::fs::{File, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;
use std::time::SystemTime;
use tempfile::{Builder, NamedTempFile};

/// So many bytes are compared at once.
const PIECE: usize = 8 << 10;

/// What is being written.
pub(super) struct Renewal<'a> {
    path: &'a Path,
    /// What is there, as long as all is the same.
    old: Option<File>,
    /// So many bytes are.
    same: u64,
    /// Begun at the first difference.
    part: Option<NamedTempFile>,
}

/// What has been written.
pub(super) enum Renewed {
    /// What was there.
    Same(File),
    /// To be renamed.
    New(NamedTempFile),
}

impl<'a> Renewal<'a> {
    /// Of a file, whether it is there or not.
    pub(super) fn new(path: &'a Path) -> Self {
        Self { path, old: File::options().read(true).write(true).open(path).ok(), same: 0, part: None }
    }

    /// The end: a new file gets the permissions given.
    pub(super) fn finish(mut self, permissions: Option<Permissions>) -> io::Result<Renewed> {
        if let Some(mut old) = self.old.take()
            && old.read(&mut [0])? == 0
        {
            return Ok(Renewed::Same(old));
        }
        self.part()?.flush()?;
        let part = self.part.take().ok_or(ErrorKind::NotFound)?;
        permissions.map_or(Ok(()), |permissions| part.as_file().set_permissions(permissions))?;
        Ok(Renewed::New(part))
    }

    /// The temporary file; it begins with what was the same.
    fn part(&mut self) -> io::Result<&mut NamedTempFile> {
        let part = match self.part.take() {
            Some(part) => part,
            None => {
                let mut part = temporary(folder_of(self.path))?;
                if self.same > 0 && io::copy(&mut File::open(self.path)?.take(self.same), &mut part)? < self.same {
                    return Err(io::Error::other("it changes while it is written"));
                }
                part
            }
        };
        Ok(self.part.insert(part))
    }
}

impl Write for Renewal<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(mut old) = self.old.take()
            && goes_on_with(&mut old, bytes)?
        {
            self.old = Some(old);
            self.same += bytes.len() as u64;
            return Ok(bytes.len());
        }
        self.part()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Renewed {
    /// Gives a new file its name, and one that stays the time of now, for whoever makes anew what is older than its source.
    pub(super) fn put(self, path: &Path) -> io::Result<()> {
        match self {
            Self::New(file) => file.persist(path).map(|_| ()).map_err(|e| e.error),
            Self::Same(file) => file.set_modified(SystemTime::now()),
        }
    }
}

/// Whether a file goes on with these bytes.
fn goes_on_with(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut piece = [0; PIECE];
    for wanted in bytes.chunks(PIECE) {
        let (there, _) = piece.split_at_mut(wanted.len());
        match file.read_exact(there) {
            Ok(()) if there == wanted => {}
            Ok(()) => return Ok(false),
            Err(e) if e.kind() == ErrorKind::UnexpectedEof => return Ok(false),
            Err(e) => return Err(e),
        }
    }
    Ok(true)
}

/// A new file in a folder, with the permissions that any new file gets.
pub(super) fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".cachediag-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
