# Les mots d'une page qui sont les nôtres et non ceux d'un article, en français.

language = fr
direction = ltr
group = { "\u202F" }

weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-weekday = { $weekday } { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }

skip = Aller à la synthèse
read-in = { $n ->
    [one] 1 minute de lecture
   *[other] { $count } minutes de lecture
}
from-to = articles du { $from } au { $to }
bottom-line = L’essentiel
more = Suite
articles-read = Articles
outlets = Médias
topics = Sujets
shared-wording = Texte commun
shared-of = { $count } phrases sur { $of }
articles = { $n ->
    [one] { $count } article
   *[other] { $count } articles
}
outlets-counted = { $n ->
    [one] { $count } média
   *[other] { $count } médias
}
lines = { $n ->
    [one] { $count } source indépendante
   *[other] { $count } sources indépendantes
}
words = { $n ->
    [one] { $count } mot
   *[other] { $count } mots
}
topics-counted = { $n ->
    [one] { $count } sujet
   *[other] { $count } sujets
}
shared-note = { $n ->
    [one] { $count } phrase sur { $of } des articles plus courts figure mot pour mot dans un article plus long
   *[other] { $count } phrases sur { $of } des articles plus courts figurent mot pour mot dans un article plus long
}
since-last = Depuis la dernière édition, le { $date }
status-new = Nouveau
status-updated = Mis à jour
status-continuing = En cours
status-dropped = Disparu
nothing-new = rien de nouveau depuis le { $date }
quiet = Il n’y a rien de nouveau à signaler.
told-before = Déjà rapporté
first-seen = vu d’abord le { $date }
coverage = Articles par jour, du { $from } au { $to } : { $counts }
share = Phrases tirées de chaque source : { $shares }
timeline = Chronologie
see-above = ci-dessus
quotations = Mot pour mot
unattributed = auteur non nommé près de la citation
differences = En quoi les sources diffèrent
differs-in = Différence
one-source = Une source
other-source = Une autre
difference-number = Chiffre
difference-date = Date
difference-name = Nom
difference-quotation-wording = Texte d’une citation
difference-added-words = Mots ajoutés
difference-wording = Formulation
latest = plus récent
not-there = absent
only-in-one = Dans une seule source
people = Personnes
places = Lieux
organizations = Organisations
names = Autres noms
terms = Termes
named = Qui et quoi est nommé
sources = Sources
source = source { $number }
also-source = aussi la source { $number }, en des mots proches
sentences-used = { $n ->
    [0] aucune phrase reprise
    [one] { $count } phrase reprise
   *[other] { $count } phrases reprises
}
copy-of = compte avec { $number } pour une seule source (quasi-copie ou même rédaction)
read-at-source = lire sur place
back = retour à la phrase
also-in-the-news = Également dans l’actualité
omitted = { $n ->
    [one] Un sujet a été trouvé sans être développé.
   *[other] { $count } sujets ont été trouvés sans être développés.
}
skipped = Ce qui a été écarté, et pourquoi
promise = Chaque phrase est copiée sans changement de la source dont le numéro figure entre crochets.
promise-also = Un numéro précédé d’un signe plus désigne une source qui dit la même chose en des mots proches.
promise-unmarked = Chaque phrase est copiée sans changement de l’une des sources ci-dessous.
promise-offline = Rien n’a été généré, et cette page ne charge rien depuis le réseau.
editions = Éditions
all-editions = Toutes les éditions
edition-before = Précédente
edition-after = Suivante
skip-archive = Aller au contenu
archive = Archives
search = Recherche
pages = Pages
page-before = Page précédente
page-after = Page suivante
nothing-here = Il n’y a rien ici.
no-hits = Rien ne contient tous ces mots.
search-advice = Tous les mots doivent y être ; le dernier peut être un début de mot.
from-to-days = du { $from } au { $to }
told-in = { $n ->
    [one] dans { $count } édition
   *[other] dans { $count } éditions
}
place-in-article = source { $number }, sa place dans l’article
marked-taken = Les phrases marquées figurent dans une édition ; la date qui les suit y mène.
edition-of = édition du { $date }
in-archive = Dans les archives
feed = Flux
undated = Sans date
article = L’article entier
article-note = Les phrases du résumé sont surlignées. Plus un segment de la bande à côté d’un paragraphe est soutenu, plus le score de sa phrase est élevé.
in-article = dans l’article
to-summary = vers le résumé
map = Les articles qui se ressemblent
mapped = Chaque article avec le plus semblable : { $pairs }
map-note = Les articles qui partagent beaucoup de mots sont proches. Un trait fin mène au plus semblable, un arc épais relie ceux qui comptent pour une seule source.
mapped-lines = Comptés pour une seule source : { $lines }
made-inputs = entrées
made-settings = réglages
made-again = Pour refaire ceci :
explain-title = Pourquoi ces phrases
asked-for = Demandé :
explain-note = À côté de chaque phrase se trouve ce qu’elle est devenue. Plus la barre à son côté est forte, plus sa note est haute parmi les phrases de son sujet. Les phrases choisies sont marquées et numérotées dans l’ordre du choix ; pour toute autre, la raison est donnée.
chosen = Choisies
chosen-of = { $n ->
    [one] { $chosen } phrase choisie sur { $count }
   *[other] { $chosen } phrases choisies sur { $count }
}
method = méthode
sentence = phrase { $number }
sentence-in-article = phrase { $number } dans son article
sentences-omitted = { $n ->
    [one] { $count } autre phrase de note plus basse n’est pas montrée. Pour tout voir :
   *[other] { $count } autres phrases de notes plus basses ne sont pas montrées. Pour tout voir :
}
noted = À noter
explain-footer = Le total est la moyenne pondérée des parties nommées à côté de chaque phrase, chacune de 0 à 1. Cette page ne charge rien du réseau.
chosen-rank = choisie, rang { $number }
score-total = total
score-position = position
score-support = soutien
score-query = requête
score-new = nouveau
holds = contient
most-like = la plus proche
refusal-heading = titre
refusal-boilerplate = pas de texte suivi
refusal-too-short = trop courte
refusal-too-long = trop longue
refusal-opens-with-pronoun = commence par un pronom
refusal-opens-with-connective = s’appuie sur la précédente
refusal-first-person = première ou deuxième personne
refusal-question = question
refusal-fragment = phrase incomplète
refusal-unattributed-quotation = citation sans locuteur
refusal-caption = légende
refusal-known = déjà connue ({ $share })
refusal-duplicate-of = identique à { $number }
refusal-redundant = proche de { $number } ({ $share })
refusal-same-fact = même fait que { $number } ({ $share })
refusal-unintroduced = non présentée
refusal-overtaken = dépassée par { $number }
refusal-not-foremost = pas parmi les premières
refusal-over-budget = au-delà de la longueur
refusal-less-gain = d’autres apportent plus
