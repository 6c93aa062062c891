### The frame: what every page says
page-title = { $title } · Tutti
site-description = Tutti brings musicians together: jams, rehearsals, gigs, and the player you are missing.
skip-to-content = Skip to the content
brand-home = Tutti, home
nav-main = Main
nav-tabs = Sections
nav-home = Home
nav-events = Events
nav-messages = Messages
nav-musicians = Musicians
nav-players = Players
nav-post = Post
nav-post-event = Post an event
nav-log-in = Log in
nav-sign-up = Sign up
nav-menu = Your menu
nav-profile = Your profile
nav-settings = Settings
nav-log-out = Log out
unread = unread:
footer-about = About
footer-source = Source
footer-motto = Everybody plays.
footer-label = About this site
footer-language = Language

### Dates
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
weekday-short-monday = Mon
weekday-short-tuesday = Tue
weekday-short-wednesday = Wed
weekday-short-thursday = Thu
weekday-short-friday = Fri
weekday-short-saturday = Sat
weekday-short-sunday = Sun
month-short-january = Jan
month-short-february = Feb
month-short-march = Mar
month-short-april = Apr
month-short-may = May
month-short-june = Jun
month-short-july = Jul
month-short-august = Aug
month-short-september = Sep
month-short-october = Oct
month-short-november = Nov
month-short-december = Dec
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December

### Forms
form-error-title = Error: { $title }
form-unknown-field = This form has no field “{ $field }”.
form-repeated-field = The field “{ $field }” came twice.
form-optional = optional
chip-remove = (remove)
chip-remove-all = Clear all
chip-set = Set:
ask-hint = a jam, a town
form-too-long = At most { $max } characters, please.
form-unclean = This contains characters that can’t be shown.
form-meanwhile = What is saved now
form-meanwhile-empty = (empty)
form-version-unreadable = This form was not made by this site. Load the page again.
form-offline = The network is away. Nothing is lost: try again when it is back.

### Errors: a page of their own, and problem documents
error-unauthenticated = Log in first
error-unauthenticated-body = You are not logged in, or not any more. Log in, then try again.
error-forbidden = That is not yours to do
error-forbidden-body = You can see this, but changing it is up to somebody else.
error-not-found = There is nothing here
error-not-found-heading = A long rest *here.*
error-not-found-log-in = Log in
error-not-found-log-in-why = if it is meant for members.
error-not-found-body = This page is silent: the link is old or mistyped, or the event is no longer public.
error-conflict = Something changed in between
error-invalid = Something is not right yet
error-rate-limited = Too many tries
error-rate-limited-body = { $seconds ->
    [one] Wait a second, then try again.
   *[other] Wait { $seconds } seconds, then try again.
}
error-internal = Something broke
error-internal-body = It is our fault, and it is noted under the number { $request }. Try again in a moment.
error-unavailable = We are busy right now
error-unavailable-body = Nothing is lost. Try again in a moment.
error-too-large = That is too much at once
error-broken-off = The form broke off on its way
error-too-slow = That took too long
error-not-a-form = Only forms are taken here
error-method = This address does not work that way
error-not-text = This is not text in UTF-8
error-cross-site = This form came from another site
error-way-events = See what is on
error-way-home = Back to the start
error-way-back = Back to the page
error-find = Find
error-search = Search
error-code = Error { $status }
typed-title = What you typed
typed-why = It stands here until you leave this page. Copy what you still need.
typed-message = Your message

