### The frame: what every page says
page-title = { $title } · Tutti
site-description = O Tutti junta músicos: jams, ensaios, concertos, e quem te falta para tocar.
skip-to-content = Ir para o conteúdo
brand-home = Tutti, início
nav-main = Principal
nav-tabs = Secções
nav-home = Início
nav-events = Eventos
nav-messages = Mensagens
nav-musicians = Músicos
nav-players = Músicos
nav-post = Publicar
nav-post-event = Publicar um evento
nav-log-in = Entrar
nav-sign-up = Criar conta
nav-menu = O teu menu
nav-profile = O teu perfil
nav-settings = Definições
nav-log-out = Sair
unread = por ler:
footer-about = Sobre
footer-source = Código-fonte
footer-motto = Toda a gente toca.
footer-label = Sobre este site
footer-language = Língua

### Dates
weekday-monday = segunda-feira
weekday-tuesday = terça-feira
weekday-wednesday = quarta-feira
weekday-thursday = quinta-feira
weekday-friday = sexta-feira
weekday-saturday = sábado
weekday-sunday = domingo
weekday-short-monday = seg.
weekday-short-tuesday = ter.
weekday-short-wednesday = qua.
weekday-short-thursday = qui.
weekday-short-friday = sex.
weekday-short-saturday = sáb.
weekday-short-sunday = dom.
month-short-january = jan.
month-short-february = fev.
month-short-march = mar.
month-short-april = abr.
month-short-may = mai.
month-short-june = jun.
month-short-july = jul.
month-short-august = ago.
month-short-september = set.
month-short-october = out.
month-short-november = nov.
month-short-december = dez.
month-january = janeiro
month-february = fevereiro
month-march = março
month-april = abril
month-may = maio
month-june = junho
month-july = julho
month-august = agosto
month-september = setembro
month-october = outubro
month-november = novembro
month-december = dezembro

### Forms
form-error-title = Erro: { $title }
form-unknown-field = Este formulário não tem nenhum campo “{ $field }”.
form-repeated-field = O campo “{ $field }” veio duas vezes.
form-optional = opcional
chip-remove = (tirar)
chip-remove-all = Tirar tudo
chip-set = Escolhido:
ask-hint = uma jam, uma cidade
form-too-long = No máximo { $max } caracteres, por favor.
form-unclean = Isto contém caracteres que não se podem mostrar.
form-meanwhile = O que está guardado agora
form-meanwhile-empty = (vazio)
form-version-unreadable = Este formulário não é deste site. Recarrega a página.
form-offline = Não há rede. Nada se perde: tenta outra vez quando ela voltar.

### Errors: a page of their own, and problem documents
error-unauthenticated = Entra primeiro
error-unauthenticated-body = Não tens sessão aberta, ou ela já acabou. Entra e tenta outra vez.
error-forbidden = Isso não te cabe a ti
error-forbidden-body = Podes ver isto, mas mudá-lo cabe a outra pessoa.
error-not-found = Não há nada aqui
error-not-found-heading = Uma longa pausa *aqui.*
error-not-found-log-in = Entra
error-not-found-log-in-why = se a página for para membros.
error-not-found-body = Esta página está em silêncio: a ligação é antiga ou tem um erro, ou o evento já não é público.
error-conflict = Algo mudou entretanto
error-invalid = Algo ainda não está certo
error-rate-limited = Demasiadas tentativas
error-rate-limited-body = { $seconds ->
    [one] Espera { $seconds } segundo e tenta outra vez.
   *[other] Espera { $seconds } segundos e tenta outra vez.
}
error-internal = Algo se partiu
error-internal-body = A culpa é nossa, e está anotada com o número { $request }. Tenta outra vez daqui a pouco.
error-unavailable = Neste momento não temos mãos a medir
error-unavailable-body = Nada se perdeu. Tenta outra vez daqui a pouco.
error-too-large = Isso é demasiado de uma só vez
error-broken-off = O formulário ficou a meio do caminho
error-too-slow = Isso demorou demasiado
error-not-a-form = Aqui só se aceitam formulários
error-method = Este endereço não funciona assim
error-not-text = Isto não é texto em UTF-8
error-cross-site = Este formulário veio de outro site
error-way-events = Ver o que há
error-way-home = De volta ao início
error-way-back = De volta à página
error-find = Encontrar
error-search = Procurar
error-code = Erro { $status }
typed-title = O que escreveste
typed-why = Fica aqui até saíres desta página. Copia o que ainda te faz falta.
typed-message = A tua mensagem

