//! `daybrief feeds fetch`: the feeds that are due, fetched and stored one by one as they come.
//!
//! What a feed brings and what is known of it since are stored together, so that a run that is
//! ended at any moment loses at most what the next one fetches again.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{chosen, known, say};
use crate::cli::args::{DEFAULT_JOBS, Fetch};
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::report::{self, counted};
use crate::cli::stored::{self, Supply};
use crate::cli::{memory, progress, web};
use crate::error::{Error, ErrorKind, Warning};
use crate::fetch::{self, Article, Client, Failure, Known, News};
use crate::store::{self, Arrival, Arrived, Feed, FeedState, Store};

/// Status of a feed that is no more.
const GONE: u16 = 410;

/// A feed to fetch.
struct Task {
    feed: Feed,
    /// Entries that were read before, where its articles are read on their pages.
    read_before: Option<BTreeSet<(String, String)>>,
}

/// What came of a feed.
enum Outcome {
    New(usize, News),
    Unchanged,
    Failed(Failure),
}

/// Fetches and stores.
pub(super) fn run(args: &Fetch, context: &Context) -> Result<Exit, Error> {
    let feeds = chosen(known()?, &args.feeds)?;
    let options = context.fetching(args.ask.web.settings())?;
    if options.offline {
        let reason = "nothing is fetched offline (leave --offline out)";
        return Err(Error::new(ErrorKind::Fetch, "feeds", reason));
    }
    let which = if args.force { Which::All } else { Which::Due };
    let run = all(feeds, which, &options, args.ask.jobs.into(), context)?;
    say(context, &summary(&run))?;
    let n_failed = run.outcomes.iter().filter(|it| matches!(it, Outcome::Failed(_))).count();
    Ok(match n_failed {
        0 => Exit::Success,
        _ if n_failed == run.outcomes.len() => Exit::Failure,
        _ if args.strict => Exit::Skipped,
        _ => Exit::Success,
    })
}

/// Asks the feeds of `supply` that are due for news; one that fails costs a warning.
///
/// # Errors
/// The store cannot be written.
pub(in crate::cli::command) fn news(
    supply: &Supply,
    job: &Job,
    context: &Context,
) -> Result<(), Error> {
    let is_wanted = |feed: &Feed| {
        supply.feeds.is_empty() || supply.feeds.iter().any(|name| stored::is_called(feed, name))
    };
    let feeds: Vec<Feed> = known()?.into_iter().filter(is_wanted).collect();
    if !feeds.is_empty() {
        let run = all(feeds, Which::Due, &job.fetch, DEFAULT_JOBS.into(), context)?;
        report::note(context.verbosity, &summary(&run));
    }
    Ok(())
}

/// Which feeds are fetched of those that are not gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    Due,
}

/// What came of a run.
struct Run {
    outcomes: Vec<Outcome>,
    /// Feeds that are not due yet.
    n_later: usize,
    /// Feeds that are no more.
    n_gone: usize,
}

/// Fetches and stores `feeds`, and says what came of each.
fn all(
    feeds: Vec<Feed>,
    which: Which,
    options: &fetch::Options,
    n_threads: usize,
    context: &Context,
) -> Result<Run, Error> {
    let now = Timestamp::now();
    let n_feeds = feeds.len();
    let feeds: Vec<Feed> = feeds.into_iter().filter(|feed| !feed.state.gone).collect();
    let n_gone = n_feeds - feeds.len();
    let is_asked = |feed: &Feed| which == Which::All || fetch::is_due(now, feed.state.next_due);
    let (feeds, later): (Vec<Feed>, Vec<Feed>) = feeds.into_iter().partition(is_asked);
    let mut store = memory::opened()?;
    let tasks = tasks(&store, feeds)?;
    let client = Client::new(options);
    let outcomes = fetched(&client, &mut store, &tasks, n_threads, now, context)?;
    tell(&tasks, &outcomes, context);
    Ok(Run { outcomes, n_later: later.len(), n_gone })
}

fn tasks(store: &Store, feeds: Vec<Feed>) -> Result<Vec<Task>, Error> {
    let task = |feed: Feed| {
        let read_before = feed.full_text.then(|| store::entries(store, feed.id)).transpose()?;
        Ok(Task { feed, read_before })
    };
    feeds.into_iter().map(task).collect()
}

/// What came of `tasks`, in their order; what came is stored as it comes.
fn fetched(
    client: &Client,
    store: &mut Store,
    tasks: &[Task],
    n_threads: usize,
    now: Timestamp,
    context: &Context,
) -> Result<Vec<Outcome>, Error> {
    let bar = progress::bar("fetching", tasks.len(), context.drawing);
    let mut outcomes: Vec<Option<Outcome>> = tasks.iter().map(|_| None).collect();
    let work = |task: &Task| {
        let state = &task.feed.state;
        let known = Known {
            url: &task.feed.url,
            etag: state.etag.as_deref(),
            last_modified: state.last_modified.as_deref(),
            full_text: task.read_before.as_ref(),
        };
        fetch::feed(client, known)
    };
    let done = |place: usize, result: Result<Result<News, Failure>, String>| {
        bar.inc(1);
        let (Some(task), Some(outcome)) = (tasks.get(place), outcomes.get_mut(place)) else {
            return Ok(());
        };
        *outcome = Some(match result.unwrap_or_else(|bug| Err(Failure::new(bug))) {
            Ok(news) => arrived(store, &task.feed, news, now)?,
            Err(failure) => Outcome::Failed(failure),
        });
        Ok::<(), Error>(())
    };
    let host = |task: &Task| web::host(&task.feed.url);
    fetch::over_hosts(tasks, n_threads, host, work, done)?;
    bar.finish_and_clear();
    let outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    if !is_network_down(&outcomes) {
        for (task, outcome) in tasks.iter().zip(&outcomes) {
            if let Outcome::Failed(failure) = outcome {
                failed(store, &task.feed, failure, now)?;
            }
        }
    }
    Ok(outcomes)
}

