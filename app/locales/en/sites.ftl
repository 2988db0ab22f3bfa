sites-new = New site
sites-new-lead = A site begins as a prospect: it receives nobody until it is opened.
sites-create = Create the site
sites-created = The site is created. Add its units, then open it.
sites-saved = Saved.
sites-edit = Change the site
sites-edit-of = Change { $site }
sites-remove = Remove
sites-history = History
sites-day = The site's day

sites-search = Find a site: name, code, address, commune
sites-all = All
sites-count = { $n ->
    [0] No site
    [one] { $n } site
   *[other] { $n } sites
}
sites-none = No site in your scope. A site shows here once it is created, or given to your organisation.
sites-none-found = No site matches. Remove a filter, or check the spelling.
sites-column-name = Site
sites-column-free = Units free tonight
sites-free-of = { $free } of { $opened }
sites-occupied-tonight = { $n ->
    [0] none occupied
    [one] { $n } occupied
   *[other] { $n } occupied
}
sites-counts-reported = reported counts
sites-not-tonight = shut tonight

sites-kind-hotel = Hotel
sites-kind-hotel_allotment = Hotel on allotment
sites-kind-rhvs = Social-purpose hotel residence
sites-kind-sas = Short-stay reception site
sites-kind-mise_a_labri = Emergency sheltering
sites-kind-chu = Emergency centre
sites-kind-chrs = Reintegration centre
sites-kind-halte_nuit = Night shelter
sites-kind-iml = Bridge flat, intermediated rental
sites-kind-sas_regional = Regional reception site
sites-kind-other = Other

sites-measure-by_unit = Followed by unit
sites-measure-reported = Reported counts
sites-measure-spot = Nights bought one by one

sites-state-prospect = Prospect
sites-state-visited = Visited
sites-state-agreed = Agreed
sites-state-open = Open
sites-state-suspended = Admissions suspended
sites-state-closing = Closing
sites-state-closed = Closed

sites-amenities = Amenities
sites-no-amenity = No amenity is recorded.
sites-amenity-shared_kitchen = Shared kitchen
sites-amenity-room_kitchen = Kitchen in the room
sites-amenity-fridge = Fridge
sites-amenity-laundry = Laundry
sites-amenity-wifi = Wi-Fi
sites-amenity-lift = Lift
sites-amenity-baby_equipment = Baby equipment
sites-amenity-private_sanitary = Bathroom in the room
sites-amenity-animals = Pets accepted
sites-amenity-wheelchair = Wheelchair accessible

sites-facts = The site
sites-field-name = Name
sites-field-code = Code
sites-field-kind = Kind
sites-field-measure = How its nights are known
sites-field-manager = Site manager
sites-field-address = Address
sites-field-territory = Commune
sites-field-territory-code = INSEE code
sites-field-latitude = Latitude
sites-field-longitude = Longitude
sites-field-checkin_from = Arrivals from
sites-field-checkout_until = Departures before
sites-field-no_show_at = No-show at
sites-field-agreement_ends = End of the agreement
sites-field-stay_target_nights = Intended length of stay
sites-field-state = State
sites-field-closes_on = Closing day
sites-field-review_on = Look again on
sites-field-reason = Reason
sites-field-remark = Remark
sites-hint-code = Leave empty: a code is made. Otherwise, your booking body's.
sites-hint-measure = “Followed by unit”: named stays. “Reported counts”: only totals come in each night. “Nights bought one by one”: volume and price, never an occupancy rate.
sites-hint-territory = Paris and its arrondissement, or the commune.
sites-hint-territory-code = Such as 75119 or 93055.
sites-hint-no_show = After this hour, an expected arrival is pointed out.
sites-hint-agreement = No booking goes beyond this day. Empty: no end.
sites-hint-target = In nights, for a short-stay site. Empty: none intended.
sites-hint-closing = No booking goes beyond. Each household here will need somewhere to go.
sites-hint-suspend = Nobody new comes in; stays go on. A suspension never ends by itself.
sites-n-nights = { $n ->
    [one] { $n } night
   *[other] { $n } nights
}

sites-territory-code = An INSEE code of five characters, such as 75119
sites-degrees = Degrees, such as 48.8566
sites-hour = An hour, such as 14:00
sites-code-taken = Another site already has this code
sites-manager-kept = Only the city's teams give a site to another manager
sites-reported-with-units = Units are in service: end their service before changing to reported counts
sites-changed-meanwhile = Somebody else has just changed { $site }. Read it again, then start over.