### Sentences after an act
notice-welcome = Boas-vindas ao Tutti.
notice-welcome-back = Da capo: estás de volta.
notice-logged-out = Saíste da tua conta.
notice-event-posted = O teu evento está publicado.
notice-draft-kept = O teu rascunho está guardado. Só os anfitriões o veem.
notice-event-changed = O evento está alterado.
notice-event-cancelled = O evento está cancelado, e a página di-lo.
notice-host-added = Há mais um anfitrião.
notice-host-removed = Há menos um anfitrião.
notice-decided = Está decidido, e lê-se na página do evento.
notice-place-taken = O lugar é teu.
notice-place-requested = Pediste um lugar. O anfitrião decide.
notice-waitlisted = Todos os lugares estão ocupados. Esperas por um na fila.
notice-event-full = É pena, o último lugar acaba de ser ocupado.
notice-event-closed = Já ninguém pode entrar neste evento.
notice-place-given-up = Deixaste o teu lugar. Está outra vez livre.
notice-message-sent = A tua mensagem foi enviada.
notice-message-deleted = A tua mensagem foi apagada.
notice-thread-muted = Esta conversa está silenciada. Já não conta.
notice-thread-unmuted = Esta conversa conta outra vez.
notice-thread-left = Deixaste a conversa.
notice-thread-rejoined = Estás de volta a esta conversa.
notice-reported = Agradecemos. A moderação já tem a tua denúncia.
notice-reported-before = Já denunciaste isto, e a moderação tem a tua denúncia. Agradecemos.
notice-profile-saved = O teu perfil está guardado.
notice-session-ended = Essa sessão está terminada.
notice-other-sessions-ended = Tens sessão aberta aqui e em mais lado nenhum.
notice-password-changed = A tua palavra-passe está alterada. Tens sessão aberta aqui e em mais lado nenhum.

### About
about-title = Sobre o Tutti
about-lead = Tutti quer dizer, numa partitura, “toda a gente toca”.
about-what = Um músico diz o que toca e onde; alguém publica uma jam, um ensaio ou um concerto; outros encontram-no, ocupam um lugar e falam sobre isso.
about-free = É software livre: qualquer pessoa o pode alojar, ler e mudar.
about-source = Ler o código-fonte
about-source-untold = Quem gere este site ainda não disse onde está o código-fonte da sua versão. Pergunta-lhe: pela licença (AGPL, secção 13), tens direito a ele.

### accounts
signup-title = Criar conta
signup-description = Junta-te ao Tutti: diz o que tocas, encontra os outros, ocupa um lugar.
signup-heading = Entra, *entra.*
signup-lead = É grátis, e o teu endereço nunca é mostrado a ninguém.
signup-username = Nome de utilizador
signup-username-hint = 3 a 30 letras, algarismos, _ ou -. Faz parte do endereço da tua página e já não muda.
signup-username-missing = Escolhe um nome de utilizador.
signup-username-length = Um nome de utilizador tem de { $min } a { $max } caracteres.
signup-username-characters = Um nome de utilizador faz-se com letras de a a z, algarismos, _ e -. Os acentos e os espaços vão mais tarde para o teu nome completo.
signup-username-reserved = Este nome falaria em nome do site. Escolhe outro.
signup-username-taken = Este nome já tem dono, ou parece-se demasiado com um que tem. Escolhe outro.
signup-email = E-mail
signup-email-missing = Dá um endereço de e-mail: é com ele que voltas a entrar.
signup-email-implausible = Isto não pode ser um endereço de e-mail. Falta alguma coisa, como em nome@example.org?
signup-email-too-long = Um endereço de e-mail tem no máximo { $max } caracteres.
signup-email-taken = Alguém criou conta com este endereço. Se foste tu, entra.
signup-password = Palavra-passe
signup-password-hint = Um verso de uma canção que só tu conheces serve bem. { $min } caracteres são o mínimo, e raramente chegam.
signup-password-missing = Escolhe uma palavra-passe.
signup-password-length = Uma palavra-passe tem de { $min } a { $max } caracteres.
signup-password-weak = Isto adivinha-se com facilidade. Torna-a mais longa, ou junta uma palavra que ninguém espera.
signup-button = Criar conta
signup-known = Já cá estás?
signup-log-in = Entrar
login-title = Entrar
login-heading = Da *capo.*
login-lead = Entra e continua onde ficaste.
login-name = Nome de utilizador ou e-mail
login-name-missing = Escreve o teu nome de utilizador ou o teu endereço de e-mail.
login-password = Palavra-passe
login-password-missing = Escreve a tua palavra-passe.
login-wrong = Esse nome e essa palavra-passe não combinam. Confirma os dois e tenta outra vez.
login-button = Entrar
login-new = Primeira vez aqui?
login-sign-up = Cria uma conta, leva dois minutos
account-title = Definições da conta
account-names = O que usas para entrar
account-email-none = nenhum
password-title = Palavra-passe
password-what = Uma nova termina as tuas sessões em todo o lado, menos aqui.
password-current = Palavra-passe atual
password-current-missing = Escreve a tua palavra-passe atual.
password-current-wrong = Esta não é a tua palavra-passe atual.
password-new = Palavra-passe nova
password-submit = Alterar a palavra-passe
sessions-title = As tuas sessões abertas
sessions-heading = As tuas sessões abertas
sessions-what = Se não reconheces alguma, termina-a e altera a tua palavra-passe. As horas são as do fuso { $zone }, e a “última atividade” é exata com uma hora de margem.
sessions-device = Dispositivo
sessions-seen = Última atividade
sessions-begun = Desde { $when }, de { $network }
sessions-action = Ação
sessions-now = agora
sessions-this = esta
sessions-end = Terminar
sessions-end-others = Terminar todas as outras
sessions-more = Aqui estão { $count }. “Terminar todas as outras” termina também as que faltam.
device = { $browser } em { $system }
device-browser = { $browser } num sistema desconhecido
device-system = Um navegador desconhecido em { $system }
device-unknown = Desconhecido: { $agent }
device-untold = Um dispositivo desconhecido

