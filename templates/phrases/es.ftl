# Las palabras de una página que son nuestras y no de un artículo, en español.

language = es
direction = ltr
group = .

weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
date-day = { $day } de { $month } de { $year }
date-weekday = { $weekday }, { $day } de { $month } de { $year }
date-month = { $month } de { $year }

skip = Ir al resumen
read-in = { $n ->
    [one] 1 minuto de lectura
   *[other] { $count } minutos de lectura
}
from-to = artículos del { $from } al { $to }
bottom-line = Lo esencial
more = Más
articles-read = Artículos
outlets = Medios
topics = Temas
shared-wording = Texto compartido
shared-of = { $count } de { $of } frases
articles = { $n ->
    [one] 1 artículo
   *[other] { $count } artículos
}
outlets-counted = { $n ->
    [one] 1 medio
   *[other] { $count } medios
}
lines = { $n ->
    [one] 1 fuente independiente
   *[other] { $count } fuentes independientes
}
words = { $n ->
    [one] 1 palabra
   *[other] { $count } palabras
}
topics-counted = { $n ->
    [one] 1 tema
   *[other] { $count } temas
}
shared-note = { $n ->
    [one] 1 de { $of } frases de los artículos más cortos aparece con las mismas palabras en uno más largo
   *[other] { $count } de { $of } frases de los artículos más cortos aparecen con las mismas palabras en uno más largo
}
since-last = Desde la última edición, del { $date }
status-new = Nuevo
status-updated = Actualizado
status-continuing = Continúa
status-dropped = Ya no figura
nothing-new = nada nuevo desde el { $date }
quiet = No hay nada nuevo que contar.
told-before = Ya contado
first-seen = visto por primera vez el { $date }
coverage = Artículos por día, del { $from } al { $to }: { $counts }
share = Frases tomadas de cada fuente: { $shares }
timeline = Cronología
see-above = arriba
quotations = En sus palabras
unattributed = la fuente no nombra al autor junto a la cita
differences = En qué difieren las fuentes
differs-in = Diferencia
one-source = Una fuente
other-source = Otra
difference-number = Cifra
difference-date = Fecha
difference-name = Nombre
difference-quotation-wording = Texto de una cita
difference-added-words = Palabras añadidas
difference-wording = Redacción
latest = más reciente
not-there = no aparece
only-in-one = Solo en una fuente
people = Personas
places = Lugares
organizations = Organizaciones
names = Otros nombres
terms = Términos
named = Quién y qué se nombra
sources = Fuentes
source = fuente { $number }
also-source = también la fuente { $number }, con palabras parecidas
sentences-used = { $n ->
    [0] ninguna frase usada
    [one] 1 frase usada
   *[other] { $count } frases usadas
}
copy-of = cuenta con { $number } como una sola fuente (casi copia o misma redacción)
read-at-source = leer allí
back = volver a la frase
also-in-the-news = También en las noticias
omitted = { $n ->
    [one] Se encontró un tema que no se desarrolla.
   *[other] Se encontraron { $count } temas que no se desarrollan.
}
skipped = Lo que se omitió, y por qué
promise = Cada frase está copiada sin cambios de la fuente cuyo número va entre corchetes.
promise-also = Un número con signo más indica una fuente que dice lo mismo con palabras parecidas.
promise-unmarked = Cada frase está copiada sin cambios de una de las fuentes que siguen.
promise-offline = Nada fue generado, y esta página no carga nada de la red.
editions = Ediciones
all-editions = Todas las ediciones
edition-before = Anterior
edition-after = Siguiente
skip-archive = Ir al contenido
archive = Archivo
search = Buscar
pages = Páginas
page-before = Página anterior
page-after = Página siguiente
nothing-here = Aquí no hay nada.
no-hits = Nada contiene todas estas palabras.
search-advice = Deben aparecer todas las palabras; la última puede ser el comienzo de una.
from-to-days = { $from } a { $to }
told-in = { $n ->
    [one] en 1 edición
   *[other] en { $count } ediciones
}
place-in-article = fuente { $number }, su lugar en el artículo
marked-taken = Las frases marcadas figuran en una edición; la fecha que las sigue lleva a ella.
edition-of = edición del { $date }
in-archive = En el archivo
feed = Canal
undated = Sin fecha
article = El artículo completo
article-note = Las frases del resumen están marcadas. Cuanto más intenso es un tramo de la franja junto a un párrafo, más alta es la puntuación de su frase.
in-article = en el artículo
to-summary = al resumen
map = Qué artículos se parecen
mapped = Cada artículo con el más parecido: { $pairs }
map-note = Los artículos que comparten muchas palabras están cerca. Una línea fina lleva al más parecido, un arco grueso une los que cuentan como una sola fuente.
mapped-lines = Cuentan como una sola fuente: { $lines }
made-inputs = entradas
made-settings = ajustes
made-again = Para volver a hacerlo:
explain-title = Por qué estas frases
asked-for = Se pidió:
explain-note = Junto a cada frase está lo que fue de ella. Cuanto más fuerte es la barra a su lado, más alta es su puntuación entre las frases de su tema. Las frases elegidas están marcadas y numeradas en el orden de elección; de cada una de las demás se da la razón.
chosen = Elegidas
chosen-of = { $n ->
    [one] { $chosen } de 1 frase elegida
   *[other] { $chosen } de { $count } frases elegidas
}
method = método
sentence = frase { $number }
sentence-in-article = frase { $number } en su artículo
sentences-omitted = { $n ->
    [one] No se muestra 1 frase más con puntuación menor. Para verlas todas:
   *[other] No se muestran { $count } frases más con puntuación menor. Para verlas todas:
}
noted = A tener en cuenta
explain-footer = El total es la media ponderada de las partes nombradas junto a cada frase, cada parte de 0 a 1. Esta página no carga nada de la red.
chosen-rank = elegida, puesto { $number }
score-total = total
score-position = posición
score-support = apoyo
score-query = consulta
score-new = nuevo
holds = contiene
most-like = las más parecidas
refusal-heading = título
refusal-boilerplate = no es texto corrido
refusal-too-short = demasiado corta
refusal-too-long = demasiado larga
refusal-opens-with-pronoun = empieza con un pronombre
refusal-opens-with-connective = se apoya en la anterior
refusal-first-person = primera o segunda persona
refusal-question = pregunta
refusal-fragment = frase incompleta
refusal-unattributed-quotation = cita sin hablante
refusal-caption = pie de foto
refusal-known = ya conocida ({ $share })
refusal-duplicate-of = igual que { $number }
refusal-redundant = cercana a { $number } ({ $share })
refusal-same-fact = el mismo hecho que { $number } ({ $share })
refusal-unintroduced = no presentada
refusal-overtaken = superada por { $number }
refusal-not-foremost = no está entre las primeras
refusal-over-budget = excede la longitud
refusal-less-gain = otras aportan más
