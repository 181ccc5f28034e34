//! Where data goes: standard output, or a file that is there whole or not at all.

use std::cell::RefCell;
#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal as _, Write};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use propos::pipeline::store::{Files as _, RealFiles, failpoint};
use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;

/// How much is gathered before it is written.
const BUFFER: usize = 64 * 1024;

/// An open output.
pub(crate) struct Output {
    sink: Sink,
    name: String,
}

enum Sink {
    Stdout(BufWriter<io::Stdout>),
    /// A device, a pipe: something that cannot be replaced.
    Direct(BufWriter<File>),
    /// A temporary file beside the one it will replace.
    Replacing {
        file: BufWriter<NamedTempFile>,
        target: PathBuf,
    },
}

impl Output {
    /// Standard output for no path and for `-`, else the file.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Self {
                sink: Sink::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())),
                name: "standard output".to_owned(),
            });
        };
        let name = path.display().to_string();
        let sink = open_file(path).map_err(|error| match path.parent() {
            // The system would name the temporary file, which nobody asked for.
            Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
                let reason = format!("there is no folder {}", folder.display());
                Failure::output(&name, io::Error::new(error.kind(), reason)).hint("make it first")
            }
            _ => Failure::output(&name, error),
        })?;
        Ok(Self { sink, name })
    }

    /// The name for messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Writes out what is held and, where a file was named, puts it in its place. Without this call the file
    /// is left as it was.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        let written = match self.sink {
            Sink::Stdout(mut stream) => stream.flush(),
            Sink::Direct(mut stream) => stream.flush(),
            Sink::Replacing { file, target } => file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|file| replace(file, &target)),
        };
        written.map_err(|error| Failure::output(&self.name, error))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Stdout(stream) => stream.write(bytes),
            Sink::Direct(stream) => stream.write(bytes),
            Sink::Replacing { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Stdout(stream) => stream.flush(),
            Sink::Direct(stream) => stream.flush(),
            Sink::Replacing { file, .. } => file.flush(),
        }
    }
}

/// A handle to an output that somebody else flushes and commits.
pub(crate) struct Handle<'output>(pub(crate) &'output RefCell<Output>);

impl Write for Handle<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().flush()
    }
}

fn open_file(path: &Path) -> io::Result<Sink> {
    let existing = fs::metadata(path);
    if existing.as_ref().is_ok_and(fs::Metadata::is_dir) {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if existing.as_ref().is_ok_and(|metadata| !metadata.is_file()) {
        let file = OpenOptions::new().write(true).open(path)?;
        return Ok(Sink::Direct(BufWriter::with_capacity(BUFFER, file)));
    }
    // Behind a link, the file itself is replaced and the link stays.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".propos-").suffix(".partial");
    set_permissions(&mut builder, existing.ok().as_ref());
    let file = BufWriter::with_capacity(BUFFER, builder.tempfile_in(folder)?);
    Ok(Sink::Replacing { file, target })
}

/// Gives the new file the permissions of the one that it replaces, else those that files are made with; the
/// system takes off its mask. Temporary files are for their owner alone.
#[cfg(unix)]
fn set_permissions(builder: &mut Builder<'_, '_>, existing: Option<&fs::Metadata>) {
    builder.permissions(existing.map_or_else(|| Permissions::from_mode(0o666), fs::Metadata::permissions));
}

#[cfg(not(unix))]
fn set_permissions(_builder: &mut Builder<'_, '_>, _existing: Option<&fs::Metadata>) {}

/// Makes a file durable and gives it its name, so that not even a power cut leaves half of one.
fn replace(file: NamedTempFile, target: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    failpoint("report_written");
    file.persist(target).map_err(|error| error.error)?;
    failpoint("report_renamed");
    // The name is made durable where the system has that; the file is whole without.
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let _ = RealFiles.sync_folder(folder.unwrap_or(Path::new(".")));
    Ok(())
}

/// Whether data goes to a terminal.
pub(crate) fn is_terminal(path: Option<&Path>) -> bool {
    path.is_none_or(|path| path.as_os_str() == "-") && io::stdout().is_terminal()
}