### messages
messages-title = Mensagens
messages-empty = Ainda ninguém escreveu
messages-empty-body = Encontra algo para tocar, e escreve ao anfitrião.
messages-empty-way = Ver o que há
messages-older = Conversas anteriores
messages-pages = Páginas
messages-cursor-wrong = Essa página das tuas mensagens não existe. Aqui estão as mais recentes.
messages-end = É tudo
messages-end-body = Mais para trás, ninguém escreveu.
messages-end-way = Às conversas mais recentes
messages-yesterday = Ontem
message-content-empty = Ainda não tem nada. Escreve primeiro umas palavras.
message-content-too-long = { $over ->
    [one] É { $over } caráter a mais do que os { $max } que cabem. Encurta-a, ou envia-a em duas partes.
   *[other] São { $over } caracteres a mais do que os { $max } que cabem. Encurta-a, ou envia-a em duas partes.
}
message-content-unclean = Isto contém caracteres que não se podem mostrar. Tira-os e envia outra vez.
message-sent-otherwise = Este formulário já enviou outra mensagem. Envia-o outra vez e esta também segue.
message-deleted = Mensagem apagada
message-read = Lida
message-delete = Apagar
message-delete-which = Apagar a tua mensagem, { $time }
message-delete-submit = Apagá-la para os dois
message-delete-late = Uma mensagem só se pode apagar durante uma hora. Esta fica.
message-report = Denunciar
message-report-which = Denunciar a mensagem de { $name }, { $time }
message-by = { $name },
message-mine = Tu
message-mine-says = Tu: { $text }
thread-title = { $name }, { $event }
thread-about = sobre
thread-about-event = { $event }, { $day }
thread-about-draft = Um rascunho
thread-talk = Mensagens, das mais antigas para as mais recentes
thread-empty = Ainda nada se disse
thread-empty-body = A primeira palavra é tua. { $name } lê-a aqui.
thread-new = { $count ->
    [one] { $count } nova
   *[other] { $count } novas
}
thread-older = Mensagens anteriores
thread-later = Mensagens seguintes
thread-to-newest = À mensagem mais recente
thread-newest = Às mensagens mais recentes
thread-write = A tua mensagem para { $name }
thread-send = Enviar
thread-not-here = Neste momento { $name } não está cá e não se lhe pode escrever.
thread-today = Hoje
thread-menu = Esta conversa
thread-mute = Silenciar
thread-unmute = Deixar de silenciar
thread-muted = Silenciada
thread-muted-what = Silenciada: o que há de novo aqui não conta.
thread-leave = Deixar
thread-leave-what = Desaparece das tuas mensagens, e { $name } já não te pode escrever aqui. Escreve outra vez para voltares.
thread-leave-submit = Deixar a conversa
thread-they-left = { $name } deixou esta conversa, e não se lhe pode escrever aqui enquanto não voltar.
thread-i-left = Deixaste esta conversa. O que escreveres traz-te de volta.
thread-rejoin = Voltar
thread-report = Denunciar { $name }

