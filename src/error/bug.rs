//! Panics caught: each is a bug of the program, and is told in one line, with what to do about it.
//!
//! Whoever works on one source among many contains its panic, so that the others are read all the
//! same; the command line contains that of a whole run.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

#[cfg(feature = "cli")]
use super::Warning;

/// Places that are kept: nobody contains the panics of a server's threads.
#[cfg(feature = "cli")]
const MAX_PLACES: usize = 64;

/// Where panics happened that are not contained yet.
static PLACES: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());

/// What is said of every panic.
const BUG: &str = "this is a bug in daybrief, please report it with the input and this line";

/// Whether `warning` tells of a panic.
#[cfg(feature = "cli")]
pub(crate) fn is_bug(warning: &Warning) -> bool {
    warning.message.starts_with(BUG)
}

/// What `work` gives, or what is to be said of its panic.
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| sentence(&*payload, &place()))
}

/// From now on panics write no trace, and their places are kept for [`contained`].
#[cfg(feature = "cli")]
pub(crate) fn listen() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() < MAX_PLACES {
            places.push((thread::current().id(), place));
        }
    }));
}

/// The place of the panic that this thread contains. One that another thread hands on, as the
/// threads of a pool do, has its place under that thread; it is the oldest that nobody contained.
fn place() -> String {
    let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
    let this = thread::current().id();
    let at = places.iter().position(|(thread, _)| *thread == this).unwrap_or(0);
    if at < places.len() { places.remove(at).1 } else { String::new() }
}

fn sentence(payload: &(dyn Any + Send), place: &str) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
    format!("{BUG}: {}{place}", text.unwrap_or("a panic without words"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_one_line() {
        let expected = "this is a bug in daybrief, please report it with the input and this line: \
                        index 3 (src/a.rs:1:2)";
        assert_eq!(sentence(&"index 3", "src/a.rs:1:2"), expected);
        assert_eq!(sentence(&String::from("index 3"), "src/a.rs:1:2"), expected);
        assert!(sentence(&3, "").ends_with("a panic without words"));
    }

    #[test]
    fn what_does_not_panic_is_handed_on() {
        assert_eq!(contained(|| 3), Ok(3));
        let n = [1, 2];
        let beyond = contained(|| n.get(5).copied().map_or_else(|| panic!("no {}", 5), i64::from));
        assert!(beyond.unwrap_err().contains("this line: no 5"));
    }
}
