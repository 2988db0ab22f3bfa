units-add = Add units
units-none = No unit: add the rooms, modules or dormitories of this site.
units-new-which = Which units
units-create = Create the units
units-created = The units are created.
units-saved = The units are changed.
units-edit = { $n ->
    [0] Change units
    [one] Change { $n } unit
   *[other] Change { $n } units
}
units-edit-lead = What you leave empty stays as it is for each unit.
units-none-chosen = Tick at least one unit in the site's list.
units-choose = Choose units
units-edit-chosen = Change the ticked units
units-close-chosen = Put the ticked units out of service
units-common = Common to all

units-column-label = Unit
units-column-tonight = Tonight
units-column-places = Places
units-column-floor = Floor
units-column-facts = Particulars
units-state-free = Free
units-state-occupied = Occupied
units-state-held = Booked
units-state-out = Out of service
units-state-not-in-service = Not in service
units-degraded = occupied though degraded
units-fact-shared = shared
units-fact-step_free = step-free
units-fact-wheelchair = wheelchair
units-fact-kitchen = kitchen
units-fact-landing_bath = bathroom on the landing
units-fact-connects = connecting

units-field-labels = Numbers
units-hint-labels = Such as “201–220, 4 places”; one line for each sort: “101-110 112 115, 2 places”, “Module 1-16”, “North dormitory, 12 places”.
units-field-label = Number or name
units-field-places = Places
units-hint-places = Adults and children, when the line does not say.
units-field-cots = Cots possible
units-hint-cots = On top of the places.
units-field-floor = Floor
units-hint-floor = 0: ground floor.
units-field-floor_by_number = The number tells the floor (201: second)
units-field-step_free = Ground floor or lift
units-field-wheelchair = Wheelchair accessible
units-field-kitchen = Kitchen
units-field-private_bath = Bathroom in the unit
units-field-shared = Shared between households, place by place
units-field-connects_to = Connects to
units-connects-nowhere = No other unit
units-field-in_service_from = In service from the evening of
units-field-in_service_to = Until the morning of
units-hint-in_service_to = Empty: no end.
units-field-service_end = End of service
units-end-none = No end
units-end-on = On a date
units-as-is = Leave as it is
units-hint-as-is = Empty: unchanged.
units-yes = Yes
units-no = No

units-label-twice = Written twice: { $labels }
units-label-exists = This site already has: { $labels }
units-label-long = “{ $label }” is too long: { $n } characters at most
units-too-many = { $n } units at most at a time
units-range-backwards = { $range } goes backwards: the smallest number first
units-site-reported = This site sends totals: it has no units
units-service-empty = Service must end after it began
units-in-the-way = Unit { $unit } cannot leave service: somebody sleeps or is expected there. Nothing was saved.
units-places-taken = Unit { $unit } would have fewer places than persons. Nothing was saved.
units-places-closed = Unit { $unit } is shared and out of service: bring it back before changing its places
units-shared-taken = Unit { $unit } was already used: end its service and create another to change this choice
units-changed-meanwhile = Somebody else has just changed unit { $unit }. Read it again, then start over.

journal-unit-edited = Unit changed
