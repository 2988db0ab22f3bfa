organisations-title = Organisations
organisations-add = Add an organisation
organisations-name = Name
organisations-kind = Kind
organisations-kind-hint = What it mostly does; access rights are given person by person.
organisations-kind-city = City
organisations-kind-booking_body = Booking body
organisations-kind-host = Site manager or hotelier
organisations-kind-support = Social operator
organisations-kind-other = Other
organisations-choose = Choose…
organisations-any = All
organisations-search = Name
organisations-closed-too = Show closed organisations too
organisations-count = { $n ->
    [0] No organisation
    [one] 1 organisation
   *[other] { $n } organisations
}
organisations-none = No organisation matches. Widen the filter, or add it.
organisations-detail = { $users ->
    [0] no account
    [one] 1 account
   *[other] { $users } accounts
}, { $grants ->
    [0] no right in force
    [one] 1 right in force
   *[other] { $grants } rights in force
}, { $sites ->
    [0] no site run
    [one] 1 site run
   *[other] { $sites } sites run
}
organisations-closed-on = Closed from { $on }
organisations-people = Its accounts
organisations-edit = Edit
organisations-added = Organisation added.
organisations-saved = Organisation saved.
organisations-name-taken = “{ $name }” exists already

organisations-close = Close the organisation
organisations-close-on = Close from
organisations-close-explained = From that night on, no right can be given in its name. Rights in force must end first.
organisations-close-past = Tonight at the earliest
organisations-close-held = { $n ->
    [one] One right still runs after { $on }: end it first.
   *[other] { $n } rights still run after { $on }: end them first.
}
organisations-close-holder = { $name } · { $role } · until { $to }
organisations-close-holder-open = { $name } · { $role } · no end
organisations-closing-saved = Closing saved.
organisations-reopen = Open the organisation again
organisations-reopened = Organisation open again.
organisations-closed-then = The organisation is closed from { $on }

organisations-mandates = Mandates
organisations-mandates-none = No mandate. A social worker needs one to be given a right.
organisations-mandate-add = Add a mandate
organisations-mandate-added = Mandate added.
organisations-mandate-label = Mandate, lot or contract
organisations-mandate-order = The end comes after the beginning
organisations-open = Open organisations
organisations-unit = { $n ->
    [one] organisation
   *[other] organisations
}
organisations-title-detail = Who employs, hosts, books or supports, under which mandates