### Sentences after an act
notice-welcome = Welcome to Tutti.
notice-welcome-back = Da capo: welcome back.
notice-logged-out = You are logged out.
notice-event-posted = Your event is posted.
notice-draft-kept = Your draft is kept. Only its hosts see it.
notice-event-changed = The event is changed.
notice-event-cancelled = The event is cancelled, and its page says so.
notice-host-added = There is one more host.
notice-host-removed = There is one host fewer.
notice-decided = It is decided, and they can read it on the event’s page.
notice-place-taken = Your place is taken.
notice-place-requested = You asked for a place. The host decides.
notice-waitlisted = All places are taken. You wait in line for one.
notice-event-full = Sorry, the last place has just gone.
notice-event-closed = Nobody can join this event any more.
notice-place-given-up = You gave up your place. It is free again.
notice-message-sent = Your message is sent.
notice-message-deleted = Your message is deleted.
notice-thread-muted = This conversation is muted. It counts nothing any more.
notice-thread-unmuted = This conversation counts again.
notice-thread-left = You have left the conversation.
notice-thread-rejoined = You are back in this conversation.
notice-reported = Thank you. Your report is with the moderators now.
notice-reported-before = You have reported this before, and the moderators have your report. Thank you.
notice-profile-saved = Your profile is saved.
notice-session-ended = That session is ended.
notice-other-sessions-ended = You are logged in here and nowhere else.
notice-password-changed = Your password is changed. You are logged in here and nowhere else.

### About
about-title = About Tutti
about-lead = Tutti is a score’s word for “everybody plays”.
about-what = A musician says what they play and where; someone posts a jam, a rehearsal or a gig; others find it, take a place, and talk about it.
about-free = It is free software: anyone may host it, read it and change it.
about-source = Read the source
about-source-untold = Who runs this site has not said yet where the source of its version is. Ask them: by its licence (AGPL, section 13) you may have it.

### accounts
signup-title = Sign up
signup-description = Join Tutti: say what you play, find the others, take a place.
signup-heading = Come *in.*
signup-lead = Free, and your address is never shown to anyone.
signup-username = User name
signup-username-hint = 3 to 30 letters, digits, _ or -. It is part of your page’s address and stays.
signup-username-missing = Choose a user name.
signup-username-length = A user name has { $min } to { $max } characters.
signup-username-characters = Letters from a to z, digits, _ and - make a user name. Accents and spaces go into your full name, later.
signup-username-reserved = This name would speak for the site. Choose another.
signup-username-taken = This name is taken, or looks too much like one that is. Choose another.
signup-email = E-mail
signup-email-missing = Give an e-mail address: it is how you get back in.
signup-email-implausible = This can’t be an e-mail address. Is something missing, like in name@example.org?
signup-email-too-long = An e-mail address has at most { $max } characters.
signup-email-taken = Somebody signed up with this address. If that was you, log in.
signup-password = Password
signup-password-hint = A line of a song only you know does well. { $min } characters are the very least, and few are odd enough.
signup-password-missing = Choose a password.
signup-password-length = A password has { $min } to { $max } characters.
signup-password-weak = This is too easy to guess. Make it longer, or add a word nobody expects.
signup-button = Sign up
signup-known = Already in?
signup-log-in = Log in
login-title = Log in
login-heading = Da *capo.*
login-lead = Log in and pick up where you left off.
login-name = User name or e-mail
login-name-missing = Type your user name or your e-mail address.
login-password = Password
login-password-missing = Type your password.
login-wrong = That name and password don’t go together. Check both and try again.
login-button = Log in
login-new = New here?
login-sign-up = Sign up, it takes two minutes
account-title = Account settings
account-names = What you log in with
account-email-none = none
password-title = Password
password-what = A new one logs you out everywhere but here.
password-current = Current password
password-current-missing = Type your current password.
password-current-wrong = This is not your current password.
password-new = New password
password-submit = Change the password
sessions-title = Where you are logged in
sessions-heading = Where you are logged in
sessions-what = If you don’t know one of these, end it and change your password. Times are those of { $zone }, and “last seen” is true to the hour.
sessions-device = Device
sessions-seen = Last seen
sessions-begun = Since { $when }, from { $network }
sessions-action = Action
sessions-now = now
sessions-this = this one
sessions-end = End
sessions-end-others = End all others
sessions-more = These are { $count } of them. “End all others” ends the rest, too.
device = { $browser } on { $system }
device-browser = { $browser } on an unknown system
device-system = An unknown browser on { $system }
device-unknown = Unknown: { $agent }
device-untold = An unknown device

