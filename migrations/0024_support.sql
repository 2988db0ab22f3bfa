-- Service levels of a mandate; a level that is not agreed is null.
alter table mandate add column caseload_max integer;        -- households of one worker, warned beyond
alter table mandate add column first_visit_days integer;    -- from the assignment
alter table mandate add column contact_days integer;        -- between two contacts

-- Exactly one lead each night, or none and counted: see assignments::rules.
alter table assignment add column ended_reason text not null default '';

-- A household offered to an operator, or handed over to another: the one before leads
-- until it is accepted.
create table assignment_offer (
    id uuid primary key,
    household_id uuid not null references household (id),
    mandate_id uuid not null references mandate (id),
    from_night date not null,
    state text not null,                    -- proposed, accepted, refused, withdrawn
    summary text not null default '',       -- of a hand-over, by whoever lets go
    reason text not null default '',        -- of a refusal, coded
    proposed_by uuid not null references user_account (id),
    proposed_at timestamptz not null,
    answered_by uuid references user_account (id),
    answered_at timestamptz
);
create index assignment_offer_household on assignment_offer (household_id);
create index assignment_offer_mandate on assignment_offer (mandate_id) where state = 'proposed';

-- What a worker did with a household, in three taps: no narrative is asked for.
create table contact (
    id uuid primary key,
    household_id uuid not null references household (id),
    worker_id uuid not null references user_account (id),
    on_day date not null,
    channel text not null,                  -- visit, office, phone, interpreter, failed
    minutes integer not null default 0,     -- a band: 0 is not told
    themes text not null default '',        -- codes, space separated
    next_on date,
    note text not null default '',          -- short; the family may read it
    command_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz
);
create index contact_household on contact (household_id, on_day) where superseded_at is null;
