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

### Dates
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
form-summary = Something is not right yet
form-unknown-field = This form has no field “{ $field }”.
form-repeated-field = The field “{ $field }” came twice.
form-optional = optional
form-required = This is needed.
form-too-long = At most { $max } characters, please.
form-unclean = This contains characters that can’t be shown.
form-offline = The network is away. Nothing is lost: try again when it is back.
form-sending = Sending

### Errors: a page of their own, and problem documents
error-unauthenticated = Log in first
error-unauthenticated-body = This is for members. Log in and you will be right back.
error-forbidden = That is not yours to do
error-forbidden-body = You can see this, but changing it is up to somebody else.
error-not-found = There is nothing here
error-not-found-body = The page may have moved, ended, or never been written. A rest is music too, but let us move on.
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
error-bad-request = We could not read that
error-too-large = That is too much at once
error-too-slow = That took too long
error-not-a-form = Only forms are taken here
error-not-text = This is not text in UTF-8
error-cross-site = This form came from another site
error-way-events = See what is on
error-way-home = Back to the start
error-way-back = Back to the page
error-code = Error { $status }

### Sentences after an act
notice-welcome = Welcome to Tutti.
notice-welcome-back = Da capo: welcome back.
notice-logged-out = You are logged out.
notice-event-posted = Your event is posted.
notice-place-taken = Your place is taken.
notice-event-full = Sorry, the last place has just gone.
notice-event-closed = Nobody can join this event any more.
notice-place-given-up = You gave up your place. It is free again.
notice-message-sent = Your message is sent.
notice-profile-saved = Your profile is saved.

### About
about-title = About Tutti
about-lead = Tutti is a score’s word for “everybody plays”.
about-what = A musician says what they play and where; someone posts a jam, a rehearsal or a gig; others find it, take a place, and talk about it.
about-free = It is free software: anyone may host it, read it and change it.
about-source = Read the source

### messages
messages-title = Messages
messages-empty = Nobody has written yet
messages-empty-body = Find something to play, and write to its host.
messages-empty-way = See what is on
messages-older = Earlier conversations
messages-pages = Pages
messages-cursor-wrong = That page of your messages does not exist. Here are the newest.
messages-unread = unread:
message-content-empty = There is nothing in it yet. Write a few words first.
message-content-too-long = { $over ->
    [one] That is one character more than the { $max } that fit. Shorten it, or send it in two parts.
   *[other] That is { $over } characters more than the { $max } that fit. Shorten it, or send it in two parts.
}
message-content-unclean = This contains characters that can’t be shown. Take them out, then send it again.
message-sent-otherwise = This form has already sent another message. Send it again and this one goes out, too.
message-deleted = Message deleted
message-by = { $name }, { $time }
message-mine = You
message-mine-says = You: { $text }
thread-title = { $name }, { $event }
thread-about = about
thread-about-event = { $event }, { $day }
thread-talk = Messages, oldest first
thread-empty = Nothing said yet
thread-empty-body = The first word is yours. { $name } reads it here.
thread-new = { $count ->
    [one] 1 new
   *[other] { $count } new
}
thread-older = Earlier messages
thread-newest = To the newest messages
thread-pages = Pages
thread-write = Your message to { $name }
thread-write-hint = Write to { $name }
thread-send = Send
thread-sent = Your message is sent.
thread-not-here = { $name } is not here at the moment and can’t be written to.
thread-today = Today
thread-cancelled = Cancelled

### profiles
profile-description = { $name } makes music. See what they host on Tutti.
profile-since = Here since { $month }
profile-upcoming = Coming up with { $name }
profile-upcoming-none = Nothing announced
profile-upcoming-none-body = When { $name } hosts something that everybody may know of, it stands here.
profile-upcoming-none-mine = What you host stands here, for everybody to find.
profile-upcoming-post = Post an event
profile-change = Change your profile
profile-not-public = Only members see this page.
profile-line-unclean = This is one line of plain text. Take out line breaks and characters that can’t be shown.
profile-text-unclean = This contains characters that can’t be shown. Take them out, then save again.
profile-too-long = { $over ->
    [one] That is one character more than the { $max } that fit.
   *[other] That is { $over } characters more than the { $max } that fit.
}
profile-version-unreadable = This form was not made by this site. Load the page again.
profile-stale = Your profile was changed elsewhere since you opened this form. Both texts are below: save again to keep yours.
settings-title = Settings
settings-full-name = Name
settings-full-name-hint = What others read instead of your user name.
settings-town = Town
settings-town-hint = Others see the town, never your address.
settings-bio = About you
settings-bio-hint = What you play, what you like to play, how you like to play it.
settings-save = Save
settings-meanwhile = What is saved now
settings-meanwhile-empty = (empty)
