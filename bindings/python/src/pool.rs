//! Threads to work on: those of a pool that is made once, or the caller's own alone.
//!
//! The pool that the library would make by itself does not survive a fork, after which every call
//! would wait forever; so nothing here runs outside of a pool of our own.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Pools by their number of threads, and the process that made them.
type Pools = Vec<(u32, usize, Arc<ThreadPool>)>;

static POOLS: Mutex<Pools> = Mutex::new(Vec::new());

thread_local! {
    static IS_ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work` on `n` threads, for `None` on one a core; on the caller's own if `n` is 1.
///
/// # Errors
/// Threads cannot be started.
pub(crate) fn on<T: Send>(n: Option<usize>, work: impl FnOnce() -> T + Send) -> Result<T, String> {
    if n == Some(1) {
        return Ok(alone(work));
    }
    Ok(shared(n)?.install(work))
}

/// Runs `work` on the thread that calls, which is made a pool of one by its first call.
pub(crate) fn alone<T>(work: impl FnOnce() -> T) -> T {
    if !IS_ALONE.replace(true) {
        // It fails only where the thread belongs to a pool already, which is as good. A pool of the
        // caller's thread lives as long as that.
        std::mem::forget(ThreadPoolBuilder::new().num_threads(1).use_current_thread().build());
    }
    work()
}

/// The pool of `n` threads, for `None` one a core.
///
/// # Errors
/// Threads cannot be started.
pub(crate) fn shared(n: Option<usize>) -> Result<Arc<ThreadPool>, String> {
    let n = n.unwrap_or(0);
    let process = std::process::id();
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((.., pool)) = pools.iter().find(|pool| pool.0 == process && pool.1 == n) {
        return Ok(Arc::clone(pool));
    }
    // After a fork the threads of the parent are gone: dropping their pool would wait for them.
    std::mem::take(&mut *pools).into_iter().for_each(|(owner, n, pool)| {
        if owner == process { pools.push((owner, n, pool)) } else { std::mem::forget(pool) }
    });
    let built = ThreadPoolBuilder::new().num_threads(n).build();
    let pool = Arc::new(built.map_err(|error| format!("threads cannot be started: {error}"))?);
    pools.push((process, n, Arc::clone(&pool)));
    Ok(pool)
}

/// What `work` gives, or what is to be said of its panic: of one article among many it ends that
/// one alone.
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| sentence(&*payload))
}

fn sentence(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!(
        "this is a bug in daybrief, please report it with the input and this line: {}",
        text.unwrap_or("a panic without words")
    )
}
