-- A household that asks for a place, and waits. What is proposed to it are bookings made
-- since; a request is answered by an arrival, never by a row here.
create table placement_request (
    id uuid primary key,
    code text not null unique,              -- D-7K3M-9QXT
    household_id uuid not null references household (id),
    source text not null,                   -- who asked, coded
    received_at timestamptz not null,
    slept text not null,                    -- where it slept last night, coded
    waits_at text not null default '',      -- where it waits tonight
    criteria text not null default '',      -- met, as evaluated: codes, space separated
    state text not null,                    -- received, evaluated, closed
    evaluate_by timestamptz not null,
    parked_until date,                      -- not asked for before this night; keeps its seniority
    reason text not null default '',        -- of its closing, coded
    version integer not null default 1,
    created_by uuid not null references user_account (id)
);
create index placement_request_household on placement_request (household_id);
create index placement_request_open on placement_request (received_at) where state <> 'closed';

-- What a household that waited was answered on a night: unmet demand is counted here.
create table night_answer (
    id uuid primary key,
    request_id uuid not null references placement_request (id),
    night date not null,
    answer text not null,
    recorded_by uuid not null references user_account (id),
    recorded_at timestamptz not null,
    superseded_at timestamptz
);
create unique index night_answer_in_force on night_answer (request_id, night) where superseded_at is null;
create index night_answer_night on night_answer (night) where superseded_at is null;

-- The order of the criteria, published from a night on: no score decides.
create table priority_list (
    id uuid primary key,
    from_night date not null,
    criteria text not null,                 -- codes in their order
    reason text not null,
    published_by uuid not null references user_account (id),
    published_at timestamptz not null
);

-- A place on the list given by a person, with a reason.
create table priority_move (
    id uuid primary key,
    request_id uuid not null references placement_request (id),
    place integer not null,                 -- from 1
    reason text not null,
    moved_by uuid not null references user_account (id),
    moved_at timestamptz not null,
    superseded_at timestamptz
);
create unique index priority_move_in_force on priority_move (request_id) where superseded_at is null;

-- What a person made of a refusal. Nothing follows from one by itself.
create table refusal_review (
    booking_id uuid primary key references booking (id),
    admissible boolean not null,
    consequence text not null,
    decided_by uuid not null references user_account (id),
    decided_at timestamptz not null
);