sites-tonight = Tonight
sites-shut-tonight = This site does not open tonight.
sites-reported-explained = This site sends totals: its rooms are not followed one by one here.
sites-spot-explained = Nights of this hotel are bought one by one: a volume is counted, never a rate.
sites-units-opened = { $n ->
    [one] { $n } unit opened
   *[other] { $n } units opened
}
sites-places-opened = { $n ->
    [one] { $n } place opened
   *[other] { $n } places opened
}, { $net } usable
sites-tile-free = Free
sites-tile-occupied = Occupied
sites-tile-held = Booked or on hold
sites-tile-out = Out of service
sites-tile-lost = Lost to composition
sites-tile-rate = Net occupancy
sites-tile-bought = Rooms occupied
sites-tile-persons = Persons sheltered
sites-n-units = { $n ->
    [one] unit
   *[other] units
}
sites-n-places = { $n ->
    [one] place
   *[other] places
}
sites-n-persons = { $n ->
    [one] person
   *[other] persons
}
sites-no-rate = n/a
sites-rate-of = { $persons ->
    [one] { $persons } person
   *[other] { $persons } persons
} for { $net ->
    [one] { $net } usable place
   *[other] { $net } usable places
}
sites-over = { $n ->
    [one] Over-capacity: { $n } person more than places.
   *[other] Over-capacity: { $n } persons more than places.
}
sites-places-beyond-installed = { $places } places in service for { $installed } installed: check the installed capacity or the units.
sites-units = { $n ->
    [0] Units
    [one] { $n } unit
   *[other] { $n } units
}

sites-stopped = Admissions suspended since { $from }, to be looked at again on { $review }. Reason: { $reason }
sites-closing-on = Closes on { $date }. { $n ->
    [0] Nobody sleeps or is expected here any more.
    [one] { $n } booking to place elsewhere.
   *[other] { $n } bookings to place elsewhere.
}
sites-closed-since = Closed since { $date }.
sites-who-is-left = Who is still here
sites-not-empty = { $n ->
    [one] One booking still runs: the site cannot close. Move it, or record the departure.
   *[other] { $n } bookings still run: the site cannot close. Move them, or record the departures.
}

sites-life = The site's life
sites-life-lead = Each step is dated and stays in the history.
sites-do-visit = Record the visit
sites-do-agree = Record the agreement
sites-do-open = Open
sites-do-suspend = Suspend admissions
sites-do-resume = Resume admissions
sites-do-close-later = Decide the closing
sites-do-move-closing = Change the closing day
sites-do-give-up-closing = Give up the closing
sites-do-close = Close
sites-do-reopen = Reopen
sites-step-taken = The step is recorded.
sites-step-impossible = This step is not possible in the site's present state
sites-date-past = A date to come
sites-closes-later = The closing is planned for { $date }: bring it forward first
sites-opens-without-unit = Add at least one unit in service before opening
sites-agreement-over = The agreement ended on { $date }: change its date before opening

sites-not-open = { $site } is not open yet.
sites-closed = { $site } is closed.
sites-suspended = Admissions are suspended at { $site }: stays go on, nobody new comes in.
sites-closes-before = { $site } closes on { $date }: the departure must be that day at the latest.
sites-agreement-ends-before = The agreement of { $site } ends on { $date }: the departure must be that day at the latest.
sites-shut-then = { $site } does not open on the night of { $night }.

sites-contacts = Contacts
sites-no-contact = No contact. Add at least the night telephone.
sites-add-contact = Add a contact
sites-contact-label = Who, or which service
sites-contact-phone = Telephone
sites-contact-email = E-mail address
sites-contact-empty = A telephone number or an address
sites-hint-contact = Such as “Reception, at night”.

sites-capacities = Capacity
sites-capacities-lead = A new line takes its nights from lines of the same kind; the past stays.
sites-no-capacity = No capacity is declared.
sites-add-capacity = Add a capacity
sites-capacity-kind = Kind
sites-capacity-units = Units
sites-capacity-places = Places
sites-capacity-source = Source
sites-capacity-said = { $kind }: { $units ->
    [one] { $units } unit
   *[other] { $units } units
}, { $places ->
    [one] { $places } place
   *[other] { $places } places
}
sites-capacity-installed = Installed
sites-capacity-contracted = Contracted
sites-capacity-opened = Opened
sites-capacity-seasonal = Seasonal (winter plan)
sites-capacity-reinforcement = Overflow (severe cold)
sites-hint-source = Agreement, order, the manager's message.

sites-prices = Price grid
sites-prices-lead = A new price takes its nights from earlier ones; the past stays.
sites-no-price = No price is recorded.
sites-add-price = Add a price
sites-price-basis = Basis
sites-price-amount = Amount for one night
sites-price-infants = Free below (age in years)
sites-basis-per_person = per person and night
sites-basis-per_unit = per room and night
sites-basis-flat = flat, per night
sites-hint-amount = Such as 18.50.
sites-amount = An amount in euros, such as 18.50

sites-openings = Opening calendar
sites-openings-lead = Without a line, the site opens every night.
sites-opens-every-night = Opens every night.
sites-add-opening = Add an opening period

sites-from = From the evening of
sites-to = To the morning of
sites-hint-to = Empty: no end.
sites-period = from the evening of { $from } to the morning of { $to }
sites-period-open = from the evening of { $from }, no end
sites-period-empty = The last morning must come after the first evening

journal-site-added = Site created
journal-site-edited = Site changed
journal-site-step = Step of the site's life
journal-site-units_added = Units added
journal-site-unit_edited = Unit changed
journal-site-closure_declared = Units put out of service
journal-site-closure_moved = End of a closure changed
journal-site-closure_lifted = Units back in service
journal-site-contact_added = Contact added
journal-site-contact_ended = Contact removed
journal-site-opening_added = Opening period added
journal-site-opening_ended = Opening period removed
journal-site-capacity_added = Capacity added
journal-site-capacity_ended = Capacity removed
journal-site-price_added = Price added
journal-site-price_ended = Price removed
