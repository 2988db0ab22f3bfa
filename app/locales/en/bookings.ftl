search = Search
choose = Choose…
any = Any
none = None
n-persons = { $n ->
    [one] { $n } person
   *[other] { $n } persons
}
n-cots = { $n ->
    [one] { $n } cot
   *[other] { $n } cots
}
error-changed-meanwhile = Somebody has just changed this record. Read it again, then try again.
field-no-night = The departure must come after the arrival: at least one night

bookings-title = Booking { $code }
bookings-history = History of the booking
bookings-household = Household
bookings-household-hidden = A household outside your scope
bookings-to-be-named = To be named
bookings-site = Site
bookings-when = Nights
bookings-agreed = First agreed
bookings-persons = Persons
bookings-unit = Room
bookings-units = Rooms
bookings-kind = State
bookings-lines = Rooms and nights
bookings-reason = Reason
bookings-side = Who refuses
bookings-reference = Booking body's reference
bookings-cots = Cots
bookings-transferred-from = Comes from
bookings-see-other = See the other booking
bookings-find-place = Find a place
bookings-none-yet = No booking for this household.
bookings-nights = { $from } to { $to } · { $n ->
    [one] { $n } night
   *[other] { $n } nights
}
bookings-nights-open = from { $from }, with no end date
bookings-open-end = no end date
bookings-leaves = Leaves on { $day } before { $hour }
bookings-overstay-since = The departure was due on { $to } and nobody has seen it. The household keeps its room: extend, or record the departure.
bookings-held-until = Held until { $until }
bookings-over-by = + { $n }
bookings-unit-option = { $label } ({ $places } places)
bookings-unit-persons = { $label } ({ $places } places): { $n ->
    [one] { $n } person
   *[other] { $n } persons
}

bookings-state-requested = Requested
bookings-state-held = Held
bookings-state-confirmed = Confirmed
bookings-state-arrived = In house
bookings-state-departed = Departed
bookings-state-cancelled = Cancelled
bookings-state-refused = Refused
bookings-state-expired = Expired
bookings-state-no_show = No-show

occupation-hold = Held
occupation-promise = Booked
occupation-stay = Occupied
occupation-closure = Out of service

bookings-step-place = Book
bookings-step-name = Name the household
bookings-step-confirm = Confirm
bookings-step-refuse = Record a refusal
bookings-step-cancel = Cancel the booking
bookings-step-expire = Let it expire
bookings-step-arrive = Check in
bookings-step-no_show = Record a no-show
bookings-step-extend = Extend
bookings-step-shorten = Shorten
bookings-step-move_unit = Change room
bookings-step-transfer = Transfer to another site
bookings-step-depart = Check out
bookings-step-resize = Change the number of persons
bookings-step-keep_unit = Keep the room

bookings-done-place = Booking saved.
bookings-done-name = Household named.
bookings-done-confirm = Booking confirmed.
bookings-done-refuse = Refusal recorded; the room is free.
bookings-done-cancel = Booking cancelled; the room is free.
bookings-done-arrive = Checked in.
bookings-done-no-show = No-show recorded; the following nights are free.
bookings-done-extend = Stay extended.
bookings-done-shorten = Stay shortened.
bookings-done-move-unit = Room change saved.
bookings-done-transfer = Transfer saved.
bookings-done-depart = Checked out.
bookings-undone = Undone.

bookings-new = Book
bookings-new-transfer = Transfer
bookings-no-household-hint = With no household chosen, the room is kept "to be named". You can name the household later.
bookings-firmness = How firm
bookings-firmness-confirm = Confirmed by the site
bookings-firmness-hold = Hold, which expires by itself
bookings-firmness-request = Request sent to the site
bookings-held-until-field = Keep until
bookings-held-until-hint = For a hold or a request. Empty: two hours.
bookings-hold-past = This time has already passed
bookings-hold-runs = This hold still runs.
bookings-night-of = Night of
bookings-left-on = Left on the morning of
bookings-leaves-on = Leaves on the morning of
bookings-open = No end date
bookings-no-show-night = Night nobody came
bookings-no-show-hint = That night stays counted as booked; the following ones are given back.
bookings-move-from = From room
bookings-move-to = To room
bookings-move-night = From the night of
bookings-over-reason = Reason for the over-capacity
bookings-over-hint = More persons than places: your name and this reason are kept, for at most 14 nights.
bookings-over-not-yours = There are more persons than places. Only a coordinator or the head of mission may authorise it.