### moderation
report-event-title = Denunciar “{ $title }”
report-musician-title = Denunciar { $name }
report-message-title = Denunciar uma mensagem de { $name }
report-what = A moderação recebe a tua denúncia, com uma cópia do que denuncias, tal como está agora. Mais ninguém fica a saber quem a fez.
report-reason = O que está errado?
report-reason-missing = Escolhe o que está errado.
report-reason-spam = Spam
report-reason-harassment = Assédio
report-reason-scam = Uma burla, ou algo que não é verdade
report-reason-illegal = Contra a lei
report-reason-other = Outra coisa
report-note = O que deve saber a moderação?
report-note-hint = O que se passou, e onde ver.
report-submit = Denunciar
report-back = Voltar
report-event-link = Denunciar este evento
report-musician-link = Denunciar este perfil

### profiles
profile-title = { $name }, { $town }
profile-description = { $name } faz música. Vê no Tutti o que organiza.
profile-since = Cá desde { $month }
profile-upcoming = Em breve com { $name }
profile-calls = { $name } procura
profile-upcoming-none = Nada anunciado
profile-upcoming-none-body = Quando { $name } organizar algo que toda a gente pode ver, está aqui.
profile-upcoming-none-mine = O que organizas está aqui, para toda a gente encontrar.
profile-upcoming-way = Ver o que há
profile-upcoming-post = Publicar um evento
profile-change = Alterar o teu perfil
profile-line-unclean = Isto é uma linha de texto simples. Tira as mudanças de linha e os caracteres que não se podem mostrar.
profile-text-unclean = Isto contém caracteres que não se podem mostrar. Tira-os e guarda outra vez.
profile-too-long = { $over ->
    [one] É { $over } caráter a mais do que os { $max } que cabem.
   *[other] São { $over } caracteres a mais do que os { $max } que cabem.
}
profile-stale = O teu perfil foi alterado noutro lado desde que abriste este formulário. Os dois textos estão em baixo: guarda outra vez para ficar com o teu.
settings-title = Definições
settings-tab-profile = Perfil
settings-tab-account = Conta
settings-tab-sessions = Sessões
settings-full-name = Nome
settings-full-name-hint = O que os outros leem em vez do teu nome de utilizador.
settings-town = Cidade
settings-town-hint = Os outros veem a cidade, nunca o teu endereço.
settings-bio = Sobre ti
settings-bio-hint = O que tocas, o que gostas de tocar, como gostas de o tocar.
settings-visibility = Quem te pode encontrar
settings-visibility-hint = As pessoas com quem tocas, organizas ou trocas mensagens conhecem-te de qualquer modo, e o nome dos anfitriões de um evento vê-se sempre.
settings-visibility-everyone = Toda a gente
settings-visibility-members = Os membros, depois de entrarem
settings-visibility-hidden = Ninguém
settings-locale = Língua
settings-locale-browser = A do navegador
settings-zone = Fuso horário
settings-zone-hint = Vazio: o deste site. Escreve-o como Europe/Lisbon.
settings-save = Guardar
welcome-title = Boas-vindas
welcome-heading = Dá o *lamiré.*
welcome-lead = Diz quem és, para os outros saberem com quem tocam. Tudo isto pode esperar.
welcome-bio = Uma linha sobre ti
welcome-save = Guardar e continuar
welcome-skip = Saltar isto
profile-visibility-unknown = Escolhe quem te pode encontrar.
profile-locale-unknown = O Tutti ainda não fala esta língua. Escolhe outra.
profile-zone-unknown = Escolhe um fuso horário como Europe/Lisbon.
musicians-title = Quem *toca*
musicians-heading = Quem toca
musicians-description = Os músicos do Tutti: quem são, onde estão e o que tocam.
musicians-search = Músicos
musicians-words = Palavras
musicians-words-hint = p. ex. baixo, choro
musicians-town = Cidade
musicians-town-hint = p. ex. Lisboa
musicians-show = Mostrar músicos
musicians-count = { $count ->
    [0] Nenhum músico mostrado
    [one] { $count } músico mostrado
   *[other] { $count } músicos mostrados
}
musicians-pages = Páginas
musicians-more = Mais músicos
musicians-cursor-wrong = Perdemos o teu lugar na lista, por isso aqui está desde o início.
musicians-none = Ainda não está cá ninguém
musicians-none-do = Alguém tem de começar. Cria uma conta, e diz o que tocas.
musicians-nobody-found = Ninguém encontrado
musicians-nobody-found-do = Tenta menos palavras, ou outras. Cada palavra tem de estar num nome ou nas primeiras linhas, e a cidade por inteiro.
musicians-no-word = Não há nenhuma palavra em “{ $typed }”
musicians-no-word-do = Procura letras ou algarismos: um nome, um instrumento, um estilo.
musicians-nobody-left = Mais ninguém
musicians-nobody-left-do = Chegaste ao fim da lista.
musicians-all = Todos os músicos

