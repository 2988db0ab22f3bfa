-- Who works here, and what they may do. Instants are UTC, dates are local nights.

create table organisation (
    id uuid primary key,
    name text not null,
    kind text not null,                     -- city, booking_body, host, support, other
    closed_on date,                         -- no new grant from this date
    created_at timestamptz not null
);

create table user_account (
    id uuid primary key,
    organisation_id uuid not null references organisation (id),
    email text not null unique,             -- lower case
    name text not null,
    password_hash text not null,            -- argon2id, PHC string
    language text not null default 'fr',
    theme text not null default 'auto',
    disabled_at timestamptz,
    created_at timestamptz not null
);

create table mandate (
    id uuid primary key,
    organisation_id uuid not null references organisation (id),
    label text not null,
    from_night date not null,
    to_night date                           -- exclusive; null is open
);

-- A right always names a role, an organisation and dates; sites narrow it.
create table access_grant (
    id uuid primary key,
    user_id uuid not null references user_account (id),
    role text not null,
    organisation_id uuid not null references organisation (id),
    mandate_id uuid references mandate (id),
    from_night date not null,
    to_night date,                          -- exclusive; null is open
    created_at timestamptz not null,
    created_by uuid references user_account (id)
);
create index access_grant_user on access_grant (user_id);

create table session (
    token_hash text primary key,            -- sha-256 of the cookie's secret
    user_id uuid not null references user_account (id),
    form_token text not null,               -- repeated by every form
    agent text not null,                    -- the browser's family, for the list of devices
    created_at timestamptz not null,
    seen_at timestamptz not null,
    revoked_at timestamptz
);
create index session_of_user on session (user_id);

create table sign_in_attempt (
    key text not null,                      -- hash of the e-mail, or of the address
    at timestamptz not null
);
create index sign_in_attempt_key on sign_in_attempt (key, at);

-- Each accepted command once, with its answer: a replay is the same answer.
create table command (
    id uuid primary key,
    user_id uuid references user_account (id),
    at timestamptz not null,
    answer text not null                    -- JSON
);

-- What changed: append-only, same life as its subject.
create table journal (
    id uuid primary key,
    at timestamptz not null,                -- when it was known
    night date not null,                    -- when it was true
    user_id uuid references user_account (id),
    role text not null,
    command_id uuid not null,
    subject text not null,                  -- household, booking, site, unit, closure, user, organisation
    subject_id uuid not null,
    action text not null,
    before text,                            -- JSON
    after text,                             -- JSON
    reason text
);
create index journal_subject on journal (subject_id, at);
create index journal_command on journal (command_id);

-- Who read which personal record: apart from the journal, its own retention.
create table access_log (
    id uuid primary key,
    at timestamptz not null,
    user_id uuid not null,
    role text not null,
    subject text not null,
    subject_id uuid not null
);
create index access_log_subject on access_log (subject_id, at);
