-- Nights that come in as figures, from whoever keeps them: one row a site, a line of
-- service and a night. A figure that was not received is null, never zero. A row is
-- never changed: it is superseded and another is inserted.
create table nightly_count (
    id uuid primary key,
    site_id uuid not null references site (id),
    line text not null,                     -- the programme within the site, by its source's code
    line_name text not null default '',
    night date not null,
    public text,                            -- whom the line takes in
    measure text not null,                  -- bed or unit: what every figure but persons counts
    persons integer,
    capacity integer,                       -- in service
    intended integer,                       -- funded or contracted
    occupied integer,
    unavailable integer,
    command_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz,
    superseded_by uuid                      -- the command
);
create unique index nightly_count_in_force on nightly_count (site_id, line, night) where superseded_at is null;
create index nightly_count_night on nightly_count (night) where superseded_at is null;
create index nightly_count_command on nightly_count (command_id);
create index nightly_count_superseded on nightly_count (superseded_by);

-- A file taken in, as a whole; its id is the command that took it in.
create table import_batch (
    id uuid primary key,
    profile text not null,
    file_names text not null,
    content_hash text not null,             -- SHA-256 of the files, in their order
    report text not null,                   -- JSON: what was found, and how many rows of each difference
    applied_at timestamptz not null,
    applied_by uuid references user_account (id), -- null: from the command line
    undone_at timestamptz,
    undone_by uuid references user_account (id)
);
create index import_batch_applied on import_batch (applied_at);

-- What a source calls one of our sites.
create table site_source (
    source text not null,
    key text not null,
    site_id uuid not null references site (id),
    command_id uuid not null,
    primary key (source, key)
);
create index site_source_site on site_source (site_id);

-- What somebody decided about a word of a source that no profile knows.
create table import_word (
    source text not null,
    field text not null,
    word text not null,
    becomes text,                           -- null: rows with this word are left out, always
    decided_at timestamptz not null,
    decided_by uuid references user_account (id),
    primary key (source, field, word)
);

-- Who a booking is for, as first said, when no household tells.
alter table booking add column adults integer;
alter table booking add column children integer;
alter table booking add column infants integer;
