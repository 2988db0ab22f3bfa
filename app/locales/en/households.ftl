households-new = New household
households-write-down = Save the household
households-code = Household code
households-persons = { $n ->
    [one] { $n } person
   *[other] { $n } persons
}
households-adults = { $n ->
    [one] { $n } adult
   *[other] { $n } adults
}
households-children = { $n ->
    [one] { $n } child
   *[other] { $n } children
}
households-of-which-infants = of whom { $n } under 3
households-of-unknown-age = { $n } of unknown age
households-composition-line = { $persons }: { $parts }
households-years = { $n } years old
households-months = { $n ->
    [one] { $n } month old
   *[other] { $n } months old
}
households-age-born = { $age }, born { $date }
households-band-adult = Adult
households-band-child = Child
households-band-infant = Child under 3
households-band-unknown = Age unknown

households-search = Name, alias, code, phone, birth date, site or room
households-search-codes = Code, tonight's site or room
households-only = Households
households-only-all = All
households-only-housed = Housed tonight
households-only-not-housed = Without a place tonight
households-only-minors-alone = Minors without an adult
households-only-nights-twice = Nights in two places
households-need = Requirement
households-need-any = Any
households-sort = Sort
households-sort-usual = As usual
households-sort-name = Name
households-sort-code = Code
households-sort-arrival = Latest arrival
households-count = { $n ->
    [one] { $n } household
   *[other] { $n } households
}
households-count-found = { $n ->
    [one] { $n } household found
   *[other] { $n } households found
}
households-count-more = More than { $n } households: add a word to narrow the search.
households-none = No household in your scope.
households-none-filtered = No household matches these filters.
households-none-found = No household in your scope matches “{ $query }”. Check the spelling or try another clue: first name, phone, birth date.
households-not-housed = No known place tonight
households-place = { $site }, { $units }
households-arrived-on = arrived { $date }

households-family-name = Family name
households-first-name = First name
households-first-name-hint = A family name, a first name or an alias is enough.
households-alias = Alias
households-alias-hint = What to call them when the name is not known.
households-adults-field = Adults
households-children-field = Children under 18
households-infants-field = of whom under 3
households-infants-hint = Already counted among the children.
households-phone = Phone
households-needs = Functional requirements
households-no-need = No requirement noted.
households-need-step-free = Ground floor or lift
households-need-wheelchair = Wheelchair
households-need-cot = Cot
households-need-fridge = Fridge needed
households-need-kitchen = Kitchen needed
households-need-private-bath = No shared sanitary facilities
households-need-pushchair = Room for a pushchair
households-need-short-walk = Short walks only
households-need-near-school = Near the school
households-need-near-hospital = Near the hospital
households-more = More (alias, ages, territory, note)
households-birth-date = Birth date
households-birth-date-of-reference = Birth date of the reference person
households-language = Spoken language
households-animals = Pets
households-animals-hint = Cat, dog, other: how many.
households-territory = Territory of attachment
households-territory-none = Not said
households-since = Since the night of
households-since-hint = Empty: from tonight on.
households-note = Note
households-note-hint = The family can read it. Useful facts; nothing about health, origin, religion or justice.
households-note-readable = The family can read it.
households-note-reread = Read this note again with the family's eyes: keep the useful requirement, not its reason.
households-note-word = “{ $word }”: { $topic }
households-note-health = health
households-note-origin = origin or residence
households-note-religion = religion
households-note-offence = justice or violence
households-without-names = Your rights do not allow writing names: the household will be known by its code.
households-is-another = It is another family, save
households-likely-known = { $n ->
    [one] This household may be known already. Open its record to check; if it is another family, tick the box and save.
   *[other] This household may be known already: { $n } records look like it. Open them to check; if it is another family, tick the box and save.
}
households-likely-one = { $name }, { $code }, { $n ->
    [one] { $n } person
   *[other] { $n } persons
}
households-name-needed = Give a family name, a first name or an alias
households-nobody = Count at least one person
households-infants-among-children = Not more than the number of children
households-night-to-come = No date to come: tonight is the night of { $tonight }
households-born-later = A birth cannot be to come
households-birth-not-counted = This date is nobody's among the adults and children counted

households-saved = Saved.
households-saved-reread = Saved. The note holds a sensitive word: read it again.
households-composed = Composition updated.
households-undone = The last change is undone.
households-has-split = Split recorded: two households.
households-has-merged = The two households are one now.
households-restricted-now = Restricted record: only the persons named see this household.
households-opened-now = The record is no longer restricted.

households-edit = Edit
households-composition = Household composition
households-members = Members tonight
households-reference = Reference person
households-former = Were part of the household
households-until = until { $date }
households-correct = Correct
households-correct-whom = Correct the identity: { $name }
households-correct-identity = Correct the identity
households-correct-what = The former identity stays readable in the history.
households-make-reference = Becomes the reference person from tonight on
households-age-band = Age band
households-age-band-hint = Used when the birth date is not known.
households-minors-alone = Minors without an adult
households-minors-alone-what = No adult in this household: alert child protection at once. No ordinary placement.
households-adult-unsure = No adult for certain: say how old each person is.
households-other-codes = also known as { $codes }
households-merged-into = This household is now part of { $code }. Its code stays valid; its past nights do not change.
households-open-merged = Open the record of the joined household
households-open-file = Open the record

