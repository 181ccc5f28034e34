//! Which files there are: paths, folders and patterns. Together with [`crate::Corpus`] the part with effects.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;

use crate::error::{Fault, IngestError};
use crate::format::{InputFormat, unreadable_extension};
use crate::options::ReadOptions;

/// Where an input comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Origin {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// One input, found and not yet opened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// Where it comes from.
    pub origin: Origin,
    /// The id of its document, where the input gives none: the path below the corpus root, with `/`.
    pub id: String,
    /// How it holds its articles.
    pub format: InputFormat,
}

impl Source {
    /// The name for messages: the path as it was found, or `standard input`.
    pub fn name(&self) -> String {
        match &self.origin {
            Origin::Stdin => "standard input".to_owned(),
            Origin::File(path) => path.display().to_string(),
        }
    }
}

/// Finds the inputs that paths stand for, in the order given; below a folder in the order of their paths.
///
/// `-` is standard input. A file is taken whatever it is called. Of a folder all files below it are taken
/// that end in one of the extensions of the formats (of the one format, where the options name it); hidden
/// ones and links to folders are left out. A path that does not exist and has `*`, `?`, `[` or `{` in it is a
/// pattern. What was found once is not taken again. An entry that leads to nothing is an error in its place,
/// and the others stand.
///
/// The corpus root, which ids are relative to, is the folder given. For files and patterns it is the current folder;
/// a file outside it has its name alone as its id.
pub fn find_sources(paths: &[PathBuf], options: &ReadOptions) -> Vec<Result<Source, IngestError>> {
    let current = env::current_dir().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for path in paths {
        let sources = sources_of(path, &current, options);
        found.extend(sources.into_iter().filter(|source| match source {
            Ok(source) => seen.insert(identity(&source.origin)),
            Err(_) => true,
        }));
    }
    found
}

fn sources_of(path: &Path, current: &Path, options: &ReadOptions) -> Vec<Result<Source, IngestError>> {
    if path.as_os_str() == "-" {
        return vec![Ok(Source {
            origin: Origin::Stdin,
            id: "stdin".to_owned(),
            format: options.format.unwrap_or(InputFormat::Text),
        })];
    }
    let place = || path.display().to_string();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => sources_below(path, options),
        Ok(_) => vec![file_source(path.to_owned(), id_of_file(path, current), options)],
        Err(error) if error.kind() == io::ErrorKind::NotFound => match path.to_str() {
            Some(pattern) if is_pattern(pattern) => sources_matching(pattern, current, options),
            _ => vec![Err(IngestError::new(place(), Fault::NotFound))],
        },
        Err(error) => vec![Err(IngestError::new(place(), Fault::Io(error)))],
    }
}

fn file_source(path: PathBuf, id: String, options: &ReadOptions) -> Result<Source, IngestError> {
    let format = match (
        options.format.or_else(|| InputFormat::of_path(&path)),
        unreadable_extension(&path),
    ) {
        (Some(format), _) => format,
        (None, Some(extension)) => {
            return Err(IngestError::new(
                path.display().to_string(),
                Fault::UnreadableForm { extension },
            ));
        }
        (None, None) => InputFormat::Text,
    };
    Ok(Source {
        origin: Origin::File(path),
        id,
        format,
    })
}

fn sources_below(root: &Path, options: &ReadOptions) -> Vec<Result<Source, IngestError>> {
    let mut found = Vec::new();
    walk(root, &mut |entry| match entry {
        Ok(path) => {
            let format = InputFormat::of_path(&path);
            if format.is_some() && options.format.is_none_or(|wanted| Some(wanted) == format) {
                let id = slashed(path.strip_prefix(root).unwrap_or(&path));
                found.push(file_source(path, id, options));
            }
        }
        Err(error) => found.push(Err(error)),
    });
    if found.is_empty() {
        found.push(Err(IngestError::new(
            root.display().to_string(),
            Fault::NoArticles,
        )));
    }
    found
}

fn sources_matching(
    pattern: &str,
    current: &Path,
    options: &ReadOptions,
) -> Vec<Result<Source, IngestError>> {
    let matcher = match GlobBuilder::new(pattern).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            let reason = error.kind().to_string();
            return vec![Err(IngestError::new(pattern, Fault::BadPattern { reason }))];
        }
    };
    let mut found = Vec::new();
    walk(&fixed_folder(pattern), &mut |entry| match entry {
        Ok(path) if matcher.is_match(&path) => {
            let id = id_of_file(&path, current);
            found.push(file_source(path, id, options));
        }
        Ok(_) => {}
        Err(error) => found.push(Err(error)),
    });
    if found.is_empty() {
        found.push(Err(IngestError::new(pattern, Fault::NoMatch)));
    }
    found
}

/// Hands every file below a folder to `take`, in the order of names, hidden ones left out.
fn walk(folder: &Path, take: &mut dyn FnMut(Result<PathBuf, IngestError>)) {
    // `""` is how the current folder reads when it is the fixed part of a pattern.
    let opened = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = match fs::read_dir(opened).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return,
        Err(error) => {
            return take(Err(IngestError::new(
                opened.display().to_string(),
                Fault::Io(error),
            )));
        }
    };
    let mut names: Vec<_> = entries.into_iter().map(|entry| entry.file_name()).collect();
    names.sort();
    for name in names {
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        let path = folder.join(name);
        // A link to a folder may lead back up; a link to a file is a file.
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() => walk(&path, take),
            Ok(_) if path.is_file() => take(Ok(path)),
            Ok(_) => {}
            Err(error) => take(Err(IngestError::new(
                path.display().to_string(),
                Fault::Io(error),
            ))),
        }
    }
}

fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

/// The folder of a pattern that stands before its first wildcard.
fn fixed_folder(pattern: &str) -> PathBuf {
    let mut folder = PathBuf::new();
    let mut parts: Vec<Component<'_>> = Path::new(pattern).components().collect();
    parts.pop();
    for part in parts {
        if part.as_os_str().to_str().is_none_or(is_pattern) {
            break;
        }
        folder.push(part);
    }
    folder
}

/// The id of a file named by itself: its path below the current folder, else its name.
fn id_of_file(path: &Path, current: &Path) -> String {
    let whole = without_dots(&current.join(path));
    match whole.strip_prefix(current) {
        Ok(relative) => slashed(relative),
        Err(_) => slashed(Path::new(whole.file_name().unwrap_or(path.as_os_str()))),
    }
}

/// The path without `.` and `..`, by its words alone.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// What tells two inputs apart: the file itself, whatever way leads to it.
fn identity(origin: &Origin) -> Origin {
    match origin {
        Origin::Stdin => Origin::Stdin,
        Origin::File(path) => Origin::File(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
    }
}
