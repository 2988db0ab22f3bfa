create table booking (
    id uuid primary key,
    code text not null unique,              -- R-2026-004211
    household_id uuid references household (id), -- null: to be named
    site_id uuid not null references site (id),
    state text not null,
    persons integer not null,               -- as first agreed
    cots integer not null default 0,
    agreed_from date not null,
    agreed_to date,                         -- as first agreed; exclusive; null is open
    from_night date not null,
    to_night date,                          -- what holds now
    held_until timestamptz,
    arrived_on date,
    departed_on date,
    side text,                              -- of a refusal: household, site, prescriber
    reason text,                            -- of the refusal, cancellation or departure
    reference text not null default '',     -- the booking body's
    transferred_from uuid references booking (id),
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid references user_account (id)
);
create index booking_household on booking (household_id);
create index booking_site_state on booking (site_id, state);
create index booking_state_to on booking (state, to_night);
create index booking_state_from on booking (state, from_night);

create table over_capacity (
    id uuid primary key,
    booking_id uuid not null references booking (id),
    unit_id uuid not null references unit (id),
    from_night date not null,
    to_night date not null,                 -- at most 14 nights
    authorised_by uuid not null references user_account (id),
    reason text not null,
    created_at timestamptz not null
);
create index over_capacity_booking on over_capacity (booking_id);

-- Everything that competes for a unit's nights. A row is never changed: it is
-- superseded and others are inserted, so that any past state can be read back.
-- Rows in force of one (unit, slot) never overlap: the engine's own folder holds
-- the constraint. Slot 0 is the whole unit; a shared unit has one slot a place.
create table occupation (
    id uuid primary key,
    unit_id uuid not null,
    shared boolean not null,
    slot integer not null,
    from_night date not null,
    to_night date,                          -- exclusive; null is open
    kind text not null,                     -- hold, promise, stay, closure
    persons integer not null,
    booking_id uuid references booking (id),
    closure_id uuid references closure (id),
    command_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    superseded_by uuid,                     -- the command
    foreign key (unit_id, shared) references unit (id, shared),
    check (to_night is null or to_night > from_night),
    check (persons >= 0),
    check ((shared and slot >= 1) or (not shared and slot = 0)),
    check ((kind = 'closure') = (closure_id is not null)),
    check ((kind = 'closure') = (booking_id is null))
);
create index occupation_in_force on occupation (unit_id, slot, from_night) where superseded_at is null;
create index occupation_booking on occupation (booking_id);
create index occupation_closure on occupation (closure_id);
create index occupation_command on occupation (command_id);
create index occupation_superseded on occupation (superseded_by);
