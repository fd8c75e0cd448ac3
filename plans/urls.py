from django.urls import path

from plans.views import (
    backward,
    before_days,
    calendars,
    duties,
    fields,
    milestones,
    pages,
    parts,
    pickers,
    reading,
    reminding,
    rules,
)

app_name = "plans"

# --- plans: reading, entering, issuing, amending ------------------------------------------------------------------

PLAN = "ke-hoach/<uuid:public_id>/"
RULE = f"{PLAN}chi-tieu/<uuid:rule_id>/"

plan_routes = [
    path("ke-hoach/", pages.plan_list, name="list"),
    path("ke-hoach/moi/", pages.plan_create, name="create"),
    path("ke-hoach/doc-van-ban/", reading.read, name="read"),
    path("ke-hoach/doc-van-ban/<uuid:public_id>/", reading.reading, name="reading"),
    path("ke-hoach/doc-van-ban/<uuid:public_id>/bo/", reading.reading_drop, name="reading_drop"),
    path("ke-hoach/chon-co-quan/", pickers.agencies, name="agencies"),
    path(PLAN, pages.plan_detail, name="detail"),
    path(f"{PLAN}soan/", pages.plan_edit, name="edit"),
    path(f"{PLAN}thong-tin/", pages.plan_facts, name="facts"),
    path(f"{PLAN}xoa/", pages.plan_delete, name="delete"),
    path(f"{PLAN}xem-truoc/", pages.plan_preview, name="preview"),
    path(f"{PLAN}ban-hanh/", pages.plan_issue, name="issue"),
    path(f"{PLAN}ket-thuc/", pages.plan_close, name="close"),
    path(f"{PLAN}van-ban/them/", parts.document_add, name="document_add"),
    path(f"{PLAN}van-ban/<uuid:document_id>/", parts.document_edit, name="document_edit"),
    path(f"{PLAN}van-ban/<uuid:document_id>/can-cu/", parts.legal_bases, name="legal_bases"),
    path(f"{PLAN}van-ban/<uuid:document_id>/noi-nhan/", parts.recipients, name="recipients"),
    path(f"{PLAN}giai-doan/them/", parts.phase_page, name="phase_add"),
    path(f"{PLAN}giai-doan/<str:code>/", parts.phase_page, name="phase_edit"),
    path(f"{PLAN}dieu-kien/them/", parts.condition_page, name="condition_add"),
    path(f"{PLAN}dieu-kien/<str:code>/", parts.condition_page, name="condition_edit"),
    path(f"{PLAN}thuong-xuyen/", parts.standing_duties, name="standing_duties"),
    path(f"{PLAN}xoa-phan/<str:kind>/<str:key>/", parts.part_delete, name="part_delete"),
    path(f"{PLAN}linh-vuc/them/", fields.field_add, name="field_add"),
    path(f"{PLAN}linh-vuc/<uuid:field_id>/", fields.field_edit, name="field_edit"),
    path(f"{PLAN}chi-tieu/them/", rules.rule_add, name="rule_add"),
    path(f"{PLAN}chi-tieu/doc-lai/", rules.rule_sentence, name="rule_sentence"),
    path(RULE, rules.rule_page, name="rule"),
    path(f"{RULE}sua/", rules.rule_edit, name="rule_edit"),
    path(f"{RULE}phan-bo/", rules.rule_allocate, name="rule_allocate"),
    path(f"{RULE}dieu-chinh/", rules.rule_amend, name="rule_amend"),
    path(f"{RULE}thoi-ap-dung/", rules.rule_withdraw, name="rule_withdraw"),
    path(f"{PLAN}moc/them/", milestones.milestone_add, name="milestone_add"),
    path(f"{PLAN}moc/tinh-ngay/", milestones.milestone_days, name="milestone_days"),
    path(f"{PLAN}moc/<uuid:milestone_id>/sua/", milestones.milestone_edit, name="milestone_edit"),
    path(f"{PLAN}moc/<uuid:milestone_id>/dieu-chinh/", milestones.milestone_amend, name="milestone_amend"),
]

# --- milestones and duties ------------------------------------------------------------------------------------------

DUTY = "moc/<uuid:public_id>/"

duty_routes = [
    path("moc/", duties.duty_list, name="duties"),
    path(f"{PLAN}lich-nhac/", reminding.reminder_rules, name="reminder_rules"),
    path("moc/dung-han/", duties.on_time, name="on_time"),
    path("moc/khong-lien-lac/", duties.unreachable, name="unreachable"),
    path("moc/lich/", calendars.month, name="calendar"),
    path("moc/lich/dia-chi/", calendars.feeds, name="feeds"),
    path("moc/lich/thu-hoi/", calendars.feed_revoke, name="feed_revoke"),
    path("lich/hoa-dep.ics", calendars.feed, name="feed"),
    path("moc/truoc-ngay/", before_days.before_rule, name="before_rule"),
    path("moc/ngay-nghi/", reminding.days_off, name="days_off"),
    path("moc/ngay-nghi/bo/", reminding.day_off_remove, name="day_off_remove"),
    path("moc/ngay-ky-niem/", backward.anniversaries, name="anniversaries"),
    path("moc/viec/<uuid:public_id>/", duties.milestone, name="milestone"),
    path("moc/viec/<uuid:public_id>/cac-buoc/", backward.inner_steps, name="inner_steps"),
    path("moc/tep/<uuid:public_id>/", duties.deliverable_file, name="deliverable_file"),
    path(DUTY, duties.occurrence, name="occurrence"),
    path(f"{DUTY}<slug:act>/", duties.occurrence_act, name="occurrence_act"),
]

urlpatterns = [*plan_routes, *duty_routes]
