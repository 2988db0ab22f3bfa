grants-title = Access rights
grants-none = No right: this account reaches nothing.
grants-past = { $n ->
    [one] 1 right that ended
   *[other] { $n } rights that ended
}
grants-nights = from { $from } to { $to } (exclusive)
grants-nights-open = from { $from }, no end
grants-to-come = To come
grants-ended-badge = Ended
grants-cancelled = Withdrawn before it began
grants-give = Give a right
grants-give-to = Give { $name } a right
grants-added = Right given.
grants-step-role = Which role, in whose name
grants-step-dates = What this right opens
grants-choose-role = Choose a role…
grants-in-the-name-of = In the name of
grants-continue = Continue
grants-mandate = Mandate
grants-choose-mandate = Choose a mandate…
grants-mandate-none = This organisation has no mandate.
grants-mandate-needed = A social worker acts under a mandate
grants-mandate-useless = This role depends on no mandate
grants-mandate-later = The mandate begins on { $from }
grants-mandate-ends = The mandate ends on { $to }: so does the right, at the latest
grants-sites = Sites
grants-site-search = Search for sites
grants-site-search-hint = A name, a commune or a code; several separated by commas. Search first, then tick.
grants-site-find = Search
grants-sites-own = { $n ->
    [one] With nothing ticked: the site the organisation runs.
   *[other] With nothing ticked: the { $n } sites the organisation runs.
}
grants-sites-tick = The organisation runs no site: tick those this right opens.
grants-sites-more = { $n ->
    [one] 1 other site matches: narrow the search.
   *[other] { $n } other sites match: narrow the search.
}
grants-sites-none-found = No site matches the search.
grants-sites-needed = Tick at least one site: the organisation runs none
grants-sites-useless = This role is not limited to sites
grants-from = From
grants-to = Until (exclusive)
grants-to-hint = Leave empty when there is no end yet.
grants-to-needed-hint = Required: access closes by itself on this date.
grants-from-past = Tonight at the earliest
grants-order = The end comes after the beginning
grants-end-needed = This role is limited in time: give an end
grants-already = { $role }: this right is given already, with no end.
grants-already-until = { $role }: this right is given already until { $to }.
grants-see = See this right
grants-reaches = What this role opens
grants-given-by = Given by { $name }.
grants-again = Give this right again for another period
grants-end = End this right
grants-end-explained = The right opens nothing from the chosen night on. It stays in the history.
grants-end-on = Ends from
grants-end-hint = Tonight's date closes access at once.
grants-end-past = Tonight at the earliest
grants-end-before = { $from } at the earliest, which withdraws the right before it begins
grants-end-later = This right ends on { $to } already. To go further, give it again for another period
grants-ended-already = This right has ended already.
grants-ended = End of the right saved.
grants-last-administrator = This is your last right as administrator: you could not go back. Another administrator can end it.

grants-roles-title = What each role reaches
grants-roles-lead = This table is the one the application enforces. A right always opens less: its organisation, its mandate, its sites, its dates.
grants-roles-legend = Reads: may look. Writes: may look and change. Nothing: the application answers as if it did not exist.
grants-roles-class = Data
grants-reach-none = Nothing
grants-reach-read = Reads
grants-reach-write = Writes
grants-writes = Reads and writes
grants-reads = Reads
grants-sees-not = Does not open
grants-roles-detail = The nine roles and the data each reads or changes