### messages
messages-title = Messages
messages-empty = Nobody has written yet
messages-empty-body = Find something to play, and write to its host.
messages-empty-way = See what is on
messages-older = Earlier conversations
messages-pages = Pages
messages-cursor-wrong = That page of your messages does not exist. Here are the newest.
messages-end = That is all
messages-end-body = Further back, nobody wrote.
messages-end-way = To the newest conversations
messages-yesterday = Yesterday
message-content-empty = There is nothing in it yet. Write a few words first.
message-content-too-long = { $over ->
    [one] That is one character more than the { $max } that fit. Shorten it, or send it in two parts.
   *[other] That is { $over } characters more than the { $max } that fit. Shorten it, or send it in two parts.
}
message-content-unclean = This contains characters that can’t be shown. Take them out, then send it again.
message-sent-otherwise = This form has already sent another message. Send it again and this one goes out, too.
message-deleted = Message deleted
message-read = Read
message-delete = Delete
message-delete-which = Delete your message of { $time }
message-delete-submit = Delete it for both of you
message-delete-late = A message can be deleted within an hour. This one stays.
message-report = Report
message-report-which = Report the message of { $name }, { $time }
message-by = { $name },
message-mine = You
message-mine-says = You: { $text }
thread-title = { $name }, { $event }
thread-about = about
thread-about-event = { $event }, { $day }
thread-about-draft = A draft
thread-talk = Messages, oldest first
thread-empty = Nothing said yet
thread-empty-body = The first word is yours. { $name } reads it here.
thread-new = { $count ->
    [one] 1 new
   *[other] { $count } new
}
thread-older = Earlier messages
thread-later = Later messages
thread-to-newest = To the newest message
thread-newest = To the newest messages
thread-write = Your message to { $name }
thread-send = Send
thread-not-here = { $name } is not here at the moment and can’t be written to.
thread-today = Today
thread-menu = This conversation
thread-mute = Mute
thread-unmute = Unmute
thread-muted = Muted
thread-muted-what = Muted: what is new here counts nothing.
thread-leave = Leave
thread-leave-what = It is gone from your messages, and { $name } can’t write to you here. Write again to come back.
thread-leave-submit = Leave the conversation
thread-they-left = { $name } has left this conversation and can’t be written to here until they come back.
thread-i-left = You have left this conversation. What you write brings you back.
thread-rejoin = Come back
thread-report = Report { $name }

### moderation
report-event-title = Report “{ $title }”
report-musician-title = Report { $name }
report-message-title = Report a message of { $name }
report-what = The moderators get your report, with a copy of this as it is now. Nobody else is told who reported it.
report-reason = What is wrong with it?
report-reason-missing = Choose what is wrong with it.
report-reason-spam = Spam
report-reason-harassment = Harassment
report-reason-scam = A scam, or not true
report-reason-illegal = Against the law
report-reason-other = Something else
report-note = What should the moderators know?
report-note-hint = What happened, and where to look.
report-submit = Report it
report-back = Back
report-event-link = Report this event
report-musician-link = Report this profile

