create table household (
    id uuid primary key,
    code text not null unique,              -- F-7K3M-9QXT, no meaning inside
    organisation_id uuid not null references organisation (id), -- on whose account
    alias text not null default '',
    phone text not null default '',
    language text not null default '',
    territory text not null default '',     -- arrondissement of attachment
    needs text not null default '',         -- functional needs, codes, space separated
    animals integer not null default 0,
    note text not null default '',          -- 300 characters, readable by the family
    restricted boolean not null,
    sort_name text not null default '',     -- where a list puts it; derived, as search_word is
    merged_into uuid references household (id), -- the one that speaks for it; never itself merged
    merged_on date,                         -- from this night
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid references user_account (id)
);
create index household_sort_name on household (sort_name, id);
create index household_merged_into on household (merged_into);
create index household_created_by on household (created_by);

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
    reason_in text not null,                -- intake, birth, arrival, split, merge, role
    reason_out text,                        -- departure, death, split, merge, role
    command_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    superseded_by uuid,                     -- the command
    check (to_night is null or to_night > from_night)
);
create index membership_household on membership (household_id);
create index membership_person on membership (person_id);
create index membership_command on membership (command_id);
create index membership_superseded on membership (superseded_by) where superseded_by is not null;
-- Nobody belongs to two households at once.
create unique index membership_open on membership (person_id)
    where to_night is null and superseded_at is null;

create table household_event (
    id uuid primary key,
    household_id uuid not null references household (id),
    kind text not null,                     -- intake, birth, arrival, departure, death, split, split_off, merge, merged, identity, mistake
    night date not null,
    person_id uuid references person (id),
    other_household_id uuid references household (id),
    command_id uuid not null,
    recorded_at timestamptz not null,
    undone_at timestamptz
);
create index household_event_household on household_event (household_id);

-- Who may see a restricted household.
create table household_circle (
    household_id uuid not null references household (id),
    user_id uuid not null references user_account (id),
    primary key (household_id, user_id)
);

-- Not under one roof, and never why. One row a pair, the smaller id first.
create table incompatibility (
    household_id uuid not null references household (id),
    other_id uuid not null references household (id),
    created_at timestamptz not null,
    lifted_at timestamptz,
    primary key (household_id, other_id)
);
create index incompatibility_other on incompatibility (other_id);

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
    command_id uuid not null,
    decision text,                          -- both, first, second, undone
    resolved_at timestamptz,
    resolved_by uuid references user_account (id),
    created_at timestamptz not null
);
create index night_overlap_household on night_overlap (household_id);

-- The words a household is found by.
create table search_word (
    word text not null,
    household_id uuid not null references household (id),
    primary key (word, household_id)
);
create index search_word_household on search_word (household_id);

-- Each word under its own spelling, with each letter left out, so that one typing
-- mistake still meets it, and by its beginnings, marked with a star.
create table search_key (
    key text not null,
    word text not null,
    primary key (key, word)
);
create index search_key_word on search_key (word);

-- Whoever changes the words holds this row: a word somebody else is about to use
-- is then not forgotten at the same moment.
create table search_turn (id integer primary key);