### events: kinds, the programme, one event, posting

# Kinds
event-kind-jam = Jam
event-kind-rehearsal = Ensaio
event-kind-gig = Concerto
event-kind-workshop = Oficina
event-kind-wanted = Procura-se

# A line of the programme
event-cancelled = Cancelado
event-over = Terminado
event-places = Lugares
event-places-free = { $count ->
    [one] { $count } lugar livre
   *[other] { $count } lugares livres
}
event-places-taken = Todos os lugares ocupados
event-places-unlimited = Há lugar para toda a gente
event-you-play = Tu tocas
event-you-host = Tu organizas

# Dates
event-at = { $day }, { $time }
event-from-to = { $from } a { $to }
event-until = até { $day }
event-open-until = Aberta até
event-zone = Fuso: { $place } ({ $zone })
event-your-time = Para ti: { $when }
event-starts-twice = Nessa noite os relógios atrasam e mostram esta hora duas vezes. Vale a primeira.
event-ends-twice = Nessa noite os relógios atrasam e mostram a hora do fim duas vezes. Vale a primeira.
event-ends-twice-second = Nessa noite os relógios atrasam e mostram a hora do fim duas vezes. Vale a segunda.

# The programme
events-title = O que *há*
events-heading = O que há
events-description = Jams, ensaios, concertos e oficinas que aí vêm, e os lugares livres em cada um.
events-search = Eventos
events-words = Palavras
events-words-hint = p. ex. bossa, coro
events-show = Mostrar eventos
events-count = { $count ->
    [0] Nenhum evento mostrado
    [one] { $count } evento mostrado
   *[other] { $count } eventos mostrados
}
events-filters = Filtros
events-from = De
events-to = Até
events-set-from = a partir de { $day }
events-set-to = até { $day }
events-calls = Procuram-se músicos
events-calls-too = Ver quem procura músicos
events-dates-too = Ver o que há
events-more-calls = Procuras anteriores
events-kind-wrong = Esse género de evento não existe, por isso ficou de fora.
events-day-wrong = Um dia escreve-se como 2027-03-01. O que não é dia nenhum ficou de fora.
events-days-wrong = O último dia vem antes do primeiro. Muda um dos dois.
events-days-of-calls = Quem procura músicos ainda não tem data: os dias que escolheste não contam aqui.
events-calls-apart = “Procura-se” tem uma lista própria, porque não tem datas. Escolhe só esse género para a ver.
events-no-calls = Ninguém procura músicos
events-no-calls-do = E tu? Diz quem te falta.
events-nothing-set = Nada corresponde a tudo isso
events-nothing-set-do = Tira um dos filtros, e vê mais.
events-this-week = Nos próximos sete dias
events-later = Mais tarde
events-pages = Páginas
events-more = Eventos seguintes
events-cursor-wrong = Perdemos o teu lugar na lista, por isso aqui está desde o início.
events-none = Ainda não há nada
events-none-do = Alguém tem de começar. Publica uma jam, e vê quem aparece.
events-post = Publicar um evento
events-nothing-found = Ainda nada com “{ $words }”
events-nothing-found-do = Tenta menos palavras, ou outras. Cada palavra tem de estar no título, no local ou nas primeiras linhas.
events-no-word = Não há nenhuma palavra em “{ $typed }”
events-no-word-do = Procura letras ou algarismos: um estilo, uma cidade, um local.
events-nothing-left = Nada mais tarde do que isso
events-nothing-left-do = Chegaste ao fim do programa.
events-all = Todo o programa