### profiles
profile-title = { $name }, { $town }
profile-description = { $name } makes music. See what they host on Tutti.
profile-since = Here since { $month }
profile-upcoming = Coming up with { $name }
profile-calls = { $name } is looking for
profile-upcoming-none = Nothing announced
profile-upcoming-none-body = When { $name } hosts something that everybody may know of, it stands here.
profile-upcoming-none-mine = What you host stands here, for everybody to find.
profile-upcoming-way = See what is on
profile-upcoming-post = Post an event
profile-change = Change your profile
profile-line-unclean = This is one line of plain text. Take out line breaks and characters that can’t be shown.
profile-text-unclean = This contains characters that can’t be shown. Take them out, then save again.
profile-too-long = { $over ->
    [one] That is one character more than the { $max } that fit.
   *[other] That is { $over } characters more than the { $max } that fit.
}
profile-stale = Your profile was changed elsewhere since you opened this form. Both texts are below: save again to keep yours.
settings-title = Settings
settings-tab-profile = Profile
settings-tab-account = Account
settings-tab-sessions = Sessions
settings-full-name = Name
settings-full-name-hint = What others read instead of your user name.
settings-town = Town
settings-town-hint = Others see the town, never your address.
settings-bio = About you
settings-bio-hint = What you play, what you like to play, how you like to play it.
settings-visibility = Who may find you
settings-visibility-hint = Whoever you host, play or write with knows you in any case, and the hosts of an event are always named.
settings-visibility-everyone = Everybody
settings-visibility-members = Members, who have logged in
settings-visibility-hidden = Nobody
settings-locale = Language
settings-locale-browser = As the browser says
settings-zone = Time zone
settings-zone-hint = Left empty: that of this site. Write it like Europe/Lisbon.
settings-save = Save
welcome-title = Welcome
welcome-heading = Tune *up.*
welcome-lead = Say who you are, so that others know who plays with them. All of it can wait.
welcome-bio = A line about you
welcome-save = Save and go on
welcome-skip = Skip this

profile-visibility-unknown = Choose who may find you.
profile-locale-unknown = Tutti does not speak this language yet. Choose another.
profile-zone-unknown = Choose a time zone like Europe/Lisbon.
musicians-title = Who *plays*
musicians-heading = Who plays
musicians-description = The musicians of Tutti: who they are, where they are, and what they play.
musicians-search = Musicians
musicians-words = Words
musicians-words-hint = e.g. bass, choro
musicians-town = Town
musicians-town-hint = e.g. Lisbon
musicians-show = Show musicians
musicians-count = { $count ->
    [0] No musicians shown
    [one] 1 musician shown
   *[other] { $count } musicians shown
}
musicians-pages = Pages
musicians-more = More musicians
musicians-cursor-wrong = We lost your place in the list, so here it is from the start.
musicians-none = Nobody is here yet
musicians-none-do = Somebody has to begin. Sign up, and say what you play.
musicians-nobody-found = Nobody found
musicians-nobody-found-do = Try fewer words, or other ones. Every word must stand in a name or in the first lines, and the town in full.
musicians-no-word = There is no word in “{ $typed }”
musicians-no-word-do = Look for letters or digits: a name, an instrument, a style.
musicians-nobody-left = Nobody else
musicians-nobody-left-do = You have reached the end of the list.
musicians-all = All musicians
### events: kinds, the programme, one event, posting

# Kinds
event-kind-jam = Jam
event-kind-rehearsal = Rehearsal
event-kind-gig = Gig
event-kind-workshop = Workshop
event-kind-wanted = Looking for

# A line of the programme
event-cancelled = Cancelled
event-over = Over
event-places = Places
event-places-free = { $count ->
    [one] 1 place free
   *[other] { $count } places free
}
event-places-taken = All places taken
event-places-unlimited = Room for everybody
event-you-play = You play
event-you-host = You host

# Dates
event-at = { $day }, { $time }
event-from-to = { $from } to { $to }
event-until = until { $day }
event-open-until = Open until
event-zone = { $place } time ({ $zone })
event-your-time = For you: { $when }
event-starts-twice = The clocks go back that night and show this hour twice. The first one is meant.
event-ends-twice = The clocks go back that night and show the hour of its end twice. The first one is meant.
event-ends-twice-second = The clocks go back that night and show the hour of its end twice. The second one is meant.

