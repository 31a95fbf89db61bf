"""Addresses whose words belong to notices."""

from django.urls import URLPattern, URLResolver, path

from notices.views import case, case_steps, desk, finding, payments, plain, statistics

app_name = "notices"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("cases/", finding.cases, name="cases"),
    path("search/", finding.search, name="search"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("practice/", plain.practice_day, name="practice_day"),
    path("help/", plain.page, {"template": "notices/help.html"}, name="help"),
    path("accessibility/", plain.page, {"template": "notices/accessibility.html"}, name="accessibility"),
    path("privacy/", plain.page, {"template": "notices/privacy.html"}, name="privacy"),
    path("healthz", plain.alive, name="alive"),
    path("readyz", plain.ready, name="ready"),
    path("cases/<str:reference>/", case.case, name="case"),
    path("cases/<str:reference>/attendance/", case.attendance, name="case_attendance"),
    path("cases/<str:reference>/people/", case.people, name="case_people"),
    path("cases/<str:reference>/letters/", case.letters, name="case_letters"),
    path("cases/<str:reference>/deadlines/", case.deadlines, name="case_deadlines"),
    path("cases/<str:reference>/history/", case.history, name="case_history"),
    path("cases/<str:reference>/support/", case_steps.record_support, name="record_support"),
    path("cases/<str:reference>/equality/", case_steps.answer_equality, name="answer_equality"),
    path("cases/<str:reference>/matters/new/", case_steps.begin_matter, name="begin_matter"),
    path("cases/<str:reference>/not-to-act/", case_steps.not_to_act, name="not_to_act"),
    path("cases/<str:reference>/pause/", case_steps.pause, name="pause"),
    path("cases/<str:reference>/close/", case_steps.close, name="close_case"),
    path("matters/<str:reference>/liability/", case_steps.liability, name="liability"),
    path("matters/<str:reference>/explained/", case_steps.explained, name="explained"),
    path("matters/<str:reference>/representation/", case_steps.representation, name="representation"),
    path("matters/<str:reference>/refer/", case_steps.refer, name="refer"),
    path("representations/<int:number>/answer/", case_steps.answer_representation, name="answer_representation"),
    path("payments/", payments.ledger, name="payments"),
    path("payments/record/", payments.record, name="record_payment"),
    path("payments/<int:number>/", payments.payment, name="payment"),
    path("payments/<int:number>/allocate/", payments.allocate, name="allocate"),
    path("payments/<int:number>/claims/<int:claim>/not-theirs/", payments.not_theirs, name="not_theirs"),
    path("payments/<int:number>/reverse/", payments.reverse, name="reverse_payment"),
    path("refunds/<int:number>/", payments.refund, name="refund"),
    path("evidence/record/", payments.record_evidence, name="record_evidence"),
    path("evidence/<int:number>/", payments.decide_evidence, name="decide_evidence"),
]
