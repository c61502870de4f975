"""Co-ordination: read in the province or under a mandate over it; duties and calls are written by the body that keeps the regulation, answers by
the body that is asked, or by the one that called from its paper.
"""

from django.db import migrations

from vongtay.common.policies import protect

PROVINCE = "world = (select vt.world()) and province_id = (select vt.province())"
COUNTED = "world = (select vt.world()) and province_id = any((select vt.areas())::integer[])"
READ = f"({PROVINCE}) or ({COUNTED})"
MINE = "entered_by_id = (select vt.post())"
OURS = f"{PROVINCE} and body_id = (select vt.body())"
OF_DUTY = f"{PROVINCE} and exists (select 1 from programme_duty d where d.id = duty_id and d.body_id = (select vt.body()))"
CALLED = "exists (select 1 from programme_evaluation e where e.id = {} and e.body_id = (select vt.body()))"
OF_CALL = f"{PROVINCE} and {CALLED.format('evaluation_id')}"
ANSWERS = (
    f"{PROVINCE} and {MINE} and exists (select 1 from programme_evaluationpart p where p.id = part_id and p.to_body_id = programme_evaluationanswer.body_id"
    " and exists (select 1 from programme_evaluation o where o.id = p.evaluation_id and o.closed_on is null)"
    f" and (p.to_body_id = (select vt.body()) or (source_sign <> '' and {CALLED.format('p.evaluation_id')})))"
)
OF_ANSWER = f"{PROVINCE} and exists (select 1 from programme_evaluationanswer a where a.id = answer_id and a.{MINE})"


class Migration(migrations.Migration):
    dependencies = [("programme", "0009_money_walls")]
    operations = [
        protect("programme_duty", {"select": READ, "insert": f"{OURS} and {MINE}", "update": OURS}),
        protect("programme_dutysupport", {"select": READ, "insert": OF_DUTY, "delete": OF_DUTY}),
        protect("programme_evaluation", {"select": READ, "insert": f"{OURS} and {MINE}", "update": OURS}),
        protect("programme_evaluationpart", {"select": READ, "insert": OF_CALL}),
        protect("programme_evaluationanswer", {"select": READ, "insert": ANSWERS}),
        protect("programme_evaluationline", {"select": READ, "insert": OF_ANSWER}),
    ]