bookings-side-household = The household
bookings-side-site = The site
bookings-side-prescriber = The prescriber
bookings-reason-full = Full after all
bookings-reason-composition = Household composition
bookings-reason-no_step_free = No step-free access
bookings-reason-animals = Pet
bookings-reason-previous_incident = Earlier incident
bookings-reason-works = Works
bookings-reason-incomplete_request = Incomplete request
bookings-reason-far_from_school = Far from school
bookings-reason-far_from_care = Far from care
bookings-reason-family_split = Family split up
bookings-reason-no_kitchen = No kitchen
bookings-reason-condition = Condition of the place
bookings-reason-safety = Fear, violence
bookings-reason-other = Other
bookings-reason-not_said = No reason given
bookings-reason-own_solution = The household found a solution
bookings-reason-replaced = Replaced by another
bookings-reason-no_longer_needed = No longer needed
bookings-reason-error = Typing error
bookings-reason-exit = Left the scheme
bookings-reason-transfer = Transfer to another site
bookings-reason-left_without_notice = Left without notice
bookings-reason-site_closure = Site closed
bookings-reason-excluded = Excluded

bookings-wrong-state = The booking is "{ $state }": the step "{ $step }" is no longer possible.
bookings-arrival-ahead = An arrival is recorded once it has happened: at the latest for the night of { $night }.
bookings-arrival-late = The booking ended on { $to }: extend it first.
bookings-no-show-early = The arrival was only expected on { $from }.
bookings-already-open = This stay has no end date.
bookings-extend-earlier = The departure is already on { $to }: choose a later date.
bookings-shorten-too-much = Nights have already been slept: { $earliest } at the earliest.
bookings-shorten-later = The departure is already on { $to }: choose an earlier date.
bookings-move-not-there = The household is not in this room on that date.
bookings-move-late = The household will already have left this room by then.
bookings-depart-no-night = A stay of no night is an arrival by mistake: undo the arrival.
bookings-depart-ahead = A departure is recorded on the morning it happens, not before.
bookings-already-named = The household is already named.
bookings-date-far = A date between 2000 and { $latest }
bookings-no-unit = Choose at least one room
bookings-unit-not-in-service = Room { $unit } is not in service on all of these nights.
bookings-nobody-in-unit = Nobody would sleep in room { $unit }.
bookings-over-capacity = Room { $unit } has { $places } places for { $persons } persons. Over-capacity must be authorised, with a reason.
bookings-incompatible = This household cannot be placed at this site on these dates.
bookings-household-elsewhere = This household already has booking { $code }, from { $from } to { $to }.
bookings-taken = The room has just been taken.
bookings-taken-by = Room { $unit } is taken by { $code }, from { $from } to { $until }.
bookings-taken-until = Room { $unit } is taken until { $until }.
bookings-unit-closed = Room { $unit } is out of service until { $until }.
bookings-full-now = There are no longer enough places in this room on these nights.
bookings-still-there = Booking { $code } has not left room { $unit } yet.
bookings-not-left = Those in room { $unit } have not left it yet: ask the site.
bookings-record-departure = Record this departure
bookings-alternative = { $site }, { $units }
bookings-undo-late = Another step has followed: it is too late to undo this one.

bookings-picker = Name, phone, household code
bookings-picker-found = { $n ->
    [0] No household found
    [one] { $n } household found
   *[other] { $n } households found
}
bookings-picker-more = { $n } households found, the first { $shown } below: narrow the search
bookings-pick = Choose
bookings-pick-whom = Choose { $name }
bookings-move-also = And also (connecting or nearby room)
bookings-move-also-none = No other room