households-what-happened = What happened?
households-who = Who?
households-choose = Choose
households-event-intake = Household recorded
households-event-birth = Birth
households-event-arrival = Arrival of a relative
households-event-departure = Departure of a member
households-event-death = Death
households-event-split = Split
households-event-split-off = Came out of a split
households-event-merge = Reunification
households-event-merged = Joined to another household
households-event-identity = Identity corrected
households-event-mistake = Person entered by mistake
households-event-changed = Composition changed
households-event-night = from the night of { $date }
households-born-on = Birth date of the child
households-record-birth = Record the birth
households-first-night = First night with the household
households-comes-back = Who comes back?
households-somebody-new = Somebody new
households-record-arrival = Record the arrival
households-left-on = First night without this person
households-left-on-hint = The nights before stay counted.
households-record-departure = Record the departure
households-died-on = Date of death
households-record-death = Record the death
households-split-what = The persons ticked become a new household. Past nights stay with this one.
households-who-leaves = Who forms the new household?
households-first-night-apart = First night apart
households-split-restricted = Restricted record for the new household
households-split-restricted-hint = Only the persons you name will see it. It will never be placed at the same site as this one. Check the phone noted here.
households-record-split = Record the split
households-mistake-what = For a person who was never part of the household. If they left, record their departure.
households-record-mistake = Remove this person
households-events = Events
households-undo = Undo this change
households-before-it-was = This household is known since the night of { $date }
households-left-before-coming = This person came on the night of { $date }: give a later night, or undo the arrival
households-nobody-left = Nobody would be left on the night of { $date }. If the whole household leaves, record its departure from the site; if it joins another household, merge the two.
households-not-a-member = This person is no longer part of the household
households-person-elsewhere = This person is part of a household since the night of { $date }
households-split-nobody = Tick at least one person
households-split-everybody = At least one person must stay in this household
households-changed-meanwhile = Somebody changed this household meanwhile. Read the record again, then send once more: what you typed is kept.
households-merged-already = This household was joined to another: go on with the record of the joined household.
households-undo-not-last = Something else happened since: only the last change can be undone.
households-undo-booked = The new household has bookings already: the split can no longer be undone.

households-merge = Merge with another household
households-merge-lead = { $name } ({ $code }): for a reunification, or the same family recorded twice.
households-merge-find = The other household
households-merge-compare = The two households, line by line
households-differs = differs
households-merge-same = Already in the household kept (duplicate)
households-merge-same-hint = Tick the persons recorded twice: they are counted once. The others join the household from tonight on.
households-merge-question = From tonight on, { $kept } stands for { $other }. Both codes stay valid and no past night changes.
households-merge-confirm = Merge the two households
households-merge-itself = Choose another household
households-merge-apart = These two households must not be placed together. Lift the incompatibility first.
households-overlaps = { $n ->
    [one] Nights counted twice: { $n } decision to take
   *[other] Nights counted twice: { $n } decisions to take
}
households-overlaps-what = The two joined households each have a booking for the same nights. Say which one is true; then put the booking right.
households-overlaps-before = Both households have these nights. Merging does not change them: they will be left to check on the record.
households-overlap-nights = from { $from } to { $to }
households-open-end = open end
households-decision-both = Both are true
households-decision-first = Keep the first
households-decision-second = Keep the second

households-apart = Do-not-place-with
households-apart-what = Never at the same site as these households. The reason is not noted.
households-add-apart = Add an incompatibility
households-code-of-other = Code of the other household
households-code-hint = Like F-7K3M-9QXT
households-keep-apart = Do not place together
households-lift-apart = Lift
households-code-unknown = No household in your scope has this code
households-code-own = This is the code of this very household
households-restricted = Restricted record
households-restrict = Restrict the record
households-restrict-hint = The household leaves everybody's lists, search and boards, except those of the persons named. You are one of them.
households-circle-what = Only these persons know that this household exists and where it sleeps.
households-confidant = E-mail of the person to name
households-name-confidant = Name
households-unname = Remove
households-unrestrict = Open the record again
households-unrestrict-what = Everybody who follows this scope will see the household again.
households-nobody-of-email = No active account has this address
households-circle-last = At least one person is needed: name somebody before removing the last.

households-journal = History of the record
households-did-intake = Household recorded
households-did-edit = Record edited
households-did-birth = Birth
households-did-arrival = Arrival of a relative
households-did-departure = Departure of a member
households-did-death = Death
households-did-mistake = Person removed (entered by mistake)
households-did-identity = Identity corrected
households-did-split = Split
households-did-split-off = Created by a split
households-did-composition = Composition changed
households-did-merge = Reunification
households-did-merged = Joined to another household
households-did-undo = Last change undone
households-did-restrict = Record restricted
households-did-unrestrict = Record opened again
households-did-circle-named = Person named
households-did-circle-unnamed = Person removed from those named
households-did-keep-apart = Incompatibility added
households-did-lift-apart = Incompatibility lifted
households-did-overlap = Nights counted twice: decided
households-did-other = Change
households-did-system = Escale
households-stays = Stays and bookings
