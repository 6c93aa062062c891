### The frame: what every page says
page-title = { $title } · Tutti
site-description = Tutti réunit les musiciens : jams, répétitions, concerts, et la personne qui te manque.
skip-to-content = Aller au contenu
brand-home = Tutti, accueil
nav-main = Principal
nav-tabs = Rubriques
nav-home = Accueil
nav-events = Événements
nav-messages = Messages
nav-musicians = Musiciens
nav-players = Musiciens
nav-post = Publier
nav-post-event = Publier un événement
nav-log-in = Se connecter
nav-sign-up = S’inscrire
nav-menu = Ton menu
nav-profile = Ton profil
nav-settings = Réglages
nav-log-out = Se déconnecter
unread = non lus :
footer-about = À propos
footer-source = Code source
footer-motto = Tout le monde joue.
footer-label = À propos de ce site
footer-language = Langue

### Dates
weekday-monday = lundi
weekday-tuesday = mardi
weekday-wednesday = mercredi
weekday-thursday = jeudi
weekday-friday = vendredi
weekday-saturday = samedi
weekday-sunday = dimanche
weekday-short-monday = lun.
weekday-short-tuesday = mar.
weekday-short-wednesday = mer.
weekday-short-thursday = jeu.
weekday-short-friday = ven.
weekday-short-saturday = sam.
weekday-short-sunday = dim.
month-short-january = janv.
month-short-february = févr.
month-short-march = mars
month-short-april = avr.
month-short-may = mai
month-short-june = juin
month-short-july = juil.
month-short-august = août
month-short-september = sept.
month-short-october = oct.
month-short-november = nov.
month-short-december = déc.
month-january = janvier
month-february = février
month-march = mars
month-april = avril
month-may = mai
month-june = juin
month-july = juillet
month-august = août
month-september = septembre
month-october = octobre
month-november = novembre
month-december = décembre

### Forms
form-error-title = Erreur : { $title }
form-unknown-field = Ce formulaire n’a pas de champ « { $field } ».
form-repeated-field = Le champ « { $field } » est venu deux fois.
form-optional = facultatif
chip-remove = (enlever)
chip-remove-all = Tout enlever
chip-set = Choisi :
ask-hint = une jam, une ville
form-too-long = { $max } caractères au plus, s’il te plaît.
form-unclean = Il y a là des caractères qui ne peuvent pas s’afficher.
form-meanwhile = Ce qui est enregistré maintenant
form-meanwhile-empty = (vide)
form-version-unreadable = Ce formulaire ne vient pas de ce site. Recharge la page.
form-offline = Le réseau est absent. Rien n’est perdu : réessaie quand il est de retour.

### Errors: a page of their own, and problem documents
error-unauthenticated = Connecte-toi d’abord
error-unauthenticated-body = Tu n’as pas de session ouverte, ou elle a pris fin. Connecte-toi, puis réessaie.
error-forbidden = Ce n’est pas à toi de le faire
error-forbidden-body = Tu peux le voir, mais c’est à quelqu’un d’autre de le changer.
error-not-found = Il n’y a rien ici
error-not-found-heading = Un long silence *ici.*
error-not-found-log-in = Connecte-toi
error-not-found-log-in-why = si la page est réservée aux membres.
error-not-found-body = Cette page se tait : le lien est ancien ou mal écrit, ou l’événement n’est plus public.
error-conflict = Quelque chose a changé entre-temps
error-invalid = Quelque chose n’est pas encore juste
error-rate-limited = Trop d’essais
error-rate-limited-body = { $seconds ->
    [one] Attends { $seconds } seconde, puis réessaie.
   *[other] Attends { $seconds } secondes, puis réessaie.
}
error-internal = Quelque chose s’est cassé
error-internal-body = C’est notre faute, et c’est noté sous le numéro { $request }. Réessaie dans un instant.
error-unavailable = Nous sommes débordés en ce moment
error-unavailable-body = Rien n’est perdu. Réessaie dans un instant.
error-too-large = C’est trop à la fois
error-broken-off = Le formulaire s’est interrompu en route
error-too-slow = Cela a pris trop de temps
error-not-a-form = Ici on ne prend que des formulaires
error-method = Cette adresse ne s’utilise pas ainsi
error-not-text = Ce n’est pas du texte en UTF-8
error-cross-site = Ce formulaire vient d’un autre site
error-way-events = Voir ce qui se joue
error-way-home = Retour au début
error-way-back = Retour à la page
error-find = Trouver
error-search = Chercher
error-code = Erreur { $status }
typed-title = Ce que tu as écrit
typed-why = Cela reste ici jusqu’à ce que tu quittes cette page. Copie ce dont tu as encore besoin.
typed-message = Ton message

