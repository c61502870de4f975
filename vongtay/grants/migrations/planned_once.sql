-- The functions that every policy asks, in a language that keeps its plan: SQL functions that run as their owner are
-- planned anew in each statement, which cost more than all else that a small page asks (measured: 0.16-0.48 against 0.06-0.09 ms).
create or replace function vt.post() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (select p.id from public.agencies_opensession s
    join public.agencies_post p on p.id = s.post_id
    left join public.accounts_user u on u.id = p.user_id
   where s.token_hash = sha256(convert_to(nullif(current_setting('vt.token', true), ''), 'UTF8'))
     and s.closed_at is null and s.expires_at > clock_timestamp()
     and p.valid_from <= vt.today() and (p.valid_to is null or p.valid_to >= vt.today())
     and (p.user_id is null or u.is_active));
end $$;
create or replace function vt.body() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select p.body_id from public.agencies_post p where p.id = vt.post()); end $$;
create or replace function vt.role() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select p.role from public.agencies_post p where p.id = vt.post()); end $$;
create or replace function vt.world() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select p.world from public.agencies_post p where p.id = vt.post()); end $$;
create or replace function vt.user_id() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select p.user_id from public.agencies_post p where p.id = vt.post()); end $$;
create or replace function vt.province() returns integer language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return (select b.province_id from public.agencies_post p join public.agencies_body b on b.id = p.body_id where p.id = vt.post()); end $$;
create or replace function vt.has(wanted text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return exists (select 1 from public.agencies_rolepart r where r.role = vt.role() and r.part = wanted); end $$;
create or replace function vt.sees_cases() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return vt.role() in ('receiver', 'case_worker', 'verifier', 'decider', 'clerk', 'head'); end $$;
create or replace function vt.counts() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$ begin return vt.role() in ('reporter', 'head', 'statistician'); end $$;
