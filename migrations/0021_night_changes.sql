-- By how much a site's figures change on a night: what its units, and the lines in force
-- on them, add up to. A night's figures are the sum of the changes up to it. Written in
-- the transaction that changes a line; `escale verify` recounts and compares.
create table night_change (
    site_id uuid not null references site (id),
    night date not null,
    measure text not null,                  -- unit: rooms given whole; bed: places of shared rooms
    total integer not null,                 -- units or beds that exist
    occupied integer not null,
    held integer not null,
    closed integer not null,
    places integer not null,                -- the same in places
    places_occupied integer not null,
    places_lost integer not null,           -- unused inside an occupied unit
    places_held integer not null,
    places_closed integer not null,
    persons integer not null,
    over integer not null,                  -- persons more than places where they sleep
    primary key (site_id, night, measure)
);
