//! What is remembered from run to run, in one SQLite file: editions with their extracts, the
//! articles they are taken from, feeds, and an index of all words.
//!
//! Several processes may use the file at once. Whatever belongs together is written in one
//! transaction, so that a process killed at any moment leaves the state before it or after it.
//! Where the file lies, and when an edition is remembered, is decided by the command line.

mod schema;
mod feed;
mod article;
mod recent;
mod edition;
mod search;
pub mod browse;
mod health;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::error::{Error, ErrorKind, reason};
pub use article::{Added, Arrival, add, entries, is_stored};
pub use edition::{
    Edition, Forgotten, Listed, Past, Series, Text, Which, forget, list, past, record, show,
};
pub use feed::{
    Arrived, Feed, FeedId, FeedState, NewFeed, Subscribed, arrived, feeds, subscribe, unsubscribe,
};
pub use health::{Health, health};
pub use recent::{Asked, Last, Recent, Seen, Stored, has_articles, last, recent, text};
pub use search::{Found, Hit, Piece, Place, find, search};

/// How long a process waits for another one to finish writing.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a transaction is begun anew that could not wait.
const ATTEMPTS: u32 = 8;

/// An open file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

/// Opens the file at `path`; it and its folder are made where they are missing, readable for the
/// user alone, and an older schema is brought up to date.
///
/// # Errors
/// The file cannot be read or written, is no database, or was made by a newer version.
pub fn open(path: &Path) -> Result<Store, Error> {
    if let Some(folder) = path.parent() {
        make_private(folder).map_err(|error| {
            Error::new(ErrorKind::Store, path.display().to_string(), reason(&error))
                .caused_by(error)
        })?;
    }
    let failed = |error| failure(path, error);
    let connection = Connection::open(path).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    patiently(|| connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())))
        .map_err(failed)?;
    for (name, value) in [("synchronous", "full"), ("foreign_keys", "on"), ("secure_delete", "on")]
    {
        connection.pragma_update(None, name, value).map_err(failed)?;
    }
    let mut store = Store { connection, path: path.to_owned() };
    schema::migrate(&mut store)?;
    Ok(store)
}

/// Opens the file at `path` for reading alone; others may write to it at the same time.
///
/// # Errors
/// The file cannot be read, is no database, or is not of the present schema.
pub fn open_to_read(path: &Path) -> Result<Store, Error> {
    let failed = |error| failure(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    let store = Store { connection, path: path.to_owned() };
    schema::check(&store)?;
    Ok(store)
}

#[cfg(unix)]
fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

impl Store {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn failed(&self, error: rusqlite::Error) -> Error {
        failure(&self.path, error)
    }

    /// Does `work` in one transaction that writes; it is begun before anything is read, so that no
    /// other process can write in between.
    fn write<T>(
        &mut self,
        work: impl Fn(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let connection = &mut self.connection;
        let done = patiently(|| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        });
        done.map_err(|error| failure(&self.path, error))
    }
}

/// Tries again where another process was in the way and SQLite could not wait for it by itself.
fn patiently<T>(mut attempt: impl FnMut() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    for n_failed in 0..ATTEMPTS {
        match attempt() {
            Err(error) if is_busy(&error) => {
                std::thread::sleep(Duration::from_millis(20 << n_failed));
            }
            other => return other,
        }
    }
    attempt()
}

fn is_busy(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
}

fn failure(path: &Path, error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode;
    let reason = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => "it is no database of daybrief".to_owned(),
        Some(ErrorCode::DatabaseCorrupt) => {
            "it or its disk is damaged (see daybrief doctor)".to_owned()
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            "it cannot be written".to_owned()
        }
        Some(ErrorCode::CannotOpen) => "it cannot be opened".to_owned(),
        Some(ErrorCode::DiskFull) => "no space left".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another process has been writing to it for too long".to_owned()
        }
        _ => error.to_string(),
    };
    Error::new(ErrorKind::Store, path.display().to_string(), reason).caused_by(error)
}