# The programme
events-title = What’s *on*
events-heading = What’s on
events-description = Jams, rehearsals, gigs and workshops that are coming up, and the places free in them.
events-search = Events
events-words = Words
events-words-hint = e.g. bossa, choir
events-show = Show events
events-count = { $count ->
    [0] No events shown
    [one] 1 event shown
   *[other] { $count } events shown
}
events-filters = Filters
events-from = From
events-to = To
events-set-from = from { $day }
events-set-to = to { $day }
events-calls = Looking for players
events-calls-too = See who looks for players
events-dates-too = See what is on
events-more-calls = Earlier ones
events-kind-wrong = There is no such kind of event, so it was left out.
events-day-wrong = A day is written like 2027-03-01. What is no day was left out.
events-days-wrong = The last day comes before the first. Change one of them.
events-days-of-calls = Whoever looks for players has no date yet: the days you set don’t count here.
events-calls-apart = “Looking for” has a list of its own, for it has no dates. Choose it alone to see it.
events-no-calls = Nobody is looking for players
events-no-calls-do = Are you? Say whom you miss.
events-nothing-set = Nothing fits all of that
events-nothing-set-do = Take one of the filters away, and see more.
events-this-week = In the next seven days
events-later = Later
events-pages = Pages
events-more = Later events
events-cursor-wrong = We lost your place in the list, so here it is from the start.
events-none = Nothing is on yet
events-none-do = Somebody has to begin. Post a jam, and see who comes.
events-post = Post an event
events-nothing-found = Nothing with “{ $words }” yet
events-nothing-found-do = Try fewer words, or other ones. Every word must stand in the title, the place or the first lines.
events-no-word = There is no word in “{ $typed }”
events-no-word-do = Look for letters or digits: a style, a town, a place.
events-nothing-left = Nothing later than that
events-nothing-left-do = You have reached the end of the programme.
events-all = The whole programme

# One event
event-places-title = The places
event-places-aside = { $free } free of { $capacity }
event-places-open = { $taken ->
    [0] no limit
   *[other] { $taken } taken, no limit
}
event-anyone = Anyone
event-anyone-hint = any instrument, any level
event-state-free = *{ $free } free* of { $capacity }
event-state-taken = *Taken*, { $taken } of { $capacity }
event-state-unlimited = { $taken ->
    [0] *Open*, nobody yet
   *[other] *Open*, { $taken } in
}
event-state-yours = *You play this*
event-legend-taken = taken
event-legend-free = free
event-take = Take a place
event-give-up = Give it up
event-then-join = You are in. Press “Take a place”, and it is yours.
event-then-write = You are in. Press “Write to the host”, and say hello.
event-shut-cancelled = This event is cancelled.
event-shut-cancelled-why = This event is cancelled: { $reason }
event-shut-draft = It is not posted yet.
event-shut-begun = It has begun: nobody can join any more.
event-shut-over = It is over.
event-shut-over-played = It is over. You played.
event-shut-closed = Its hosts take nobody any more.
event-shut-call = Nobody takes a place here: write, and say what you play.
event-shut-call-closed = This search has ended.
event-call-title = Your answer
event-call-host = Whoever answers writes to you.
event-call-closes = the last day
event-call-count = { $count ->
    [one] 1 player wanted
   *[other] { $count } players wanted
}
event-call-answer = Is it you? Write at { $url }
event-about = About it
event-who = Who plays
event-players = { $count ->
    [0] nobody yet
    [one] 1 player
   *[other] { $count } players
}
event-players-more = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
event-players-unnamed = { $count ->
    [one] 1 player, whom those who play here know by name.
   *[other] { $count } players, whom those who play here know by name.
}
event-you = you
event-write = Write
event-write-to = Write to { $name }
event-who-log-in = Log in
event-who-log-in-why = to see who plays.
event-who-nobody = Nobody has taken a place yet. The first one is yours.
event-who-nobody-shut = Nobody has taken a place.
event-players-next = More who play
event-players-end = Nobody else plays.
event-when = When
event-where = Where
event-fee = Fee
event-gear = Gear
event-access = Access
event-age = Age
event-hosts = { $count ->
    [one] Host
   *[other] Hosts
}
event-write-to-host = Write to the host
event-description-none = The host has not said more yet.
event-place-in = { $place }, { $around }
event-title = { $title }, { $day }, { $town }
event-title-anywhere = { $title }, { $day }
event-meta = { $kind } in { $place }, { $when }.
event-meta-about = { $kind } in { $place }, { $when }. { $about }
event-call = Still needed: { $count ->
    [one] 1 player
   *[other] { $count } players
}. Take a place at { $url }
event-call-open = Everybody is welcome. Take a place at { $url }

