-- What figures add up to, by indicator and area: the same as lines_of of queries/figures.py does row by row.
with once as materialized (  -- of the tellings of one event the surest
  select distinct on (f.indicator_id, f.event) f.indicator_id, f.area_id, f.happened_from, f.happened_to, f.value, f.value_high, f.bound, f.body_id, {told} as is_total,
         {own} as is_own
    from indicators_figure f where {live} and f.event is not null
   order by f.indicator_id, f.event,
            case f.bound when 'about' then 3 when 'exact' then case when f.value_high is null then 0 else 1 end else 2 end,
            f.recorded_at, f.id),
spans as materialized (
  select indicator_id, area_id, happened_from, happened_to,
         sum(case bound when 'at_most' then 0 else value end) as low,
         case when bool_or(bound = 'at_least') then null else sum(coalesce(value_high, value)) end as high,
         bool_or(bound = 'about') as is_rough, bool_and(value = 0) as is_nil, count(*) as n
    from (select f.indicator_id, f.area_id, f.happened_from, f.happened_to, f.value, f.value_high, f.bound
            from indicators_figure f where {live} and f.event is null and {told}
          union all
          select indicator_id, area_id, happened_from, happened_to, value, value_high, bound from once where is_total) t
   group by 1, 2, 3, 4),
{wide},
-- In this order a span lies within an earlier one exactly when one of them ends no sooner.
ordered as (
  select *, max(happened_to) over (partition by indicator_id, area_id order by happened_from, happened_to desc
                                   rows between unbounded preceding and 1 preceding) as ended
    from spans),
totals as materialized (
  select o.* from ordered o left join wide w using ({key})
   where (o.ended is null or o.ended < o.happened_to)
     and (w.froms is null or o.area_id = %(area)s
          or not exists (select from unnest(w.froms, w.tos) as s(first, last) where s.first <= o.happened_from and s.last >= o.happened_to))),
owns as materialized (  -- what bodies told as the sum of their own work and no total holds
  select o.* from (select f.indicator_id, f.area_id, f.happened_from, f.happened_to, f.value, f.value_high, f.bound, f.body_id
                     from indicators_figure f where {live} and f.event is null and {own}
                   union all
                   select indicator_id, area_id, happened_from, happened_to, value, value_high, bound, body_id from once where is_own) o
    left join wide w using ({key})
   where (w.froms is null
          or not exists (select from unnest(w.froms, w.tos) as s(first, last) where s.first <= o.happened_from and s.last >= o.happened_to))
     and not exists (select from totals t where t.indicator_id = o.indicator_id and t.area_id = o.area_id
                                            and t.happened_from <= o.happened_from and t.happened_to >= o.happened_to)),
added as (
  select indicator_id, area_id, low, high, is_rough, is_nil, n from totals
  union all
  select d.indicator_id, d.area_id, sum(case d.bound when 'at_most' then 0 else d.value end),
         case when bool_or(d.bound = 'at_least') then null else sum(coalesce(d.value_high, d.value)) end,
         bool_or(d.bound = 'about'), bool_and(d.value = 0), count(*)
    from (select f.indicator_id, f.area_id, f.happened_from, f.happened_to, f.value, f.value_high, f.bound, f.body_id, false as is_own
            from indicators_figure f where {live} and f.event is null and {done}
          union all
          select indicator_id, area_id, happened_from, happened_to, value, value_high, bound, body_id, false from once where not (is_total or is_own)
          union all
          select indicator_id, area_id, happened_from, happened_to, value, value_high, bound, body_id, true from owns) d
    left join wide w using ({key})
   where (w.froms is null
          or not exists (select from unnest(w.froms, w.tos) as s(first, last) where s.first <= d.happened_from and s.last >= d.happened_to))
     and not exists (select from totals t where t.indicator_id = d.indicator_id and t.area_id = d.area_id
                                            and t.happened_from <= d.happened_from and t.happened_to >= d.happened_to)
     and not exists (select from owns o where o.indicator_id = d.indicator_id and o.body_id = d.body_id
                                          and o.happened_from <= d.happened_from and o.happened_to >= d.happened_to
                                          and not (d.is_own and o.happened_from = d.happened_from and o.happened_to = d.happened_to))
   group by 1, 2)
select indicator_id, {area}, sum(low), case when bool_or(high is null) then null else sum(high) end,
       bool_or(is_rough), bool_and(is_nil), sum(n)::integer
  from added group by 1, 2