/// Whether several hosts were asked and none was reached: that is no fault of the feeds, and none
/// of them is to wait for it.
fn is_network_down(outcomes: &[Outcome]) -> bool {
    let is_unreachable =
        |it: &Outcome| matches!(it, Outcome::Failed(failure) if failure.is_unreachable);
    outcomes.len() > 1 && outcomes.iter().all(is_unreachable)
}

/// Stores what `feed` brought.
fn arrived(store: &mut Store, feed: &Feed, news: News, now: Timestamp) -> Result<Outcome, Error> {
    let version = if news.is_unchanged {
        (feed.state.etag.clone(), feed.state.last_modified.clone())
    } else {
        (news.etag.clone(), news.last_modified.clone())
    };
    let state = FeedState {
        etag: version.0,
        last_modified: version.1,
        checked: Some(now),
        ..FeedState::default()
    };
    let articles: Vec<Arrival<'_>> = news.articles.iter().map(arrival).collect();
    let added = store::arrived(
        store,
        feed.id,
        Arrived {
            state: &state,
            title: news.title.as_deref(),
            site: news.site.as_deref(),
            moved_to: news.moved_to.as_deref(),
            articles: &articles,
            entries: news.entries.as_ref(),
        },
    )?;
    Ok(if news.is_unchanged && news.moved_to.is_none() {
        Outcome::Unchanged
    } else {
        Outcome::New(added.new, news)
    })
}

fn arrival(article: &Article) -> Arrival<'_> {
    let entry_sha256 = article.entry_sha256.as_deref();
    Arrival { document: &article.document, entry_sha256 }
}

/// Stores that `feed` failed, and when it is asked again.
fn failed(store: &mut Store, feed: &Feed, failure: &Failure, now: Timestamp) -> Result<(), Error> {
    let errors = feed.state.errors.saturating_add(1);
    let state = FeedState {
        errors,
        last_error: Some(failure.reason.clone()),
        // What is refused here may be allowed by the next run.
        next_due: (!failure.is_refused)
            .then(|| fetch::due(now, errors, failure.retry_after.as_deref())),
        checked: Some(now),
        gone: failure.status == Some(GONE),
        ..feed.state.clone()
    };
    let arrived = Arrived {
        state: &state,
        title: None,
        site: None,
        moved_to: None,
        articles: &[],
        entries: None,
    };
    store::arrived(store, feed.id, arrived).map(|_| ())
}

/// Says what came of each feed, in the order of the list.
fn tell(tasks: &[Task], outcomes: &[Outcome], context: &Context) {
    let urls: BTreeSet<&str> = tasks.iter().map(|task| task.feed.url.as_str()).collect();
    for (task, outcome) in tasks.iter().zip(outcomes) {
        let url = &task.feed.url;
        match outcome {
            Outcome::New(n_new, news) => {
                for warning in &news.warnings {
                    report::warning(context.verbosity, warning);
                }
                if let Some(to) = &news.moved_to {
                    let message = if urls.contains(to.as_str()) {
                        format!("moved to {to}, a feed of yours already (remove this one)")
                    } else {
                        format!("moved for good to {to}, which is asked from now on")
                    };
                    report::warning(context.verbosity, &Warning::new(url, message));
                }
                let what = counted(*n_new, "new article");
                report::note(context.verbosity, &Warning::new(url, what));
            }
            Outcome::Unchanged => {
                report::note(context.verbosity, &Warning::new(url, "unchanged"));
            }
            Outcome::Failed(failure) => {
                let gone = failure.status == Some(GONE);
                let end = if gone { "; it is not fetched again (remove it)" } else { "" };
                let reason = format!("{}{end}", failure.reason);
                report::warning(context.verbosity, &Error::new(ErrorKind::Fetch, url, reason));
            }
        }
    }
    if is_network_down(outcomes) {
        let message = "no host was reached; the network may be down, and no feed waits for it";
        report::warning(context.verbosity, &message);
    }
}

/// All of it in a line.
fn summary(run: &Run) -> String {
    let Run { outcomes, n_later, n_gone } = run;
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|it| is(it)).count();
    let n_failed = count(|it| matches!(it, Outcome::Failed(_)));
    let n_unchanged = count(|it| matches!(it, Outcome::Unchanged));
    let n_new: usize =
        outcomes.iter().map(|it| if let Outcome::New(n_new, _) = it { *n_new } else { 0 }).sum();
    let mut parts = vec![
        counted(n_new, "new article"),
        format!("{} fetched", counted(outcomes.len() - n_failed, "feed")),
    ];
    for (n, what) in [
        (n_unchanged, "unchanged"),
        (n_failed, "failed"),
        (*n_later, "not due (see --force)"),
        (*n_gone, "gone"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    }
    parts.join(", ")
}