# What its hosts do
event-draft = Draft
event-draft-what = This is a draft: only its hosts see it.
event-publish = Post it now
event-edit = Change it
event-again = Post it again
event-again-this = Post it again: { $title }
event-edit-title = Change an *event*
event-edit-heading = Change an event
event-edit-submit = Save
event-hosts-title = Hosts
event-hosts-what = Every host may change the event, cancel it, and choose its hosts.
event-host-username = User name
event-host-add = Make a host
event-host-remove = No host any more
event-host-unknown = Nobody here has this user name.
event-host-last = Somebody has to host it. Make somebody else a host first.
event-decide-remove = Remove { $name }
event-decide-note = A word to them
event-decide-submit = Remove
event-decide-missing = Accept or decline?
event-decide-nobody = This person has no place in the event, and asks for none.
event-decide-not-so = They stand elsewhere by now. Look again where.
event-decide-full = All places are taken.
event-decided-otherwise = That is decided already, with this word to them: { $word }
event-cancel-title = Cancel it
event-cancel-what = Nobody can take part any more. The page stays, and says that it is cancelled and why.
event-cancel-reason = Why?
event-cancel-reason-hint = Whoever took a place reads it.
event-cancel-submit = Cancel the event
event-cancel-over = It is over: there is nothing left to cancel.
event-cancelled-otherwise = It is cancelled already, and its page says: { $reason }

# Sharing an event
site-picture = Tutti: everybody plays
picture-day = { $weekday }, { $month }
picture-time = { $time }, { $place }
picture-alt = The poster of “{ $title }”, { $when }
share-title = Share it
share-link = Link to this event
share-members = Whoever opens it has to log in.
share-unlisted = Only whoever has this link finds the event.
share-copy = Copy the link
share-send = Send it
share-copied = The link is copied.
share-chosen = The link is chosen: copy it from its field.
share-code = Hold a phone’s camera to this code: it opens this page.
share-code-save = Save the link as a QR code

# Posting
event-new-title = Post an *event*
event-new-heading = Post an event
event-field-kind = Kind
event-field-title = Title
event-field-description = What will you play?
event-field-description-hint = Style, songs, what is there, what to bring. Links become clickable.
event-new-when = When and where
event-field-starts = Starts
event-field-ends = Ends
event-field-ends-hint = Left empty: three hours later. A search ends after { $days } days.
event-field-zone = Time zone
event-field-zone-hint = The clock on the wall of the place. Type a part of its name, like Lisbon.
event-zone-preview = { $time } in { $zone }
event-field-venue = Place
event-field-town = Town
event-field-address = Address
event-new-places = Places
event-field-capacity = How many players
event-field-capacity-hint = Left empty: as many as want to.
event-new-good-to-know = Good to know
event-field-fee = Fee
event-field-fee-hint = e.g. free, 5 € for the room
event-field-age = Age
event-field-age-hint = e.g. all ages, 18 and over
event-field-gear = Gear
event-field-gear-hint = What is there, and what to bring.
event-field-access = Access
event-field-access-hint = Stairs, lift, parking, step-free toilets.
event-new-who = Who sees it
event-field-visibility = Shown to
event-field-visibility-hint = Whoever may see it may take part.
event-visibility-public = Everybody
event-visibility-members = Members, who have logged in
event-visibility-unlisted = Whoever has the link
event-new-submit = Post the event
event-new-draft = Keep as a draft
event-new-poster = Every event gets its own poster
event-new-poster-why = The kind picks the paper; the address of the page draws the pattern.

