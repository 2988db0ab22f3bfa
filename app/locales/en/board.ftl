board-title = Bed board — { $site }
board-choose = Open the board of which site?
board-toolbar = Period and view
board-earlier = ‹ Earlier
board-later = Later ›
board-nights = { $n } nights
board-as-list = As a list
board-as-grid = As a board
board-day = The site's day
board-places = { $n } pl.
board-free-units = Free rooms
board-free-cell = Room { $unit } free on the night of { $night }: book
board-all-free = Free for the whole period
board-key = Key
board-keys = Arrows: go from cell to cell. Enter: open. Shift + arrows: choose several free nights.
board-book-selection = Book these nights

day-nav = Change day
day-before = ‹ Day before
day-after = Day after ›
day-arrivals = Expected arrivals
day-departures = Departures
day-in-house = In house
day-free = Free rooms
day-site = About the site
day-close-unit = Put a room out of service

night-persons = This night: { $n ->
    [one] { $n } person sheltered
   *[other] { $n } persons sheltered
}
night-units = Rooms
night-places = Places
night-occupied = Occupied
night-lost = Lost inside occupied rooms
night-held = Held
night-out = Out of service
night-free = Free
night-opened = Opened
night-over = Over-capacity: { $n ->
    [one] { $n } person more than places
   *[other] { $n } persons more than places
}

today-nothing = Nothing needs you tonight.
today-none-left = Nothing left here tonight.
today-conflicts = Conflicts to settle
today-minors-alone = Minors without an adult
today-nights-twice = Nights counted in two places
today-see = See
today-requests = Requests without an answer tonight
today-overstays = Overstays
today-holds = Holds about to expire
today-arrivals = Expected arrivals
today-departures = This morning's departures
today-ending = Ending within 7 days
today-closures = Rooms out of service to review
today-closed-since = { $n ->
    [one] { $n } room
   *[other] { $n } rooms
} since { $since }
today-more = { $n ->
    [one] One more
   *[other] { $n } more
}
today-review = Review