### Sentences after an act
notice-welcome = Bienvenue sur Tutti.
notice-welcome-back = Da capo : te revoilà.
notice-logged-out = Ta session est fermée.
notice-event-posted = Ton événement est publié.
notice-draft-kept = Ton brouillon est gardé. Seuls ses hôtes le voient.
notice-event-changed = L’événement est modifié.
notice-event-cancelled = L’événement est annulé, et sa page le dit.
notice-host-added = Il y a un hôte de plus.
notice-host-removed = Il y a un hôte de moins.
notice-decided = C’est décidé, et cela se lit sur la page de l’événement.
notice-place-taken = La place est à toi.
notice-place-requested = Tu as demandé une place. L’hôte décide.
notice-waitlisted = Toutes les places sont prises. Tu es sur la liste d’attente.
notice-event-full = Dommage : la dernière place vient de partir.
notice-event-closed = Plus personne ne peut rejoindre cet événement.
notice-place-given-up = Tu as rendu ta place. Elle est de nouveau libre.
notice-message-sent = Ton message est envoyé.
notice-message-deleted = Ton message est supprimé.
notice-thread-muted = Cette conversation est en sourdine. Elle ne compte plus.
notice-thread-unmuted = Cette conversation compte de nouveau.
notice-thread-left = Tu as quitté la conversation.
notice-thread-rejoined = Tu es de retour dans cette conversation.
notice-reported = Merci. La modération a maintenant ton signalement.
notice-reported-before = Tu l’as déjà signalé, et la modération a ton signalement. Merci.
notice-profile-saved = Ton profil est enregistré.
notice-session-ended = Cette session est fermée.
notice-other-sessions-ended = Ta session est ouverte ici et nulle part ailleurs.
notice-password-changed = Ton mot de passe est changé. Ta session est ouverte ici et nulle part ailleurs.

### About
about-title = À propos de Tutti
about-lead = Tutti, sur une partition, veut dire « tout le monde joue ».
about-what = Un musicien dit ce qu’il joue et où ; quelqu’un publie une jam, une répétition ou un concert ; d’autres le trouvent, prennent une place et en parlent.
about-free = C’est un logiciel libre : chacun peut l’héberger, le lire et le changer.
about-source = Lire le code source
about-source-untold = Qui tient ce site n’a pas encore dit où se trouve le code source de sa version. Demande-le-lui : d’après sa licence (AGPL, article 13), tu y as droit.

### accounts
signup-title = S’inscrire
signup-description = Rejoins Tutti : dis ce que tu joues, trouve les autres, prends une place.
signup-heading = Entre *donc.*
signup-lead = C’est gratuit, et ton adresse n’est jamais montrée à personne.
signup-username = Nom d’utilisateur
signup-username-hint = 3 à 30 lettres, chiffres, _ ou -. Il fait partie de l’adresse de ta page et ne change plus.
signup-username-missing = Choisis un nom d’utilisateur.
signup-username-length = Un nom d’utilisateur a de { $min } à { $max } caractères.
signup-username-characters = Un nom d’utilisateur se compose de lettres de a à z, de chiffres, de _ et de -. Les accents et les espaces iront plus tard dans ton nom complet.
signup-username-reserved = Ce nom parlerait pour le site. Choisis-en un autre.
signup-username-taken = Ce nom est pris, ou ressemble trop à un nom pris. Choisis-en un autre.
signup-email = E-mail
signup-email-missing = Donne une adresse e-mail : c’est par elle que tu reviens.
signup-email-implausible = Cela ne peut pas être une adresse e-mail. Manque-t-il quelque chose, comme dans nom@example.org ?
signup-email-too-long = Une adresse e-mail a { $max } caractères au plus.
signup-email-taken = Quelqu’un s’est inscrit avec cette adresse. Si c’était toi, connecte-toi.
signup-password = Mot de passe
signup-password-hint = Un vers d’une chanson que personne d’autre ne connaît convient bien. { $min } caractères sont le strict minimum, et suffisent rarement.
signup-password-missing = Choisis un mot de passe.
signup-password-length = Un mot de passe a de { $min } à { $max } caractères.
signup-password-weak = C’est trop facile à deviner. Allonge-le, ou ajoute un mot que personne n’attend.
signup-button = S’inscrire
signup-known = Tu as déjà un compte ?
signup-log-in = Se connecter
login-title = Se connecter
login-heading = Da *capo.*
login-lead = Connecte-toi et reprends là où tu en étais.
login-name = Nom d’utilisateur ou e-mail
login-name-missing = Écris ton nom d’utilisateur ou ton adresse e-mail.
login-password = Mot de passe
login-password-missing = Écris ton mot de passe.
login-wrong = Ce nom et ce mot de passe ne vont pas ensemble. Vérifie les deux et réessaie.
login-button = Se connecter
login-new = Première fois ici ?
login-sign-up = S’inscrire, cela prend deux minutes
account-title = Réglages du compte
account-names = Ce qui te sert à te connecter
account-email-none = aucun
password-title = Mot de passe
password-what = Un nouveau te déconnecte partout sauf ici.
password-current = Mot de passe actuel
password-current-missing = Écris ton mot de passe actuel.
password-current-wrong = Ce n’est pas ton mot de passe actuel.
password-new = Nouveau mot de passe
password-submit = Changer le mot de passe
sessions-title = Tes sessions ouvertes
sessions-heading = Tes sessions ouvertes
sessions-what = S’il y en a une que tu ne reconnais pas, ferme-la et change ton mot de passe. Les heures sont données dans le fuseau { $zone }, et la « dernière activité » est exacte à une heure près.
sessions-device = Appareil
sessions-seen = Dernière activité
sessions-begun = Depuis { $when }, de { $network }
sessions-action = Action
sessions-now = maintenant
sessions-this = celle-ci
sessions-end = Fermer
sessions-end-others = Fermer toutes les autres
sessions-more = En voici { $count }. « Fermer toutes les autres » ferme aussi celles qui restent.
device = { $browser } sur { $system }
device-browser = { $browser } sur un système inconnu
device-system = Un navigateur inconnu sur { $system }
device-unknown = Inconnu : { $agent }
device-untold = Un appareil inconnu

