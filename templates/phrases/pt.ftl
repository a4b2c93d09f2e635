# As palavras de uma página que são nossas e não de um artigo, em português.

language = pt
direction = ltr
group = .

weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo
month-1 = janeiro
month-2 = fevereiro
month-3 = março
month-4 = abril
month-5 = maio
month-6 = junho
month-7 = julho
month-8 = agosto
month-9 = setembro
month-10 = outubro
month-11 = novembro
month-12 = dezembro
month-short-1 = jan.
month-short-2 = fev.
month-short-3 = mar.
month-short-4 = abr.
month-short-5 = mai.
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = ago.
month-short-9 = set.
month-short-10 = out.
month-short-11 = nov.
month-short-12 = dez.
date-day = { $day } de { $month } de { $year }
date-weekday = { $weekday }, { $day } de { $month } de { $year }
date-month = { $month } de { $year }

skip = Ir para o resumo
read-in = { $n ->
    [one] { $count } minuto de leitura
   *[other] { $count } minutos de leitura
}
from-to = artigos de { $from } a { $to }
bottom-line = O essencial
more = Mais
articles-read = Artigos
outlets = Veículos
topics = Temas
shared-wording = Texto em comum
shared-of = { $count } de { $of } frases
articles = { $n ->
    [one] { $count } artigo
   *[other] { $count } artigos
}
outlets-counted = { $n ->
    [one] { $count } veículo
   *[other] { $count } veículos
}
lines = { $n ->
    [one] { $count } fonte independente
   *[other] { $count } fontes independentes
}
words = { $n ->
    [one] { $count } palavra
   *[other] { $count } palavras
}
topics-counted = { $n ->
    [one] { $count } tema
   *[other] { $count } temas
}
shared-note = { $n ->
    [one] { $count } de { $of } frases dos artigos mais curtos está com as mesmas palavras em um mais longo
   *[other] { $count } de { $of } frases dos artigos mais curtos estão com as mesmas palavras em um mais longo
}
since-last = Desde a última edição, de { $date }
status-new = Novo
status-updated = Atualizado
status-continuing = Continua
status-dropped = Já não consta
nothing-new = nada de novo desde { $date }
quiet = Não há nada de novo a relatar.
told-before = Já contado
first-seen = visto primeiro em { $date }
coverage = Artigos por dia, de { $from } a { $to }: { $counts }
share = Frases tiradas de cada fonte: { $shares }
timeline = Cronologia
see-above = acima
quotations = Nas palavras deles
unattributed = a fonte não nomeia quem fala junto à citação
differences = Em que as fontes diferem
differs-in = Diferença
one-source = Uma fonte
other-source = Outra
difference-number = Número
difference-date = Data
difference-name = Nome
difference-quotation-wording = Texto de uma citação
difference-added-words = Palavras a mais
difference-wording = Redação
latest = mais recente
not-there = não consta
only-in-one = Só em uma fonte
people = Pessoas
places = Lugares
organizations = Organizações
names = Outros nomes
terms = Termos
named = Quem e o que é citado
sources = Fontes
source = fonte { $number }
also-source = também a fonte { $number }, em palavras parecidas
sentences-used = { $n ->
    [0] nenhuma frase usada
    [one] { $count } frase usada
   *[other] { $count } frases usadas
}
copy-of = conta com { $number } como uma só fonte (quase cópia ou mesma redação)
read-at-source = ler lá
back = voltar à frase
also-in-the-news = Também nas notícias
omitted = { $n ->
    [one] { $count } tema foi encontrado e não desenvolvido.
   *[other] { $count } temas foram encontrados e não desenvolvidos.
}
skipped = O que foi deixado de fora, e por quê
promise = Cada frase é copiada sem mudança da fonte cujo número está entre colchetes.
promise-also = Um número com sinal de mais indica uma fonte que diz o mesmo em palavras parecidas.
promise-unmarked = Cada frase é copiada sem mudança de uma das fontes a seguir.
promise-offline = Nada foi gerado, e esta página não carrega nada da rede.
editions = Edições
all-editions = Todas as edições
edition-before = Anterior
edition-after = Seguinte
skip-archive = Ir para o conteúdo
archive = Arquivo
search = Pesquisa
pages = Páginas
page-before = Página anterior
page-after = Página seguinte
nothing-here = Não há nada aqui.
no-hits = Nada contém todas estas palavras.
search-advice = Todas as palavras têm de constar; a última pode ser o início de uma.
from-to-days = de { $from } a { $to }
told-in = { $n ->
    [one] em { $count } edição
   *[other] em { $count } edições
}
place-in-article = fonte { $number }, o lugar no artigo
marked-taken = As frases marcadas constam de uma edição; a data que as segue leva até ela.
edition-of = edição de { $date }
in-archive = No arquivo
feed = Feed
undated = Sem data
article = O artigo inteiro
article-note = As frases do resumo estão destacadas. Quanto mais forte um trecho da faixa ao lado de um parágrafo, maior a pontuação da sua frase.
in-article = no artigo
to-summary = ao resumo
map = Quais artigos se parecem
mapped = Cada artigo com o mais parecido: { $pairs }
map-note = Artigos com muitas palavras em comum ficam próximos. Uma linha fina leva ao mais parecido, um arco grosso une os que contam como uma só fonte.
mapped-lines = Contam como uma só fonte: { $lines }
made-inputs = entradas
made-settings = definições
made-again = Para fazer de novo:
explain-title = Porquê estas frases
asked-for = Pedido:
explain-note = Ao lado de cada frase está o que foi feito dela. Quanto mais forte a barra ao seu lado, mais alta a sua pontuação entre as frases do seu tema. As frases escolhidas estão marcadas e numeradas pela ordem da escolha; para cada uma das outras é dada a razão.
chosen = Escolhidas
chosen-of = { $n ->
    [one] { $chosen } de { $count } frase escolhida
   *[other] { $chosen } de { $count } frases escolhidas
}
method = método
sentence = frase { $number }
sentence-in-article = frase { $number } no seu artigo
sentences-omitted = { $n ->
    [one] Não se mostra mais { $count } frase com pontuação menor. Para ver todas:
   *[other] Não se mostram mais { $count } frases com pontuação menor. Para ver todas:
}
noted = A ter em conta
explain-footer = O total é a média ponderada das partes nomeadas ao lado de cada frase, cada parte de 0 a 1. Esta página não carrega nada da rede.
chosen-rank = escolhida, lugar { $number }
score-total = total
score-position = posição
score-support = apoio
score-query = consulta
score-new = novo
holds = contém
most-like = mais parecidas
refusal-heading = título
refusal-boilerplate = não é texto corrido
refusal-too-short = demasiado curta
refusal-too-long = demasiado longa
refusal-opens-with-pronoun = começa com um pronome
refusal-opens-with-connective = apoia-se na anterior
refusal-first-person = primeira ou segunda pessoa
refusal-question = pergunta
refusal-fragment = frase incompleta
refusal-unattributed-quotation = citação sem falante
refusal-caption = legenda
refusal-known = já conhecida ({ $share })
refusal-duplicate-of = igual a { $number }
refusal-redundant = próxima de { $number } ({ $share })
refusal-same-fact = o mesmo facto que { $number } ({ $share })
refusal-unintroduced = não apresentada
refusal-overtaken = ultrapassada por { $number }
refusal-not-foremost = não está entre as primeiras
refusal-over-budget = excede o tamanho
refusal-less-gain = outras acrescentam mais
