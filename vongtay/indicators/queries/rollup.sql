-- What figures add up to, by indicator and area: the same as lines_of of queries/figures.py does row by row.
with live as (
  select f.*,
         case f.bound when 'at_most' then 0 else f.value end as low,
         case f.bound when 'at_least' then null else coalesce(f.value_high, f.value) end as high,
         case f.bound when 'about' then 3 when 'exact' then case when f.value_high is null then 0 else 1 end else 2 end as doubt
    from indicators_figure f
   where f.world = %(world)s and (f.province_id = %(area)s or f.area_id = %(area)s) and f.indicator_id = any(%(codes)s)
     and f.happened_from >= %(first)s and f.happened_to <= %(last)s and f.apart = '' and not f.withdrawn
     and (f.nil or f.indicator_id = any(%(added)s))
     and case when %(moment)s::timestamptz is null then f.replaced_at is null
              else f.recorded_at <= %(moment)s and (f.replaced_at is null or f.replaced_at > %(moment)s) end
     and (%(body)s::uuid is null or f.body_id = %(body)s)),
once as (
  select indicator_id, province_id, area_id, happened_from, happened_to, low, high, bound, nil, value from live where event is null
  union all
  select indicator_id, province_id, area_id, happened_from, happened_to, low, high, bound, nil, value
    from (select distinct on (indicator_id, event) * from live where event is not null order by indicator_id, event, doubt, recorded_at, id) told),
spans as (
  select indicator_id, province_id, area_id, happened_from, happened_to, sum(low) as low,
         case when bool_or(high is null) then null else sum(high) end as high,
         bool_or(bound = 'about') as is_rough, bool_and(nil or value = 0) as is_nil, count(*) as n
    from once group by 1, 2, 3, 4, 5),
-- In this order a span lies within an earlier one exactly when one of them ends no sooner.
own as (
  select *, max(happened_to) over (partition by indicator_id, area_id order by happened_from, happened_to desc
                                   rows between unbounded preceding and 1 preceding) as ended
    from spans)
select o.indicator_id, o.area_id, sum(o.low), case when bool_or(o.high is null) then null else sum(o.high) end,
       bool_or(o.is_rough), bool_and(o.is_nil), sum(o.n)::integer
  from own o
 where (o.ended is null or o.ended < o.happened_to)
   and not (o.area_id <> o.province_id and exists (
         select from spans wide where wide.indicator_id = o.indicator_id and wide.area_id = o.province_id
            and wide.happened_from <= o.happened_from and wide.happened_to >= o.happened_to))
 group by 1, 2