### messages
messages-title = Messages
messages-empty = Personne n’a encore écrit
messages-empty-body = Trouve quelque chose à jouer, et écris à son hôte.
messages-empty-way = Voir ce qui se joue
messages-older = Conversations plus anciennes
messages-pages = Pages
messages-cursor-wrong = Cette page de tes messages n’existe pas. Voici les plus récents.
messages-end = C’est tout
messages-end-body = Plus loin en arrière, personne n’a écrit.
messages-end-way = Aux conversations les plus récentes
messages-yesterday = Hier
message-content-empty = Il n’y a encore rien. Écris d’abord quelques mots.
message-content-too-long = { $over ->
    [one] C’est { $over } caractère de plus que les { $max } qui tiennent. Raccourcis, ou envoie en deux fois.
   *[other] C’est { $over } caractères de plus que les { $max } qui tiennent. Raccourcis, ou envoie en deux fois.
}
message-content-unclean = Il y a là des caractères qui ne peuvent pas s’afficher. Enlève-les, puis renvoie.
message-sent-otherwise = Ce formulaire a déjà envoyé un autre message. Renvoie-le et celui-ci part aussi.
message-deleted = Message supprimé
message-read = Lu
message-delete = Supprimer
message-delete-which = Supprimer ton message de { $time }
message-delete-submit = Le supprimer pour vous deux
message-delete-late = Un message ne peut se supprimer que pendant une heure. Celui-ci reste.
message-report = Signaler
message-report-which = Signaler le message de { $name }, { $time }
message-by = { $name },
message-mine = Toi
message-mine-says = Toi : { $text }
thread-title = { $name }, { $event }
thread-about = au sujet de
thread-about-event = { $event }, { $day }
thread-about-draft = Un brouillon
thread-talk = Messages, du plus ancien au plus récent
thread-empty = Rien n’est encore dit
thread-empty-body = Le premier mot est à toi. { $name } le lit ici.
thread-new = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
}
thread-older = Messages plus anciens
thread-later = Messages suivants
thread-to-newest = Au message le plus récent
thread-newest = Aux messages les plus récents
thread-write = Ton message à { $name }
thread-send = Envoyer
thread-not-here = { $name } n’est pas là en ce moment et on ne peut pas lui écrire.
thread-today = Aujourd’hui
thread-menu = Cette conversation
thread-mute = Mettre en sourdine
thread-unmute = Enlever la sourdine
thread-muted = En sourdine
thread-muted-what = En sourdine : ce qui est nouveau ici ne compte pas.
thread-leave = Quitter
thread-leave-what = Elle disparaît de tes messages, et { $name } ne peut plus t’écrire ici. Écris de nouveau pour y revenir.
thread-leave-submit = Quitter la conversation
thread-they-left = { $name } a quitté cette conversation, et on ne peut pas lui écrire ici avant son retour.
thread-i-left = Tu as quitté cette conversation. Ce que tu écris t’y ramène.
thread-rejoin = Revenir
thread-report = Signaler { $name }

