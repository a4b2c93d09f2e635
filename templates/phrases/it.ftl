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
copy-of = quasi copia di { $number }
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
map-note = Gli articoli che condividono molte parole stanno vicini. Una linea sottile porta al più simile, una spessa unisce le quasi copie.
made-inputs = dati
made-settings = impostazioni
made-again = Per rifarlo:
