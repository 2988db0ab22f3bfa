places-for = For { $who }
places-adults = Adults
places-children = Children
places-cots = Cots
places-from = Arrival
places-to = Departure
places-open = No end date
places-refine = Needs, area, kind of site
places-needs = Required
places-territory = Area
places-territory-hint = Commune code or its beginning: 751 for Paris, 75119 for its 19th arrondissement
places-kind = Kind of site
places-search = Search
places-nobody = At least one person is needed
places-past = That night has already passed
places-no-night = The departure must come after the arrival
places-found = { $n ->
    [one] 1 possibility
   *[other] { $n } possibilities, the best { $shown } first
}
places-unit = { $label } · { $places ->
    [one] { $places } place
   *[other] { $places } places
}
places-exact = The right size
places-wasted = { $n ->
    [one] 1 place lost
   *[other] { $n } places lost
}
places-connecting = Connecting rooms
places-several = Several rooms of the same site
places-free-until = Free until { $until }
places-free-long = Free beyond next year
places-distance = { $km } km away
places-hold = Hold
places-book = Book
places-nothing = No place fits on these dates.
places-nearest = What comes closest
places-nothing-near = Nothing close either. Try other dates, or fewer requirements.
places-near-later = Free from { $from }
places-near-shorter = Free now, until { $to }
places-near-without = Fits, except: { $need }
places-near-elsewhere = Fits, in another area or another kind of site
places-near-short = One place short: over-capacity to be authorised
places-need-step_free = Ground floor or lift
places-need-wheelchair = Wheelchair accessible
places-need-kitchen = Kitchen
places-need-private_bath = Private bathroom
places-need-fridge = Fridge
places-need-laundry = Laundry
places-need-baby_equipment = Baby equipment
places-need-animals = Pets accepted
