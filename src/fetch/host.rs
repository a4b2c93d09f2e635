//! Politeness: many hosts at once, but no host twice at the same time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use url::Url;

use crate::error::contained;

/// One lock a host.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<BTreeMap<String, Arc<Mutex<()>>>>);

impl Hosts {
    /// The lock of the host of `url`, to be held while it is asked.
    pub(super) fn lock_of(&self, url: &Url) -> Arc<Mutex<()>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let host = url.host_str().unwrap_or_default().to_owned();
        Arc::clone(locks.entry(host).or_default())
    }
}

/// Does `work` on each of `items`, those of one host one after the other, on at most `n_threads`
/// threads, and hands each result with the place of its item to `done`, in the order in which they
/// come; of work that panics, what is to be said of it. `host` names the host of an item.
///
/// # Errors
/// The first error of `done`; no work is begun after it.
pub fn over_hosts<T: Sync, R: Send, E>(
    items: &[T],
    n_threads: usize,
    host: impl Fn(&T) -> String,
    work: impl Fn(&T) -> R + Sync,
    mut done: impl FnMut(usize, Result<R, String>) -> Result<(), E>,
) -> Result<(), E> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut queue: VecDeque<Vec<(usize, &T)>> = VecDeque::new();
    for entry in items.iter().enumerate() {
        let place = *places.entry(host(entry.1)).or_insert(queue.len());
        match queue.get_mut(place) {
            Some(group) => group.push(entry),
            None => queue.push_back(vec![entry]),
        }
    }
    let n_workers = n_threads.clamp(1, queue.len().max(1));
    let queue = Mutex::new(queue);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..n_workers {
            let (sender, queue, work) = (sender.clone(), &queue, &work);
            scope.spawn(move || {
                loop {
                    let group = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    for (place, item) in group? {
                        // Nobody listens any more: the work is given up.
                        sender.send((place, contained(|| work(item)))).ok()?;
                    }
                }
                #[expect(unreachable_code, reason = "tells the type of the closure")]
                Some(())
            });
        }
        drop(sender);
        // The receiver is dropped at the first error, before the workers are waited for.
        receiver.into_iter().try_for_each(|(place, result)| done(place, result))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn all_is_done_and_no_host_twice_at_a_time() {
        let items: Vec<usize> = (0..200).collect();
        let busy: Vec<AtomicUsize> = (0..5).map(|_| AtomicUsize::new(0)).collect();
        let mut results = vec![0; items.len()];
        let work = |item: &usize| {
            let before = busy[item % 5].fetch_add(1, Ordering::SeqCst);
            assert_eq!(before, 0);
            thread::yield_now();
            busy[item % 5].fetch_sub(1, Ordering::SeqCst);
            item + 1
        };
        let done = |place: usize, result: Result<usize, String>| {
            results[place] = result.unwrap();
            Ok::<(), ()>(())
        };
        over_hosts(&items, 8, |item| (item % 5).to_string(), work, done).unwrap();
        assert_eq!(results, (1..=200).collect::<Vec<_>>());
    }

    #[test]
    fn work_that_panics_is_told_and_the_rest_is_done() {
        let items = [1_u32, 0, 4, 0, 5];
        let mut results = vec![None; items.len()];
        let work = |item: &u32| 100 / *item;
        let done = |place: usize, result: Result<u32, String>| {
            results[place] = Some(result.map_err(|bug| bug.contains("please report it")));
            Ok::<(), ()>(())
        };
        over_hosts(&items, 2, |item| (item % 2).to_string(), work, done).unwrap();
        let expected = [Ok(100), Err(true), Ok(25), Err(true), Ok(20)].map(Some);
        assert_eq!(results, expected);
    }

    #[test]
    fn the_first_error_ends_the_work() {
        let items: Vec<usize> = (0..1000).collect();
        let n_done = AtomicUsize::new(0);
        let work = |_: &usize| n_done.fetch_add(1, Ordering::SeqCst);
        let result = over_hosts(
            &items,
            1,
            |_| "a".into(),
            work,
            |_, result| {
                if result == Ok(3) { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(result, Err("full"));
        assert_eq!(over_hosts(&[0; 0], 4, |_| String::new(), |it| *it, |_, _| Err("no")), Ok(()));
    }
}
