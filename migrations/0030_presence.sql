-- What somebody saw on a night: of a whole household, or of one person of it. Where nobody
-- looked there is no row, and nothing is presumed. A row is never changed: it is superseded
-- and another is inserted.
create table presence (
    id uuid primary key,
    site_id uuid not null references site (id),
    night date not null,
    household_id uuid references household (id),
    person_id uuid references person (id),  -- null: the whole household
    booking_id uuid references booking (id), -- the stay it was seen in, if there is one
    state text not null,                    -- seen, absent_authorised, absent_unauthorised
    command_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    superseded_by uuid,                     -- the command
    check (household_id is not null or person_id is not null)
);
create unique index presence_of_person on presence (site_id, night, person_id)
    where superseded_at is null and person_id is not null;
create unique index presence_of_household on presence (site_id, night, household_id)
    where superseded_at is null and person_id is null;
create index presence_booking on presence (booking_id);
create index presence_command on presence (command_id);
create index presence_superseded on presence (superseded_by) where superseded_by is not null;
