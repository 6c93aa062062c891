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