### moderation
report-event-title = Signaler « { $title } »
report-musician-title = Signaler { $name }
report-message-title = Signaler un message de { $name }
report-what = La modération reçoit ton signalement, avec une copie de ce que tu signales, dans son état actuel. Personne d’autre n’apprend de qui il vient.
report-reason = Qu’est-ce qui ne va pas ?
report-reason-missing = Choisis ce qui ne va pas.
report-reason-spam = Spam
report-reason-harassment = Harcèlement
report-reason-scam = Une arnaque, ou quelque chose de faux
report-reason-illegal = Contraire à la loi
report-reason-other = Autre chose
report-note = Que doit savoir la modération ?
report-note-hint = Ce qui s’est passé, et où regarder.
report-submit = Signaler
report-back = Retour
report-event-link = Signaler cet événement
report-musician-link = Signaler ce profil

### profiles
profile-title = { $name }, { $town }
profile-description = { $name } fait de la musique. Vois sur Tutti ce qui se prépare avec { $name }.
profile-since = Ici depuis { $month }
profile-upcoming = Bientôt avec { $name }
profile-calls = { $name } cherche
profile-upcoming-none = Rien d’annoncé
profile-upcoming-none-body = Quand { $name } organise quelque chose que tout le monde peut voir, c’est ici.
profile-upcoming-none-mine = Ce que tu organises est ici, et tout le monde peut le trouver.
profile-upcoming-way = Voir ce qui se joue
profile-upcoming-post = Publier un événement
profile-change = Modifier ton profil
profile-line-unclean = C’est une ligne de texte simple. Enlève les retours à la ligne et les caractères qui ne peuvent pas s’afficher.
profile-text-unclean = Il y a là des caractères qui ne peuvent pas s’afficher. Enlève-les, puis enregistre de nouveau.
profile-too-long = { $over ->
    [one] C’est { $over } caractère de plus que les { $max } qui tiennent.
   *[other] C’est { $over } caractères de plus que les { $max } qui tiennent.
}
profile-stale = Ton profil a été modifié ailleurs depuis que tu as ouvert ce formulaire. Les deux textes sont ci-dessous : enregistre de nouveau pour garder le tien.
settings-title = Réglages
settings-tab-profile = Profil
settings-tab-account = Compte
settings-tab-sessions = Sessions
settings-full-name = Nom
settings-full-name-hint = Ce que les autres lisent à la place de ton nom d’utilisateur.
settings-town = Ville
settings-town-hint = Les autres voient la ville, jamais ton adresse.
settings-bio = À propos de toi
settings-bio-hint = Ce que tu joues, ce que tu aimes jouer, comment tu aimes le jouer.
settings-visibility = Qui peut te trouver
settings-visibility-hint = Les gens avec qui tu joues, organises ou échanges des messages te connaissent de toute façon, et les hôtes d’un événement sont toujours nommés.
settings-visibility-everyone = Tout le monde
settings-visibility-members = Les membres, une fois connectés
settings-visibility-hidden = Personne
settings-locale = Langue
settings-locale-browser = Celle du navigateur
settings-zone = Fuseau horaire
settings-zone-hint = Vide : celui de ce site. Écris-le comme Europe/Paris.
settings-save = Enregistrer
welcome-title = Bienvenue
welcome-heading = Donne le *la.*
welcome-lead = Dis qui tu es, pour que les autres sachent avec qui ils jouent. Tout cela peut attendre.
welcome-bio = Une ligne sur toi
welcome-save = Enregistrer et continuer
welcome-skip = Passer
profile-visibility-unknown = Choisis qui peut te trouver.
profile-locale-unknown = Tutti ne parle pas encore cette langue. Choisis-en une autre.
profile-zone-unknown = Choisis un fuseau horaire comme Europe/Paris.
musicians-title = Qui *joue*
musicians-heading = Qui joue
musicians-description = Les musiciens de Tutti : qui ils sont, où ils sont, et ce qu’ils jouent.
musicians-search = Musiciens
musicians-words = Mots
musicians-words-hint = p. ex. basse, choro
musicians-town = Ville
musicians-town-hint = p. ex. Lyon
musicians-show = Montrer les musiciens
musicians-count = { $count ->
    [0] Aucun musicien affiché
    [one] { $count } musicien affiché
   *[other] { $count } musiciens affichés
}
musicians-pages = Pages
musicians-more = Plus de musiciens
musicians-cursor-wrong = Nous avons perdu ta place dans la liste, la voici donc depuis le début.
musicians-none = Personne n’est encore là
musicians-none-do = Il faut bien que quelqu’un commence. Inscris-toi, et dis ce que tu joues.
musicians-nobody-found = On n’a trouvé personne
musicians-nobody-found-do = Essaie moins de mots, ou d’autres. Chaque mot doit se trouver dans un nom ou dans les premières lignes, et la ville en entier.
musicians-no-word = Il n’y a pas de mot dans « { $typed } »
musicians-no-word-do = Cherche des lettres ou des chiffres : un nom, un instrument, un style.
musicians-nobody-left = Personne d’autre
musicians-nobody-left-do = Tu es au bout de la liste.
musicians-all = Tous les musiciens