# One event
event-places-title = Os lugares
event-places-aside = { $free ->
    [1] { $free } livre de { $capacity }
   *[other] { $free } livres de { $capacity }
}
event-places-open = { $taken ->
    [0] sem limite
    [one] { $taken } ocupado, sem limite
   *[other] { $taken } ocupados, sem limite
}
event-anyone = Qualquer pessoa
event-anyone-hint = qualquer instrumento, qualquer nível
event-state-free = { $free ->
    [1] *{ $free } livre* de { $capacity }
   *[other] *{ $free } livres* de { $capacity }
}
event-state-taken = *Completo*, { $taken } de { $capacity }
event-state-unlimited = { $taken ->
    [0] *Aberto*, ainda ninguém
   *[other] *Aberto*, já { $taken }
}
event-state-yours = *Tu tocas aqui*
event-legend-taken = ocupado
event-legend-free = livre
event-take = Ocupar um lugar
event-give-up = Deixar o lugar
event-then-join = Já cá estás. Carrega em “Ocupar um lugar”, e é teu.
event-then-write = Já cá estás. Carrega em “Escrever ao anfitrião”, e diz olá.
event-shut-cancelled = Este evento está cancelado.
event-shut-cancelled-why = Este evento está cancelado: { $reason }
event-shut-draft = Ainda não está publicado.
event-shut-begun = Já começou: ninguém mais pode entrar.
event-shut-over = Já acabou.
event-shut-over-played = Já acabou. Tu tocaste.
event-shut-closed = Os anfitriões já não recebem ninguém.
event-shut-call = Aqui não se ocupam lugares: escreve, e diz o que tocas.
event-shut-call-closed = Esta procura acabou.
event-call-title = A tua resposta
event-call-host = Quem responder escreve-te.
event-call-closes = o último dia
event-call-count = { $count ->
    [one] Procura-se { $count } músico
   *[other] Procuram-se { $count } músicos
}
event-call-answer = És tu? Escreve em { $url }
event-about = Sobre o evento
event-who = Quem toca
event-players = { $count ->
    [0] ainda ninguém
    [one] { $count } músico
   *[other] { $count } músicos
}
event-players-more = { $count ->
    [one] e mais { $count }
   *[other] e mais { $count }
}
event-players-unnamed = { $count ->
    [one] { $count } músico, de quem só quem aqui toca lê o nome.
   *[other] { $count } músicos, de quem só quem aqui toca lê os nomes.
}
event-you = tu
event-write = Escrever
event-write-to = Escrever a { $name }
event-who-log-in = Entra
event-who-log-in-why = para veres quem toca.
event-who-nobody = Ainda ninguém ocupou um lugar. O primeiro é teu.
event-who-nobody-shut = Ninguém ocupou um lugar.
event-players-next = Ver quem mais toca
event-players-end = Não toca mais ninguém.
event-when = Quando
event-where = Onde
event-fee = Preço
event-gear = Material
event-access = Acesso
event-age = Idade
event-hosts = { $count ->
    [one] Anfitrião
   *[other] Anfitriões
}
event-write-to-host = Escrever ao anfitrião
event-description-none = O anfitrião ainda não disse mais.
event-place-in = { $place }, { $around }
event-title = { $title }, { $day }, { $town }
event-title-anywhere = { $title }, { $day }
event-meta = { $kind }, { $place }, { $when }
event-meta-about = { $kind }, { $place }, { $when } – { $about }
event-call = Ainda { $count ->
    [one] falta { $count } músico
   *[other] faltam { $count } músicos
}. Ocupa um lugar em { $url }
event-call-open = Toda a gente é bem-vinda. Ocupa um lugar em { $url }

