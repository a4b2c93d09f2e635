# The words of a page that are ours and not an article's, in English.
# $n is a number that chooses among forms, $count the same number as it is printed.

language = en
direction = ltr
group = ,

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
date-day = { $day } { $month } { $year }
date-weekday = { $weekday } { $day } { $month } { $year }
date-month = { $month } { $year }

skip = Skip to the briefing
read-in = { $n ->
    [one] 1 minute to read
   *[other] { $count } minutes to read
}
from-to = articles from { $from } to { $to }
bottom-line = Bottom line
more = More
articles-read = Articles
outlets = Outlets
topics = Topics
shared-wording = Shared wording
shared-of = { $count } of { $of } sentences
articles = { $n ->
    [one] 1 article
   *[other] { $count } articles
}
outlets-counted = { $n ->
    [one] 1 outlet
   *[other] { $count } outlets
}
lines = { $n ->
    [one] 1 independent line
   *[other] { $count } independent lines
}
words = { $n ->
    [one] 1 word
   *[other] { $count } words
}
topics-counted = { $n ->
    [one] 1 topic
   *[other] { $count } topics
}
shared-note = { $n ->
    [one] 1 of { $of } sentences of the shorter articles stands in the same words in a longer one
   *[other] { $count } of { $of } sentences of the shorter articles stand in the same words in a longer one
}
since-last = Since the last brief of { $date }
status-new = New
status-updated = Updated
status-continuing = Continuing
status-dropped = Dropped
nothing-new = nothing new since { $date }
quiet = There is nothing new to report.
told-before = Told before
first-seen = first seen { $date }
coverage = Articles a day, { $from } to { $to }: { $counts }
share = Sentences taken from each source: { $shares }
timeline = Timeline
see-above = above
quotations = In their words
unattributed = speaker not named beside the words
differences = How the sources differ
differs-in = Differs in
one-source = One source
other-source = Another
difference-number = Figure
difference-date = Date
difference-name = Name
difference-quotation-wording = Words of a quotation
difference-added-words = Added words
difference-wording = Wording
latest = later
not-there = not there
only-in-one = Only in one
people = People
places = Places
organizations = Organizations
names = Other names
terms = Terms
named = Who and what is named
sources = Sources
source = source { $number }
also-source = also source { $number }, in similar words
sentences-used = { $n ->
    [0] no sentence used
    [one] 1 sentence used
   *[other] { $count } sentences used
}
copy-of = one line with { $number } (near-copy or same newsroom)
read-at-source = read it there
back = back to the sentence
also-in-the-news = Also in the news
omitted = { $n ->
    [one] 1 topic was found and not told in full.
   *[other] { $count } topics were found and not told in full.
}
skipped = What was skipped, and why
promise = Every sentence above is copied unchanged from the source with its number in brackets.
promise-also = A number with a plus sign names a source that says the same in similar words.
promise-unmarked = Every sentence above is copied unchanged from one of the sources below.
promise-offline = Nothing was generated, and this page loads nothing from the network.
editions = Editions
all-editions = All editions
edition-before = Earlier
edition-after = Later
skip-archive = Skip to the content
archive = Archive
search = Search
pages = Pages
page-before = Previous page
page-after = Next page
nothing-here = There is nothing here.
no-hits = Nothing holds all of these words.
search-advice = All words must be there; the last one may be the beginning of a word.
from-to-days = { $from } to { $to }
told-in = { $n ->
    [one] in 1 edition
   *[other] in { $count } editions
}
place-in-article = source { $number }, its place in the article
marked-taken = Marked sentences stand in an edition; the date behind each leads to it.
edition-of = edition of { $date }
in-archive = In the archive
feed = Feed
undated = Undated
article = The whole article
article-note = The sentences of the summary are marked. The stronger a piece of the strip beside a paragraph, the higher the score of its sentence.
in-article = in the article
to-summary = to the summary
map = Which articles are alike
mapped = Each article with the one most like it: { $pairs }
map-note = Articles that share many words stand close together. A thin line leads to the most similar one, a thick bow joins those that count as one line.
mapped-lines = Counted as one line: { $lines }
made-inputs = inputs
made-settings = settings
made-again = To make this again:
explain-title = Why these sentences
asked-for = Asked for:
explain-note = Beside each sentence stands what became of it. The stronger the bar at its side, the higher its score among the sentences of its topic. Chosen sentences are marked, and numbered in the order of choice; for every other one the reason is given.
chosen = Chosen
chosen-of = { $n ->
    [one] { $chosen } of 1 sentence chosen
   *[other] { $chosen } of { $count } sentences chosen
}
method = method
sentence = sentence { $number }
sentence-in-article = sentence { $number } in its article
sentences-omitted = { $n ->
    [one] 1 more sentence with a lower score is not shown. To see all:
   *[other] { $count } more sentences with lower scores are not shown. To see all:
}
noted = To be noted
explain-footer = The total is the weighted mean of the parts named beside each sentence, every part from 0 to 1. This page loads nothing from the network.
chosen-rank = chosen { $number }
score-total = total
score-position = position
score-support = support
score-query = query
score-new = new
holds = holds
most-like = most like
refusal-heading = heading
refusal-boilerplate = no running text
refusal-too-short = too short
refusal-too-long = too long
refusal-opens-with-pronoun = opens with a pronoun
refusal-opens-with-connective = leans on the one before
refusal-first-person = first or second person
refusal-question = question
refusal-fragment = no whole sentence
refusal-unattributed-quotation = quotation, no speaker
refusal-caption = caption
refusal-known = known already ({ $share })
refusal-duplicate-of = same as { $number }
refusal-redundant = close to { $number } ({ $share })
refusal-same-fact = same fact as { $number } ({ $share })
refusal-unintroduced = not introduced
refusal-overtaken = overtaken by { $number }
refusal-not-foremost = not among the foremost
refusal-over-budget = over the budget
refusal-less-gain = others add more