### events: kinds, the programme, one event, posting

# Kinds
event-kind-jam = Jam
event-kind-rehearsal = Répétition
event-kind-gig = Concert
event-kind-workshop = Atelier
event-kind-wanted = Recherche

# A line of the programme
event-cancelled = Annulé
event-over = Terminé
event-places = Places
event-places-free = { $count ->
    [one] { $count } place libre
   *[other] { $count } places libres
}
event-places-taken = Toutes les places sont prises
event-places-unlimited = De la place pour tout le monde
event-you-play = Tu joues
event-you-host = Tu organises

# Dates
event-at = { $day }, { $time }
event-from-to = { $from } à { $to }
event-until = jusqu’au { $day }
event-open-until = Ouverte jusqu’au
event-zone = Fuseau : { $place } ({ $zone })
event-your-time = Pour toi : { $when }
event-starts-twice = Cette nuit-là, on recule les horloges et cette heure vient deux fois. C’est la première qui compte.
event-ends-twice = Cette nuit-là, on recule les horloges et l’heure de la fin vient deux fois. C’est la première qui compte.
event-ends-twice-second = Cette nuit-là, on recule les horloges et l’heure de la fin vient deux fois. C’est la seconde qui compte.

# The programme
events-title = Ce qui se *joue*
events-heading = Ce qui se joue
events-description = Jams, répétitions, concerts et ateliers à venir, et les places qui y sont libres.
events-search = Événements
events-words = Mots
events-words-hint = p. ex. bossa, chorale
events-show = Montrer les événements
events-count = { $count ->
    [0] Aucun événement affiché
    [one] { $count } événement affiché
   *[other] { $count } événements affichés
}
events-filters = Filtres
events-from = Du
events-to = Au
events-set-from = dès le { $day }
events-set-to = jusqu’au { $day }
events-calls = On cherche des musiciens
events-calls-too = Voir qui cherche des musiciens
events-dates-too = Voir ce qui se joue
events-more-calls = Recherches plus anciennes
events-kind-wrong = Ce genre d’événement n’existe pas, il a donc été laissé de côté.
events-day-wrong = Un jour s’écrit comme 2027-03-01. Ce qui n’en est pas un a été laissé de côté.
events-days-wrong = Le dernier jour vient avant le premier. Change l’un des deux.
events-days-of-calls = Qui cherche des musiciens n’a pas encore de date : les jours choisis ne comptent pas ici.
events-calls-apart = « Recherche » a sa propre liste, parce qu’il n’y a pas de dates. Ne choisis que ce genre pour la voir.
events-no-calls = Personne ne cherche de musiciens
events-no-calls-do = Et toi ? Dis qui te manque.
events-nothing-set = Rien ne répond à tout cela
events-nothing-set-do = Enlève un des filtres, et vois-en plus.
events-this-week = Dans les sept prochains jours
events-later = Plus tard
events-pages = Pages
events-more = Événements suivants
events-cursor-wrong = Nous avons perdu ta place dans la liste, la voici donc depuis le début.
events-none = Rien n’est encore prévu
events-none-do = Il faut bien que quelqu’un commence. Publie une jam, et vois qui vient.
events-post = Publier un événement
events-nothing-found = Encore rien avec « { $words } »
events-nothing-found-do = Essaie moins de mots, ou d’autres. Chaque mot doit se trouver dans le titre, le lieu ou les premières lignes.
events-no-word = Il n’y a pas de mot dans « { $typed } »
events-no-word-do = Cherche des lettres ou des chiffres : un style, une ville, un lieu.
events-nothing-left = Rien de plus tard
events-nothing-left-do = Tu es au bout du programme.
events-all = Tout le programme