# What its hosts do
event-draft = Rascunho
event-draft-what = Isto é um rascunho: só os anfitriões o veem.
event-publish = Publicar agora
event-edit = Alterar
event-again = Publicar outra vez
event-again-this = Publicar outra vez: { $title }
event-edit-title = Alterar um *evento*
event-edit-heading = Alterar um evento
event-edit-submit = Guardar
event-hosts-title = Anfitriões
event-hosts-what = Cada anfitrião pode alterar o evento, cancelá-lo, e escolher os anfitriões.
event-host-username = Nome de utilizador
event-host-add = Tornar anfitrião
event-host-remove = Retirar como anfitrião
event-host-unknown = Ninguém aqui tem este nome de utilizador.
event-host-last = Alguém tem de o organizar. Torna primeiro outra pessoa anfitriã.
event-decide-remove = Tirar { $name }
event-decide-note = Uma palavra para essa pessoa
event-decide-submit = Tirar
event-decide-missing = Aceitar ou recusar?
event-decide-nobody = Esta pessoa não tem lugar no evento, nem pede nenhum.
event-decide-not-so = Entretanto, a situação desta pessoa mudou. Vê outra vez como está.
event-decide-full = Todos os lugares estão ocupados.
event-decided-otherwise = Já está decidido, com esta palavra para essa pessoa: { $word }
event-cancel-title = Cancelá-lo
event-cancel-what = Já ninguém pode participar. A página fica, e diz que está cancelado e porquê.
event-cancel-reason = Porquê?
event-cancel-reason-hint = Quem ocupou um lugar lê-o.
event-cancel-submit = Cancelar o evento
event-cancel-over = Já terminou: não há nada para cancelar.
event-cancelled-otherwise = Já está cancelado, e a página diz: { $reason }

# Sharing an event
site-picture = Tutti: toda a gente toca
picture-day = { $weekday }, { $month }
picture-time = { $time }, { $place }
picture-alt = O cartaz de “{ $title }”, { $when }
share-title = Partilhar
share-link = Ligação para este evento
share-members = Para a abrir, é preciso entrar.
share-unlisted = Só quem tem esta ligação encontra o evento.
share-copy = Copiar a ligação
share-send = Enviá-la
share-copied = A ligação está copiada.
share-chosen = A ligação está selecionada: copia-a do campo.
share-code = Aponta a câmara de um telemóvel a este código: ele abre esta página.
share-code-save = Guardar a ligação como código QR

# Posting
event-new-title = Publicar um *evento*
event-new-heading = Publicar um evento
event-field-kind = Género
event-field-title = Título
event-field-description = O que vão tocar?
event-field-description-hint = O estilo, as músicas, o que há no local, o que é preciso levar. As ligações ficam clicáveis.
event-new-when = Quando e onde
event-field-starts = Começa
event-field-ends = Acaba
event-field-ends-hint = Vazio: três horas depois. Uma procura acaba ao fim de { $days } dias.
event-field-zone = Fuso horário
event-field-zone-hint = O relógio na parede do local. Escreve uma parte do nome, como Lisbon.
event-zone-preview = { $time } (fuso { $zone })
event-field-venue = Local
event-field-town = Cidade
event-field-address = Morada
event-new-places = Lugares
event-field-capacity = Quantos músicos
event-field-capacity-hint = Vazio: quantos quiserem.
event-new-good-to-know = É bom saber
event-field-fee = Preço
event-field-fee-hint = p. ex. grátis, 5 € para a sala
event-field-age = Idade
event-field-age-hint = p. ex. todas as idades, a partir dos 18
event-field-gear = Material
event-field-gear-hint = O que há no local, e o que é preciso levar.
event-field-access = Acesso
event-field-access-hint = Escadas, elevador, estacionamento, casas de banho sem degraus.
event-new-who = Quem o vê
event-field-visibility = Mostrado a
event-field-visibility-hint = Quem o pode ver pode participar.
event-visibility-public = Toda a gente
event-visibility-members = Os membros, depois de entrarem
event-visibility-unlisted = Quem tem a ligação
event-new-submit = Publicar o evento
event-new-draft = Guardar como rascunho
event-new-poster = Cada evento tem o seu próprio cartaz
event-new-poster-why = O género escolhe o papel; o endereço da página desenha o padrão.

