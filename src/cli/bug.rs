//! A panic is a bug of the program: it is told in one line, and never as a trace.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use super::exit::Exit;
use super::report;

/// Where the first panic happened, as its hook saw it.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Runs `work`; if it panics, on whichever thread, says so and fails.
pub(crate) fn caught(work: impl FnOnce() -> Exit) -> Exit {
    panic::set_hook(Box::new(|panic| {
        if let Ok(mut place) = PLACE.lock() {
            place.get_or_insert_with(|| {
                panic.location().map(ToString::to_string).unwrap_or_default()
            });
        }
    }));
    contained(work).unwrap_or_else(|bug| {
        report::error(&bug);
        Exit::Failure
    })
}

/// What `work` gives, or what is to be said of its panic: of one article among many it ends that
/// one alone.
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let place = PLACE.lock().ok().and_then(|mut place| place.take()).unwrap_or_default();
        sentence(&*payload, &place)
    })
}

fn sentence(payload: &(dyn Any + Send), place: &str) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!(
        "this is a bug in daybrief, please report it with the input and this line: {} ({place})",
        text.unwrap_or("a panic without words")
    )
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
        assert!(sentence(&3, "").contains("a panic without words"));
    }
}
