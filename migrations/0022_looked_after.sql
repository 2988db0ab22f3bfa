-- Whether an adult is with the household without a known end. Where none is, each night is
-- looked at for minors alone; until a household changes it is taken for one of those.
alter table household add column looked_after boolean not null default false;

update household set looked_after = exists (
    select 1 from membership m join person p on p.id = m.person_id
    where m.household_id = household.id and m.superseded_at is null and m.to_night is null
      and m.from_night <= '2026-01-01'
      and (p.birth_date <= '2008-01-01' or (p.birth_date is null and p.age_band in ('adult', 'unknown'))));

create index household_not_looked_after on household (id) where not looked_after;
create index night_overlap_open on night_overlap (household_id) where resolved_at is null;