# One event
event-places-title = Les places
event-places-aside = { $free ->
    [one] { $free } libre sur { $capacity }
   *[other] { $free } libres sur { $capacity }
}
event-places-open = { $taken ->
    [0] sans limite
    [one] { $taken } prise, sans limite
   *[other] { $taken } prises, sans limite
}
event-anyone = N’importe qui
event-anyone-hint = tous les instruments, tous les niveaux
event-state-free = { $free ->
    [one] *{ $free } libre* sur { $capacity }
   *[other] *{ $free } libres* sur { $capacity }
}
event-state-taken = *Complet*, { $taken } sur { $capacity }
event-state-unlimited = { $taken ->
    [0] *Ouvert*, personne encore
   *[other] *Ouvert*, déjà { $taken }
}
event-state-yours = *Tu joues ici*
event-legend-taken = prise
event-legend-free = libre
event-take = Prendre une place
event-give-up = Rendre la place
event-then-join = Tu y es. Appuie sur « Prendre une place », et elle est à toi.
event-then-write = Tu y es. Appuie sur « Écrire à l’hôte », et dis bonjour.
event-shut-cancelled = Cet événement est annulé.
event-shut-cancelled-why = Cet événement est annulé : { $reason }
event-shut-draft = Il n’est pas encore publié.
event-shut-begun = Il a commencé : plus personne ne peut le rejoindre.
event-shut-over = Il est terminé.
event-shut-over-played = Il est terminé. Tu as joué.
event-shut-closed = Ses hôtes ne prennent plus personne.
event-shut-call = Ici, on ne prend pas de place : écris, et dis ce que tu joues.
event-shut-call-closed = Cette recherche est terminée.
event-call-title = Ta réponse
event-call-host = Qui répond t’écrit.
event-call-closes = le dernier jour
event-call-count = { $count ->
    [one] On cherche { $count } personne
   *[other] On cherche { $count } personnes
}
event-call-answer = C’est toi ? Écris sur { $url }
event-about = En deux mots
event-who = Qui joue
event-players = { $count ->
    [0] personne encore
    [one] { $count } musicien
   *[other] { $count } musiciens
}
event-players-more = { $count ->
    [one] et { $count } de plus
   *[other] et { $count } de plus
}
event-players-unnamed = { $count ->
    [one] { $count } musicien, dont seuls ceux qui jouent ici lisent le nom.
   *[other] { $count } musiciens, dont seuls ceux qui jouent ici lisent les noms.
}
event-you = toi
event-write = Écrire
event-write-to = Écrire à { $name }
event-who-log-in = Connecte-toi
event-who-log-in-why = pour voir qui joue.
event-who-nobody = Personne n’a encore pris de place. La première est à toi.
event-who-nobody-shut = Personne n’a pris de place.
event-players-next = Voir qui joue aussi
event-players-end = Personne d’autre ne joue.
event-when = Quand
event-where = Où
event-fee = Prix
event-gear = Matériel
event-access = Accès
event-age = Âge
event-hosts = { $count ->
    [one] Hôte
   *[other] Hôtes
}
event-write-to-host = Écrire à l’hôte
event-description-none = L’hôte n’en a pas encore dit plus.
event-place-in = { $place }, { $around }
event-title = { $title }, { $day }, { $town }
event-title-anywhere = { $title }, { $day }
event-meta = { $kind }, { $place }, { $when }
event-meta-about = { $kind }, { $place }, { $when } – { $about }
event-call = On cherche encore { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}. Prends une place sur { $url }
event-call-open = Tout le monde est bienvenu. Prends une place sur { $url }

# What its hosts do
event-draft = Brouillon
event-draft-what = C’est un brouillon : seuls ses hôtes le voient.
event-publish = Publier maintenant
event-edit = Modifier
event-again = Publier de nouveau
event-again-this = Publier de nouveau : { $title }
event-edit-title = Modifier un *événement*
event-edit-heading = Modifier un événement
event-edit-submit = Enregistrer
event-hosts-title = Hôtes
event-hosts-what = Chaque hôte peut modifier l’événement, l’annuler, et choisir ses hôtes.
event-host-username = Nom d’utilisateur
event-host-add = Nommer hôte
event-host-remove = Retirer comme hôte
event-host-unknown = Personne ici n’a ce nom d’utilisateur.
event-host-last = Il faut que quelqu’un l’organise. Nomme d’abord un autre hôte.
event-decide-remove = Retirer { $name }
event-decide-note = Un mot à son intention
event-decide-submit = Retirer
event-decide-missing = Accepter ou refuser ?
event-decide-nobody = Cette personne n’a pas de place dans l’événement, et n’en demande pas.
event-decide-not-so = La situation de cette personne a changé entre-temps. Regarde de nouveau où elle en est.
event-decide-full = Toutes les places sont prises.
event-decided-otherwise = C’est déjà décidé, avec ce mot à son intention : { $word }
event-cancel-title = L’annuler
event-cancel-what = Plus personne ne peut participer. La page reste, et dit qu’il est annulé et pourquoi.
event-cancel-reason = Pourquoi ?
event-cancel-reason-hint = Toute personne qui a pris une place le lit.
event-cancel-submit = Annuler l’événement
event-cancel-over = Il est terminé : il n’y a plus rien à annuler.
event-cancelled-otherwise = Il est déjà annulé, et sa page dit : { $reason }

