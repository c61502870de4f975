-- What figures add up to, by indicator and area: the same as lines_of of queries/figures.py does row by row.
with told as materialized (
  select f.indicator_id, f.area_id, f.happened_from, f.happened_to, f.value, f.value_high, f.bound, f.nil, f.source_kind = any(%(totals)s) as is_total
    from indicators_figure f where {live} and f.event is null
  union all
  select e.indicator_id, e.area_id, e.happened_from, e.happened_to, e.value, e.value_high, e.bound, e.nil, e.source_kind = any(%(totals)s)
    from (select distinct on (f.indicator_id, f.event) f.* from indicators_figure f where {live} and f.event is not null
           order by f.indicator_id, f.event,
                    case f.bound when 'about' then 3 when 'exact' then case when f.value_high is null then 0 else 1 end else 2 end,
                    f.recorded_at, f.id) e),
spans as materialized (
  select indicator_id, area_id, happened_from, happened_to,
         sum(case bound when 'at_most' then 0 else value end) as low,
         case when bool_or(bound = 'at_least') then null else sum(coalesce(value_high, value)) end as high,
         bool_or(bound = 'about') as is_rough, bool_and(nil or value = 0) as is_nil, count(*) as n
    from told where is_total group by 1, 2, 3, 4),
{wide},
-- In this order a span lies within an earlier one exactly when one of them ends no sooner.
ordered as (
  select *, max(happened_to) over (partition by indicator_id collate "C", area_id order by happened_from, happened_to desc
                                   rows between unbounded preceding and 1 preceding) as ended
    from spans),
totals as materialized (
  select * from ordered o where (o.ended is null or o.ended < o.happened_to) and o.area_id = %(area)s
  union all
  select * from ordered o where (o.ended is null or o.ended < o.happened_to) and o.area_id <> %(area)s
     and not exists (select from wide w where w.indicator_id = o.indicator_id and w.happened_from <= o.happened_from and w.happened_to >= o.happened_to{inside_o})),
added as (
  select indicator_id, area_id, low, high, is_rough, is_nil, n from totals
  union all
  select d.indicator_id, d.area_id, sum(case d.bound when 'at_most' then 0 else d.value end),
         case when bool_or(d.bound = 'at_least') then null else sum(coalesce(d.value_high, d.value)) end,
         bool_or(d.bound = 'about'), bool_and(d.nil or d.value = 0), count(*)
    from told d where not d.is_total
     and not exists (select from wide w where w.indicator_id = d.indicator_id and w.happened_from <= d.happened_from and w.happened_to >= d.happened_to{inside_d})
     and not exists (select from totals t where t.indicator_id = d.indicator_id and t.area_id = d.area_id
                                            and t.happened_from <= d.happened_from and t.happened_to >= d.happened_to)
   group by 1, 2)
select indicator_id, area_id, sum(low), case when bool_or(high is null) then null else sum(high) end,
       bool_or(is_rough), bool_and(is_nil), sum(n)::integer
  from added group by 1, 2
