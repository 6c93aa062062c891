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