# Sharing an event
site-picture = Tutti : tout le monde joue
picture-day = { $weekday }, { $month }
picture-time = { $time }, { $place }
picture-alt = L’affiche de « { $title } », { $when }
share-title = Partager
share-link = Lien vers cet événement
share-members = Pour l’ouvrir, il faut se connecter.
share-unlisted = Sans ce lien, personne ne trouve l’événement.
share-copy = Copier le lien
share-send = L’envoyer
share-copied = Le lien est copié.
share-chosen = Le lien est sélectionné : copie-le depuis son champ.
share-code = Tiens l’appareil photo d’un téléphone devant ce code : il ouvre cette page.
share-code-save = Enregistrer le lien comme code QR

# Posting
event-new-title = Publier un *événement*
event-new-heading = Publier un événement
event-field-kind = Genre
event-field-title = Titre
event-field-description = Que jouerez-vous ?
event-field-description-hint = Le style, les morceaux, ce qu’il y a sur place, ce qu’il faut apporter. Les liens deviennent cliquables.
event-new-when = Quand et où
event-field-starts = Début
event-field-ends = Fin
event-field-ends-hint = Vide : trois heures plus tard. Une recherche se termine après { $days } jours.
event-field-zone = Fuseau horaire
event-field-zone-hint = L’horloge sur le mur du lieu. Tape une partie de son nom, comme Lisbon.
event-zone-preview = { $time } (fuseau { $zone })
event-field-venue = Lieu
event-field-town = Ville
event-field-address = Adresse
event-new-places = Places
event-field-capacity = Combien de musiciens
event-field-capacity-hint = Vide : autant qu’il en vient.
event-new-good-to-know = Bon à savoir
event-field-fee = Prix
event-field-fee-hint = p. ex. gratuit, 5 € pour la salle
event-field-age = Âge
event-field-age-hint = p. ex. tous les âges, dès 18 ans
event-field-gear = Matériel
event-field-gear-hint = Ce qu’il y a sur place, et ce qu’il faut apporter.
event-field-access = Accès
event-field-access-hint = Escaliers, ascenseur, parking, toilettes de plain-pied.
event-new-who = Qui le voit
event-field-visibility = Montré à
event-field-visibility-hint = Qui peut le voir peut participer.
event-visibility-public = Tout le monde
event-visibility-members = Les membres, une fois connectés
event-visibility-unlisted = Qui a le lien
event-new-submit = Publier l’événement
event-new-draft = Garder comme brouillon
event-new-poster = Chaque événement reçoit sa propre affiche
event-new-poster-why = Le genre choisit le papier ; l’adresse de la page dessine le motif.

