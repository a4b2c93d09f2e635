//! What a run leaves: the files of its folder, and what the store remembers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use daybrief::store::{self, Health};

use crate::program::{Folder, files_below};

/// Files by their paths below a folder.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What stands in a folder, and what is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) files: Files,
    pub(super) stored: Stored,
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stored {
    pub(super) articles: u64,
    /// Day and title of every edition, sorted.
    pub(super) editions: Vec<(String, String)>,
    /// Feeds by their addresses, and whether each was read.
    pub(super) feeds: Vec<(String, bool)>,
}

/// Every file of `folder`.
pub(super) fn files(folder: &Path) -> Files {
    let read = |path: String| (path.clone(), fs::read(folder.join(path)).unwrap());
    files_below(folder).into_iter().map(read).collect()
}

/// What stands in `folder`; the store must be sound.
#[track_caller]
pub(super) fn left(folder: &Folder) -> Left {
    Left { files: files(folder.path()), stored: stored(folder) }
}

/// What is remembered in `folder`, which must be sound.
#[track_caller]
pub(super) fn stored(folder: &Folder) -> Stored {
    stored_below(folder.state())
}

/// What is remembered in the folder `state`, which must be sound.
#[track_caller]
pub(super) fn stored_below(state: &Path) -> Stored {
    let path = state.join("daybrief/daybrief.db");
    if !path.exists() {
        return Stored::default();
    }
    let store = store::open(&path).unwrap();
    let Health { articles, faults, .. } = store::health(&store).unwrap();
    assert_eq!(faults, [""; 0]);
    let editions = store::list(&store).unwrap();
    let mut editions: Vec<_> = editions.into_iter().map(|it| (it.day, it.title)).collect();
    editions.sort();
    let feeds = store::feeds(&store).unwrap();
    let feeds = feeds.into_iter().map(|feed| (feed.url, feed.state.etag.is_some())).collect();
    Stored { articles, editions, feeds }
}

/// A copy of `folder` with all it remembers.
pub(super) fn copy(folder: &Folder) -> Folder {
    let new = Folder::new();
    for (from, to) in [(folder.path(), new.path()), (folder.state(), new.state())] {
        for (path, bytes) in files(from) {
            let path = to.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    new
}
