//! Whom a long work tells how far it is.

use std::fmt;
use std::sync::Arc;

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many pieces of work begin.
    Of(usize),
    /// One of them is done.
    Done,
}

/// A listener, or none; it changes nothing of what is done, so that all are equal.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
/// use daybrief::model::progress::{Progress, Step};
///
/// let n_done = Arc::new(AtomicUsize::new(0));
/// let counter = Arc::clone(&n_done);
/// let progress = Progress::to(move |step| {
///     counter.fetch_add(usize::from(step == Step::Done), Relaxed);
/// });
/// progress.begin(2);
/// progress.done();
/// assert_eq!(n_done.load(Relaxed), 1);
/// ```
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Progress {
    /// Tells `listener`, from any thread.
    pub fn to(listener: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// Says that `n` pieces of work begin.
    pub fn begin(&self, n: usize) {
        self.tell(Step::Of(n));
    }

    /// Says that one is done.
    pub fn done(&self) {
        self.tell(Step::Done);
    }

    fn tell(&self, step: Step) {
        if let Some(listener) = &self.0 {
            listener(step);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Progress(told)" } else { "Progress(silent)" })
    }
}

impl PartialEq for Progress {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
