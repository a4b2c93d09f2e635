# Le parole di una pagina che sono nostre e non di un articolo, in italiano.

language = it
direction = ltr
group = .

weekday-1 = lunedì
weekday-2 = martedì
weekday-3 = mercoledì
weekday-4 = giovedì
weekday-5 = venerdì
weekday-6 = sabato
weekday-7 = domenica
month-1 = gennaio
month-2 = febbraio
month-3 = marzo
month-4 = aprile
month-5 = maggio
month-6 = giugno
month-7 = luglio
month-8 = agosto
month-9 = settembre
month-10 = ottobre
month-11 = novembre
month-12 = dicembre
month-short-1 = gen
month-short-2 = feb
month-short-3 = mar
month-short-4 = apr
month-short-5 = mag
month-short-6 = giu
month-short-7 = lug
month-short-8 = ago
month-short-9 = set
month-short-10 = ott
month-short-11 = nov
month-short-12 = dic
date-day = { $day } { $month } { $year }
date-weekday = { $weekday } { $day } { $month } { $year }
date-month = { $month } { $year }

skip = Vai alla sintesi
read-in = { $n ->
    [one] 1 minuto di lettura
   *[other] { $count } minuti di lettura
}
from-to = articoli dal { $from } al { $to }
bottom-line = In breve
more = Di più
articles-read = Articoli
outlets = Testate
topics = Temi
shared-wording = Testo in comune
shared-of = { $count } frasi su { $of }
articles = { $n ->
    [one] 1 articolo
   *[other] { $count } articoli
}
outlets-counted = { $n ->
    [one] 1 testata
   *[other] { $count } testate
}
lines = { $n ->
    [one] 1 fonte indipendente
   *[other] { $count } fonti indipendenti
}
words = { $n ->
    [one] 1 parola
   *[other] { $count } parole
}
topics-counted = { $n ->
    [one] 1 tema
   *[other] { $count } temi
}
shared-note = { $n ->
    [one] 1 frase su { $of } degli articoli più brevi sta con le stesse parole in uno più lungo
   *[other] { $count } frasi su { $of } degli articoli più brevi stanno con le stesse parole in uno più lungo
}
since-last = Dall’ultima edizione, del { $date }
status-new = Nuovo
status-updated = Aggiornato
status-continuing = Prosegue
status-dropped = Non più presente
nothing-new = niente di nuovo dal { $date }
quiet = Non c’è nulla di nuovo da riferire.
told-before = Già riferito
first-seen = visto per la prima volta il { $date }
coverage = Articoli al giorno, dal { $from } al { $to }: { $counts }
share = Frasi tratte da ogni fonte: { $shares }
timeline = Cronologia
see-above = sopra
quotations = Nelle loro parole
unattributed = la fonte non nomina chi parla accanto alla citazione
differences = In che cosa differiscono le fonti
differs-in = Differenza
one-source = Una fonte
other-source = Un’altra
difference-number = Cifra
difference-date = Data
difference-name = Nome
difference-quotation-wording = Testo di una citazione
difference-added-words = Parole in più
difference-wording = Formulazione
latest = più recente
not-there = manca
only-in-one = Solo in una fonte
people = Persone
places = Luoghi
organizations = Organizzazioni
names = Altri nomi
terms = Termini
named = Chi e che cosa è nominato
sources = Fonti
source = fonte { $number }
also-source = anche la fonte { $number }, con parole simili
sentences-used = { $n ->
    [0] nessuna frase usata
    [one] 1 frase usata
   *[other] { $count } frasi usate
}
copy-of = conta con { $number } come una sola fonte (quasi copia o stessa redazione)
read-at-source = leggi lì
back = torna alla frase
also-in-the-news = Inoltre nelle notizie
omitted = { $n ->
    [one] È stato trovato un tema che non è sviluppato.
   *[other] Sono stati trovati { $count } temi che non sono sviluppati.
}
skipped = Che cosa è stato tralasciato, e perché
promise = Ogni frase è copiata senza modifiche dalla fonte il cui numero è tra parentesi quadre.
promise-also = Un numero con il segno più indica una fonte che dice lo stesso con parole simili.
promise-unmarked = Ogni frase è copiata senza modifiche da una delle fonti che seguono.
promise-offline = Nulla è stato generato, e questa pagina non carica nulla dalla rete.
editions = Edizioni
all-editions = Tutte le edizioni
edition-before = Precedente
edition-after = Successiva
skip-archive = Vai al contenuto
archive = Archivio
search = Cerca
pages = Pagine
page-before = Pagina precedente
page-after = Pagina successiva
nothing-here = Qui non c’è niente.
no-hits = Niente contiene tutte queste parole.
search-advice = Devono esserci tutte le parole; l’ultima può essere l’inizio di una parola.
from-to-days = dal { $from } al { $to }
told-in = { $n ->
    [one] in 1 edizione
   *[other] in { $count } edizioni
}
place-in-article = fonte { $number }, il suo posto nell’articolo
marked-taken = Le frasi evidenziate stanno in un’edizione; la data che le segue porta lì.
edition-of = edizione del { $date }
in-archive = Nell’archivio
feed = Feed
undated = Senza data
article = L’articolo intero
article-note = Le frasi del riassunto sono evidenziate. Più è intenso un tratto della striscia accanto a un paragrafo, più alto è il punteggio della sua frase.
in-article = nell’articolo
to-summary = al riassunto
map = Quali articoli si somigliano
mapped = Ogni articolo con il più simile: { $pairs }
map-note = Gli articoli che condividono molte parole stanno vicini. Una linea sottile porta al più simile, un arco spesso unisce quelli che contano come una sola fonte.
mapped-lines = Contati come una sola fonte: { $lines }
made-inputs = dati
made-settings = impostazioni
made-again = Per rifarlo:
explain-title = Perché queste frasi
asked-for = Richiesta:
explain-note = Accanto a ogni frase sta che cosa ne è stato. Più è forte la barra al suo fianco, più alto è il suo punteggio tra le frasi del suo tema. Le frasi scelte sono segnate e numerate nell’ordine della scelta; per ogni altra è data la ragione.
chosen = Scelte
chosen-of = { $n ->
    [one] { $chosen } di 1 frase scelta
   *[other] { $chosen } di { $count } frasi scelte
}
method = metodo
sentence = frase { $number }
sentence-in-article = frase { $number } nel suo articolo
sentences-omitted = { $n ->
    [one] 1 altra frase con punteggio più basso non è mostrata. Per vederle tutte:
   *[other] { $count } altre frasi con punteggi più bassi non sono mostrate. Per vederle tutte:
}
noted = Da notare
explain-footer = Il totale è la media pesata delle parti nominate accanto a ogni frase, ogni parte da 0 a 1. Questa pagina non carica nulla dalla rete.
chosen-rank = scelta, posto { $number }
score-total = totale
score-position = posizione
score-support = sostegno
score-query = ricerca
score-new = nuovo
holds = contiene
most-like = le più simili
refusal-heading = titolo
refusal-boilerplate = non è testo corrente
refusal-too-short = troppo corta
refusal-too-long = troppo lunga
refusal-opens-with-pronoun = comincia con un pronome
refusal-opens-with-connective = si appoggia alla precedente
refusal-first-person = prima o seconda persona
refusal-question = domanda
refusal-fragment = frase incompleta
refusal-unattributed-quotation = citazione senza chi parla
refusal-caption = didascalia
refusal-known = già nota ({ $share })
refusal-duplicate-of = uguale a { $number }
refusal-redundant = vicina a { $number } ({ $share })
refusal-same-fact = lo stesso fatto di { $number } ({ $share })
refusal-unintroduced = non presentata
refusal-overtaken = superata da { $number }
refusal-not-foremost = non tra le prime
refusal-over-budget = oltre la lunghezza
refusal-less-gain = altre aggiungono di più