# What can be wrong with an event
event-status-unknown = Escolhe se está publicado ou se é um rascunho.
event-stale = O evento foi alterado noutro lado desde que abriste este formulário. Os dois textos estão em baixo: guarda outra vez para ficar com o teu.
event-capacity-taken = { $taken ->
    [one] { $taken } lugar já está ocupado: não pode haver menos.
   *[other] { $taken } lugares já estão ocupados: não pode haver menos.
}
event-cancel-draft = Um rascunho nunca foi publicado: não há nada para cancelar.
event-kind-missing = Escolhe o que é.
event-kind-taken = { $taken ->
    [one] { $taken } lugar já está ocupado: isto não pode passar a ser uma procura.
   *[other] { $taken } lugares já estão ocupados: isto não pode passar a ser uma procura.
}
event-start-of-call = Uma procura não tem começo. Deixa-o vazio.
event-close-past = Isso já passou. Até quando procuras?
event-close-late = Uma procura fica aberta { $days } dias no máximo. Publica-a outra vez depois disso.
event-publish-past = A data já passou. Muda-a primeiro.
event-visibility-unknown = Escolhe quem o pode ver.
event-title-missing = Dá-lhe um título, para se poder falar dele.
event-title-short = Pelo menos { $min } letras, por favor.
event-town-missing = Em que cidade é?
event-capacity-wrong = Um número de 1 a { $max }, ou nada para não haver limite.
event-start-missing = Quando começa?
event-time-unreadable = Escreve uma data e uma hora como 2026-12-24T20:30.
event-time-skipped = Nessa noite os relógios adiantam e saltam esta hora. Querias dizer { $meant }?
event-start-past = Isso já passou. Quando começa?
event-start-far = No máximo { $years } anos à frente, por favor.
event-end-before-start = Acaba antes de começar. Querias dizer o dia seguinte?
event-end-late = No máximo { $days } dias, por favor.
event-zone-unknown = Escolhe um fuso horário como Europe/Lisbon.
event-posted-otherwise = Este formulário já publicou outro evento. Envia-o outra vez e este também fica publicado.
event-slot-missing = Escolhe que lugar ocupas.
event-slot-gone = Esse lugar já não existe. Vê outra vez quais há.
event-declined = O anfitrião recusou. Escreve-lhe se não percebes porquê.
event-declined-word = O anfitrião recusou: { $word }
event-not-in = Não tens lugar neste evento.

### home
home-title = Toda a gente *toca.*
home-heading = Toda a gente toca
home-say = As notas cheias estão ocupadas. *A branca é tua.* Jams, ensaios, concertos e oficinas, perto de ti.
home-look-for = Procuro
home-search = Quem precisa de mim?
home-soon = Em breve
home-programme = Todo o programa
home-how = Em três andamentos
home-how-find = Encontra algo para tocar *andante*
home-how-find-text = Percorre o que há, por palavra ou por cidade. A semínima de um principiante é tão bem-vinda como a passagem veloz de um profissional.
home-how-take = Ocupa um lugar *allegro*
home-how-take-text = Cada evento mostra os seus lugares. Um que esteja livre é teu com um toque, e o anfitrião sabe que vens.
home-how-play = Aparece e toca *tutti*
home-how-play-text = Escreve ao anfitrião, pergunta o que levar, e aparece. Leva um cabo.
home-sign-up = Criar conta
home-none = Ainda não há nada
home-quiet = De momento não há nada marcado
home-none-do = Isto é o Tutti de { $operator }, e é novo. Alguém tem de começar.
home-post-first = Publicar o primeiro evento
home-in-town = O que há em { $town }
home-silent-town = Ainda não há nada em { $town }. Noutros sítios há.
home-hosted = O que organizas
home-drafts = Os teus rascunhos
home-all-hosted = Tudo o que organizas e organizaste
hosted-title = O que *organizas*
hosted-heading = O que organizas
hosted-ahead = Por vir
hosted-over = Terminados
hosted-more = Os anteriores
hosted-none = Ainda não organizaste nada
hosted-none-do = Publica uma jam, e vê quem aparece.
home-calls = Quem procuras
home-until = { $month }, último dia
home-morning = Bom dia, *{ $name }.*
home-afternoon = Boa tarde, *{ $name }.*
home-evening = Boa noite, *{ $name }.*
home-hello-heading = O que há para ti
home-ahead = { $count ->
    [0] Ainda nada na tua agenda.
    [one] Uma data marcada.
   *[other] { $count } datas marcadas.
}
home-ahead-more = Pelo menos { $count } datas marcadas.
home-all = Tudo
home-dates = As tuas datas
home-dates-none = Nada na tua agenda
home-dates-none-do = Ocupa um lugar em algo, ou publica um evento teu.
home-find = Encontrar algo
home-unread = À espera da tua resposta
home-unread-older = { $count ->
    [one] { $count } mensagem espera numa conversa anterior.
   *[other] { $count } mensagens esperam em conversas anteriores.
}
home-date = { $weekday } { $month }, { $time }
home-play = Tu tocas
home-offered = Há um lugar guardado para ti
home-requested = Pediste um lugar
home-waitlisted = Esperas na fila
home-host-play = Organizas e tocas
home-host = Organizas
home-host-free = { $count ->
    [0] Organizas, todos os lugares ocupados
    [one] Organizas, { $count } lugar livre
   *[other] Organizas, { $count } lugares livres
}
