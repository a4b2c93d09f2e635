# Die Wörter einer Seite, die von uns stammen und nicht aus einem Artikel, auf Deutsch.

language = de
direction = ltr
group = .

weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.
date-day = { $day }. { $month } { $year }
date-weekday = { $weekday }, { $day }. { $month } { $year }
date-month = { $month } { $year }

skip = Zum Überblick springen
read-in = { $n ->
    [one] 1 Minute Lesezeit
   *[other] { $count } Minuten Lesezeit
}
from-to = Artikel vom { $from } bis { $to }
bottom-line = Das Wichtigste
more = Mehr
articles-read = Artikel
outlets = Medien
topics = Themen
shared-wording = Gleicher Wortlaut
shared-of = { $count } von { $of } Sätzen
articles = { $n ->
    [one] 1 Artikel
   *[other] { $count } Artikel
}
outlets-counted = { $n ->
    [one] 1 Medium
   *[other] { $count } Medien
}
lines = { $n ->
    [one] 1 unabhängige Quelle
   *[other] { $count } unabhängige Quellen
}
words = { $n ->
    [one] 1 Wort
   *[other] { $count } Wörter
}
topics-counted = { $n ->
    [one] 1 Thema
   *[other] { $count } Themen
}
shared-note = { $n ->
    [one] 1 von { $of } Sätzen der kürzeren Artikel steht wortgleich in einem längeren
   *[other] { $count } von { $of } Sätzen der kürzeren Artikel stehen wortgleich in einem längeren
}
since-last = Seit dem letzten Überblick vom { $date }
status-new = Neu
status-updated = Fortgeschrieben
status-continuing = Unverändert
status-dropped = Nicht mehr dabei
nothing-new = nichts Neues seit dem { $date }
quiet = Es gibt nichts Neues zu berichten.
told-before = Schon berichtet
first-seen = zuerst gesehen am { $date }
coverage = Artikel je Tag, { $from } bis { $to }: { $counts }
share = Sätze aus jeder Quelle: { $shares }
timeline = Zeitlicher Ablauf
see-above = oben
quotations = Im Wortlaut
unattributed = Sprecher beim Zitat nicht genannt
differences = Worin sich die Quellen unterscheiden
differs-in = Unterschied
one-source = Eine Quelle
other-source = Eine andere
difference-number = Zahl
difference-date = Datum
difference-name = Name
difference-quotation-wording = Wortlaut eines Zitats
difference-added-words = Zusätzliche Wörter
difference-wording = Wortwahl
latest = neuer
not-there = fehlt
only-in-one = Nur in einer Quelle
people = Personen
places = Orte
organizations = Organisationen
names = Andere Namen
terms = Begriffe
named = Wer und was genannt wird
sources = Quellen
source = Quelle { $number }
also-source = auch Quelle { $number }, mit ähnlichen Worten
sentences-used = { $n ->
    [0] kein Satz verwendet
    [one] 1 Satz verwendet
   *[other] { $count } Sätze verwendet
}
copy-of = zählt mit { $number } als eine Quelle (fast wortgleich oder dieselbe Redaktion)
read-at-source = dort lesen
back = zurück zum Satz
also-in-the-news = Außerdem in den Nachrichten
omitted = { $n ->
    [one] Ein Thema wurde gefunden und nicht ausgeführt.
   *[other] { $count } Themen wurden gefunden und nicht ausgeführt.
}
skipped = Was ausgelassen wurde, und warum
promise = Jeder Satz ist unverändert aus der Quelle kopiert, deren Nummer in Klammern steht.
promise-also = Eine Nummer mit Pluszeichen nennt eine Quelle, die dasselbe mit ähnlichen Worten sagt.
promise-unmarked = Jeder Satz ist unverändert aus einer der folgenden Quellen kopiert.
promise-offline = Nichts wurde erzeugt, und diese Seite lädt nichts aus dem Netz.
editions = Ausgaben
all-editions = Alle Ausgaben
edition-before = Früher
edition-after = Später
skip-archive = Zum Inhalt springen
archive = Archiv
search = Suche
pages = Seiten
page-before = Vorige Seite
page-after = Nächste Seite
nothing-here = Hier ist nichts.
no-hits = Nichts enthält alle diese Wörter.
search-advice = Alle Wörter müssen vorkommen; das letzte darf der Anfang eines Wortes sein.
from-to-days = { $from } bis { $to }
told-in = { $n ->
    [one] in 1 Ausgabe
   *[other] in { $count } Ausgaben
}
place-in-article = Quelle { $number }, die Stelle im Artikel
marked-taken = Markierte Sätze stehen in einer Ausgabe; das Datum dahinter führt zu ihr.
edition-of = Ausgabe vom { $date }
in-archive = Im Archiv
feed = Feed
undated = Ohne Datum
article = Der ganze Artikel
article-note = Die Sätze der Zusammenfassung sind hervorgehoben. Je kräftiger ein Stück des Streifens neben einem Absatz, desto höher ist sein Satz bewertet.
in-article = im Artikel
to-summary = zur Zusammenfassung
map = Welche Artikel sich ähneln
mapped = Jeder Artikel mit dem ähnlichsten: { $pairs }
map-note = Artikel mit vielen gemeinsamen Wörtern stehen nah beieinander. Eine dünne Linie führt zum ähnlichsten, ein dicker Bogen verbindet, was als eine Quelle zählt.
mapped-lines = Als eine Quelle gezählt: { $lines }
made-inputs = Eingaben
made-settings = Einstellungen
made-again = So entsteht dies noch einmal:
explain-title = Warum diese Sätze
asked-for = Gefragt wurde nach:
explain-note = Neben jedem Satz steht, was aus ihm geworden ist. Je kräftiger der Balken an seiner Seite, desto höher sein Wert unter den Sätzen seines Themas. Gewählte Sätze sind markiert und in der Reihenfolge der Wahl beziffert; bei jedem anderen steht der Grund.
chosen = Gewählt
chosen-of = { $n ->
    [one] { $chosen } von 1 Satz gewählt
   *[other] { $chosen } von { $count } Sätzen gewählt
}
method = Verfahren
sentence = Satz { $number }
sentence-in-article = Satz { $number } in seinem Artikel
sentences-omitted = { $n ->
    [one] 1 weiterer Satz mit niedrigerem Wert ist nicht gezeigt. Alle zeigt:
   *[other] { $count } weitere Sätze mit niedrigeren Werten sind nicht gezeigt. Alle zeigt:
}
noted = Zu beachten
explain-footer = Der Gesamtwert ist das gewichtete Mittel der Teile neben jedem Satz, jeder Teil von 0 bis 1. Diese Seite lädt nichts aus dem Netz.
chosen-rank = gewählt als { $number }.
score-total = gesamt
score-position = Stellung
score-support = Rückhalt
score-query = Anfrage
score-new = neu
holds = enthält
most-like = am ähnlichsten
refusal-heading = Überschrift
refusal-boilerplate = kein Fließtext
refusal-too-short = zu kurz
refusal-too-long = zu lang
refusal-opens-with-pronoun = beginnt mit einem Pronomen
refusal-opens-with-connective = lehnt sich an den Satz davor an
refusal-first-person = erste oder zweite Person
refusal-question = Frage
refusal-fragment = kein ganzer Satz
refusal-unattributed-quotation = Zitat ohne Sprecher
refusal-caption = Bildunterschrift
refusal-known = schon bekannt ({ $share })
refusal-duplicate-of = dasselbe wie { $number }
refusal-redundant = nah an { $number } ({ $share })
refusal-same-fact = derselbe Sachverhalt wie { $number } ({ $share })
refusal-unintroduced = nicht eingeführt
refusal-overtaken = überholt von { $number }
refusal-not-foremost = nicht unter den vordersten
refusal-over-budget = zu viel für die Länge
refusal-less-gain = andere bringen mehr