# What can be wrong with an event
event-status-unknown = Choisis s’il est publié ou un brouillon.
event-stale = L’événement a été modifié ailleurs depuis que tu as ouvert ce formulaire. Les deux textes sont ci-dessous : enregistre de nouveau pour garder le tien.
event-capacity-taken = { $taken ->
    [one] { $taken } place est déjà prise : il ne peut pas y en avoir moins.
   *[other] { $taken } places sont déjà prises : il ne peut pas y en avoir moins.
}
event-cancel-draft = Un brouillon n’a jamais été publié : il n’y a rien à annuler.
event-kind-missing = Choisis ce que c’est.
event-kind-taken = { $taken ->
    [one] { $taken } place est déjà prise : cela ne peut pas devenir une recherche.
   *[other] { $taken } places sont déjà prises : cela ne peut pas devenir une recherche.
}
event-start-of-call = Une recherche n’a pas de début. Laisse-le vide.
event-close-past = C’est déjà passé. Jusqu’à quand cherches-tu ?
event-close-late = Une recherche reste ouverte { $days } jours au plus. Publie-la de nouveau ensuite.
event-publish-past = Sa date est déjà passée. Change-la d’abord.
event-visibility-unknown = Choisis qui peut le voir.
event-title-missing = Donne-lui un titre, pour qu’on puisse en parler.
event-title-short = Au moins { $min } lettres, s’il te plaît.
event-town-missing = Dans quelle ville est-ce ?
event-capacity-wrong = Un nombre de 1 à { $max }, ou rien pour aucune limite.
event-start-missing = Quand cela commence-t-il ?
event-time-unreadable = Écris une date et une heure comme 2026-12-24T20:30.
event-time-skipped = Cette nuit-là, on avance les horloges et cette heure n’existe pas. Voulais-tu dire { $meant } ?
event-start-past = C’est déjà passé. Quand cela commence-t-il ?
event-start-far = { $years } ans à l’avance au plus, s’il te plaît.
event-end-before-start = Cela finit avant de commencer. Voulais-tu dire le lendemain ?
event-end-late = { $days } jours au plus, s’il te plaît.
event-zone-unknown = Choisis un fuseau horaire comme Europe/Paris.
event-posted-otherwise = Ce formulaire a déjà publié un autre événement. Renvoie-le et celui-ci est publié aussi.
event-slot-missing = Choisis quelle place tu prends.
event-slot-gone = Cette place n’est plus là. Regarde de nouveau lesquelles il y a.
event-declined = L’hôte a refusé. Écris-lui si cela t’étonne.
event-declined-word = L’hôte a refusé : { $word }
event-not-in = Tu n’as pas de place dans cet événement.

### home
home-title = Tout le monde *joue.*
home-heading = Tout le monde joue
home-say = Les notes pleines sont prises. *La blanche est à toi.* Jams, répétitions, concerts et ateliers, près de chez toi.
home-look-for = Je cherche
home-search = Qui a besoin de moi ?
home-soon = Bientôt
home-programme = Tout le programme
home-how = En trois mouvements
home-how-find = Trouve quelque chose à jouer *andante*
home-how-find-text = Parcours ce qui se joue, par mot ou par ville. La noire d’un débutant est aussi bienvenue que le trait d’un professionnel.
home-how-take = Prends une place *allegro*
home-how-take-text = Chaque événement montre ses places. Celle qui est libre est à toi d’un geste, et l’hôte sait que tu viens.
home-how-play = Viens et joue *tutti*
home-how-play-text = Écris à l’hôte, demande quoi apporter, et sois là. Apporte un câble.
home-sign-up = S’inscrire
home-none = Rien n’est encore prévu
home-quiet = Rien n’est prévu en ce moment
home-none-do = C’est Tutti chez { $operator }, et c’est tout neuf. Il faut bien que quelqu’un commence.
home-post-first = Publier le premier événement
home-in-town = Ce qui se joue à { $town }
home-silent-town = Rien ne se joue encore à { $town }. Ailleurs, si.
home-hosted = Ce que tu organises
home-drafts = Tes brouillons
home-all-hosted = Tout ce que tu organises et as organisé
hosted-title = Ce que tu *organises*
hosted-heading = Ce que tu organises
hosted-ahead = À venir
hosted-over = Terminés
hosted-more = Les précédents
hosted-none = Tu n’as encore rien organisé
hosted-none-do = Publie une jam, et vois qui vient.
home-calls = Qui tu cherches
home-until = { $month }, dernier jour
home-morning = Bonjour, *{ $name }.*
home-afternoon = Bon après-midi, *{ $name }.*
home-evening = Bonsoir, *{ $name }.*
home-hello-heading = Ce qui se joue pour toi
home-ahead = { $count ->
    [0] Rien encore dans ton agenda.
    [one] Une date à venir.
   *[other] { $count } dates à venir.
}
home-ahead-more = Au moins { $count } dates à venir.
home-all = Tout
home-dates = Tes dates
home-dates-none = Rien dans ton agenda
home-dates-none-do = Prends une place quelque part, ou publie ton propre événement.
home-find = Trouver quelque chose
home-unread = On attend ta réponse
home-unread-older = { $count ->
    [one] { $count } message attend dans une conversation plus ancienne.
   *[other] { $count } messages attendent dans des conversations plus anciennes.
}
home-date = { $weekday } { $month }, { $time }
home-play = Tu joues
home-offered = Une place t’est réservée
home-requested = Tu as demandé une place
home-waitlisted = Tu es sur la liste d’attente
home-host-play = Tu organises et tu joues
home-host = Tu organises
home-host-free = { $count ->
    [0] Tu organises, toutes les places sont prises
    [one] Tu organises, { $count } place libre
   *[other] Tu organises, { $count } places libres
}
