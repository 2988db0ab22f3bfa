-- How a source of enrolments counts the nights of one of our sites.
create table programme (
    site_id uuid primary key references site (id),
    kind integer not null,                  -- the source's list of kinds of programme
    nights text not null,                   -- stayed, seen, moved_in, nowhere
    command_id uuid not null
);

-- What a source calls a person, and a household.
create table person_source (
    source text not null,
    key text not null,
    person_id uuid not null references person (id),
    command_id uuid not null,
    primary key (source, key)
);
create index person_source_person on person_source (person_id);

create table household_source (
    source text not null,
    key text not null,
    household_id uuid not null references household (id),
    command_id uuid not null,
    primary key (source, key)
);
create index household_source_household on household_source (household_id);

-- One person's part of a booking, where members of a household come and go. A row is never
-- changed: it is superseded and another is inserted.
create table enrolment (
    id uuid primary key,
    source text not null,
    key text not null,                      -- the source's own
    booking_id uuid not null references booking (id),
    person_id uuid not null references person (id),
    from_night date not null,
    to_night date,                          -- the day they left, that of arrival for a stay of no night; null is open
    moved_in date,                          -- into a home of their own, in a programme that leads to one
    relationship text not null,             -- to the head of the household
    destination text,                       -- domain C.5, once they left
    destination_code text not null default '', -- as the source writes it
    command_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    superseded_by uuid,                     -- the command
    check (to_night is null or to_night >= from_night)
);
create unique index enrolment_in_force on enrolment (source, key) where superseded_at is null;
create unique index enrolment_of_person on enrolment (booking_id, person_id) where superseded_at is null;
create index enrolment_person on enrolment (person_id);
create index enrolment_command on enrolment (command_id);
create index enrolment_superseded on enrolment (superseded_by) where superseded_by is not null;

-- A list that says what a site has can be taken back as a whole.
alter table capacity_period add column command_id uuid;
alter table capacity_period add column superseded_by uuid;
create index capacity_period_command on capacity_period (command_id) where command_id is not null;
