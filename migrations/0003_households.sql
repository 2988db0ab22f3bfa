create table household (
    id uuid primary key,
    code text not null unique,              -- F-2026-00421, no meaning inside
    organisation_id uuid not null references organisation (id), -- on whose account
    alias text not null default '',
    phone text not null default '',
    language text not null default '',
    territory text not null default '',     -- arrondissement of attachment
    needs text not null default '',         -- functional needs, codes, space separated
    animals integer not null default 0,
    note text not null default '',          -- 300 characters, readable by the family
    restricted boolean not null,
    merged_into uuid references household (id),
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid references user_account (id)
);

create table person (
    id uuid primary key,
    family_name text not null default '',
    first_name text not null default '',
    birth_date date,
    age_band text not null,                 -- adult, child, infant, unknown: used when there is no date
    died_on date,
    created_at timestamptz not null
);

create table membership (
    id uuid primary key,
    person_id uuid not null references person (id),
    household_id uuid not null references household (id),
    from_night date not null,
    to_night date,
    role text not null,                     -- reference, adult, child, other
    reason_in text not null,                -- intake, birth, arrival, split, merge
    reason_out text,                        -- departure, death, split, merge, error
    recorded_at timestamptz not null,
    superseded_at timestamptz
);
create index membership_household on membership (household_id);
create index membership_person on membership (person_id);

create table household_event (
    id uuid primary key,
    household_id uuid not null references household (id),
    kind text not null,                     -- birth, arrival, departure, death, split, merge
    night date not null,
    person_id uuid references person (id),
    other_household_id uuid references household (id),
    recorded_at timestamptz not null
);
create index household_event_household on household_event (household_id);

-- Who may see a restricted household.
create table household_circle (
    household_id uuid not null references household (id),
    user_id uuid not null references user_account (id),
    primary key (household_id, user_id)
);

create table incompatibility (
    household_id uuid not null references household (id),
    other_id uuid not null references household (id),
    created_at timestamptz not null,
    primary key (household_id, other_id)
);

create table assignment (
    id uuid primary key,
    household_id uuid not null references household (id),
    mandate_id uuid not null references mandate (id),
    worker_id uuid references user_account (id),
    from_night date not null,
    to_night date
);
create index assignment_household on assignment (household_id);
create index assignment_mandate on assignment (mandate_id);

-- Nights two merged households both slept somewhere: a person decides.
create table night_overlap (
    id uuid primary key,
    household_id uuid not null references household (id),
    booking_id uuid not null,
    other_booking_id uuid not null,
    from_night date not null,
    to_night date,
    resolved_at timestamptz,
    decision text,
    created_at timestamptz not null
);

-- What the search matches: each word of a household under its own spelling and
-- with each letter left out, so that one typing mistake still meets it.
create table search_key (
    key text not null,
    household_id uuid not null references household (id),
    word text not null,
    primary key (key, household_id, word)
);
create index search_key_household on search_key (household_id);