# What can be wrong with an event
event-status-unknown = Choose whether it is posted or a draft.
event-stale = The event was changed elsewhere since you opened this form. Both texts are below: save again to keep yours.
event-capacity-taken = { $taken ->
    [one] 1 place is taken already: there can’t be fewer.
   *[other] { $taken } places are taken already: there can’t be fewer.
}
event-cancel-draft = A draft was never posted: there is nothing to cancel.
event-kind-missing = Choose what it is.
event-kind-taken = { $taken ->
    [one] 1 place is taken already: this can’t become a search.
   *[other] { $taken } places are taken already: this can’t become a search.
}
event-start-of-call = A search has no start. Leave it empty.
event-close-past = That is over already. Until when do you look?
event-close-late = A search is open for { $days } days at most. Post it again when they are over.
event-publish-past = Its time is over already. Change it first.
event-visibility-unknown = Choose who may see it.
event-title-missing = Give it a title, so people can talk about it.
event-title-short = At least { $min } letters, please.
event-town-missing = Which town is it in?
event-capacity-wrong = A number from 1 to { $max }, or nothing for no limit.
event-start-missing = When does it start?
event-time-unreadable = Write a date and a time like 2026-12-24T20:30.
event-time-skipped = The clocks go forward that night and skip this time. Did you mean { $meant }?
event-start-past = That is over already. When does it start?
event-start-far = At most { $years } years ahead, please.
event-end-before-start = It ends before it starts. Did you mean the next day?
event-end-late = At most { $days } days long, please.
event-zone-unknown = Choose a time zone like Europe/Lisbon.
event-posted-otherwise = This form has already posted another event. Send it again and this one is posted, too.
event-slot-missing = Choose which place you take.
event-slot-gone = That place is not there any more. Look again which ones are.
event-declined = The host has declined. Write to them if that puzzles you.
event-declined-word = The host has declined: { $word }
event-not-in = You have no place in this event.

### home
home-title = Everybody *plays.*
home-heading = Everybody plays
home-say = Filled notes are taken. *The open one is yours.* Jams, rehearsals, gigs and workshops, near you.
home-look-for = I look for
home-search = Who needs me?
home-soon = On soon
home-programme = The whole programme
home-how = In three movements
home-how-find = Find something to play *andante*
home-how-find-text = Look through what is on, by word or by town. A beginner’s crotchet is as welcome as a professional’s run.
home-how-take = Take a place *allegro*
home-how-take-text = Every event shows its places. A free one is yours with one tap, and the host knows you are coming.
home-how-play = Turn up and play *tutti*
home-how-play-text = Write to the host, ask what to bring, and be there. Bring a cable.
home-sign-up = Sign up
home-none = Nothing is on yet
home-quiet = Nothing is on at the moment
home-none-do = This is Tutti at { $operator }, and it is new. Somebody has to begin.
home-post-first = Post the first event
home-in-town = On in { $town }
home-silent-town = Nothing is on in { $town } yet. Elsewhere it is.
home-hosted = What you host
home-drafts = Your drafts
home-all-hosted = All that you host and hosted
hosted-title = What you *host*
hosted-heading = What you host
hosted-ahead = To come
hosted-over = Over
hosted-more = Earlier ones
hosted-none = You have hosted nothing yet
hosted-none-do = Post a jam, and see who comes.
home-calls = Whom you look for
home-until = { $month }, last day
home-morning = Good morning, *{ $name }.*
home-afternoon = Good afternoon, *{ $name }.*
home-evening = Good evening, *{ $name }.*
home-hello-heading = What is on for you
home-ahead = { $count ->
    [0] Nothing in your diary yet.
    [one] One date ahead.
   *[other] { $count } dates ahead.
}
home-ahead-more = At least { $count } dates ahead.
home-all = All
home-dates = Your dates
home-dates-none = Nothing in your diary
home-dates-none-do = Take a place in something, or post your own.
home-find = Find something
home-unread = Waits for your answer
home-unread-older = { $count ->
    [one] 1 message waits in an older conversation.
   *[other] { $count } messages wait in older conversations.
}
home-date = { $weekday } { $month }, { $time }
home-play = You play
home-offered = A place is kept for you
home-requested = You asked for a place
home-waitlisted = You wait in line
home-host-play = You host and play
home-host = You host
home-host-free = { $count ->
    [0] You host, all places taken
    [one] You host, 1 place open
   *[other] You host, { $count } places open
}
