"""The words of a draft changed by the office: figures frozen, files made anew, nothing after the issue."""
from copy import deepcopy
from datetime import date
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from audit.models import AuditEvent
from core.errors import EditConflict, InvalidInput, NotAllowed, WrongState
from reporting import services
from reporting.documents.edits import Typed
from reporting.enums import JobState
from reporting.models import ReportFile, ReportJob, ReportSnapshot, ReportWording
from reporting.services import reports
from reporting.services.sentences import printed_data
from tests.factories import OrganizationFactory, leader, obligation_of, officer
from tests.reporting.test_reports import PDF, TODAY, WORD, drawn, plan, prepare  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
PLACE = "s1.1"  # the sentence with the sum
DRAFTED = ("Đến ngày ⟦30/6/2023⟧, có ⟦8⟧/⟦20⟧ điển hình được công nhận, đạt ⟦40⟧ % chỉ tiêu, còn thiếu ⟦12⟧ điển hình.")
MINE = "Toàn tỉnh có ⟦8⟧/⟦20⟧ điển hình (⟦40⟧ %) đến ⟦30/6/2023⟧, còn thiếu ⟦12⟧; trong đó 3 điển hình trẻ."


def edit(snapshot, text=MINE, *, by=None, version=0, **options):
    return services.edit_sentences(snapshot, {PLACE: Typed(text)}, by=by or officer(), version=version, **options)


def text_of(data):
    return data["sections"][1]["blocks"][1]["text"]


def test_the_files_are_made_again_from_the_same_figures_in_other_words(plan, drawn):  # noqa: F811
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    frozen = deepcopy(snapshot.data)

    edit(snapshot)
    between = (ReportJob.objects.get().state, ReportFile.objects.count())
    services.run_job(snapshot.job.pk)

    stored = ReportSnapshot.objects.get()
    assert (between, stored.data) == ((JobState.QUEUED, 0), frozen)
    assert [kind for _, kind in drawn] == ["pdf", "docx", "pdf", "docx"]
    assert drawn[2][0] == drawn[3][0] == printed_data(stored)
    assert text_of(drawn[2][0]) == ("Toàn tỉnh có 8/20 điển hình (40 %) đến 30/6/2023, còn thiếu 12; "
                                    "trong đó 3 điển hình trẻ.")
    assert (ReportJob.objects.get().state, ReportFile.objects.count()) == (JobState.DONE, 2)
    assert drawn[2][0]["annexes"] == frozen["annexes"]


def test_the_log_tells_both_wordings(plan):  # noqa: F811
    snapshot = prepare(plan)
    clerk = officer()

    edit(snapshot, by=clerk)

    event = AuditEvent.objects.get(action="reporting.edit_sentences")
    assert (event.actor, event.before, event.after) == (
        clerk, {"Phần 2, đoạn 2": DRAFTED}, {"Phần 2, đoạn 2": MINE})


def test_a_broken_figure_is_refused_and_nothing_changes(plan):  # noqa: F811
    snapshot = prepare(plan)

    with pytest.raises(InvalidInput) as refused:
        edit(snapshot, MINE.replace("⟦8⟧", "⟦9⟧"))

    assert refused.value.errors[PLACE][0].startswith("Thiếu số liệu ⟦8⟧")
    assert "⟦9⟧ không phải số liệu" in refused.value.errors[PLACE][1]
    assert not ReportWording.objects.exists()


def test_the_second_of_two_editors_is_told(plan):  # noqa: F811
    snapshot, first = prepare(plan), officer()
    edit(snapshot, by=first)

    with pytest.raises(EditConflict) as refused:
        edit(snapshot, DRAFTED)

    assert (refused.value.by, ReportWording.objects.get().version) == (first, 1)
    assert edit(snapshot, MINE + " Hết.", version=1).version == 2


def test_the_drafted_words_come_back_and_saving_the_same_again_makes_nothing_anew(plan, drawn):  # noqa: F811
    snapshot = prepare(plan)
    edit(snapshot)
    events = AuditEvent.objects.filter(action="reporting.edit_sentences")

    edit(snapshot, DRAFTED, version=1)
    again = edit(snapshot, DRAFTED, version=2)

    assert (again.version, again.texts, events.count()) == (2, {"0": {}}, 2)
    assert printed_data(snapshot) == snapshot.data


def test_an_issued_paper_stays_as_it_is_and_only_the_office_edits(plan, drawn):  # noqa: F811
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    with pytest.raises(NotAllowed):
        edit(snapshot, by=leader())
    services.issue_report(snapshot, number="5/BC-SNV", issued_on=date(2026, 11, 20), by=officer(), today=TODAY)

    with pytest.raises(NotAllowed, match="đã ban hành nên không sửa"):
        edit(snapshot)

    assert (ReportWording.objects.count(), ReportFile.objects.count()) == (0, 2)


def test_a_paper_whose_new_files_are_not_there_cannot_be_issued(plan, drawn):  # noqa: F811
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    edit(snapshot)

    with pytest.raises(WrongState, match="chưa lập xong"):
        services.issue_report(snapshot, number="5/BC-SNV", issued_on=date(2026, 11, 20), by=officer(), today=TODAY)


def test_a_rendering_of_the_former_words_stores_nothing(plan, monkeypatch):  # noqa: F811
    snapshot, seen = prepare(plan), []

    def edited_meanwhile(data, kind):
        if not seen:
            edit(snapshot)
            reports._claim(snapshot.job.pk, reports.timezone.now())
        seen.append(text_of(data))
        return PDF if kind == "pdf" else WORD
    monkeypatch.setattr(reports, "render", edited_meanwhile)
    services.run_job(snapshot.job.pk)

    assert (ReportFile.objects.count(), ReportJob.objects.get().state) == (0, JobState.RUNNING)


def test_files_of_former_words_leave_the_disk(plan, drawn, django_capture_on_commit_callbacks):  # noqa: F811
    snapshot = prepare(plan)
    services.run_job(snapshot.job.pk)
    stored = snapshot.files.get(format="pdf")
    digest = sha256(PDF).hexdigest()
    picture = default_storage.save(f"previews/{digest[:2]}/{digest}/1.png", ContentFile(b"x"))
    woken = []

    with django_capture_on_commit_callbacks(execute=True):
        edit(snapshot, wake=woken.append)

    assert (default_storage.exists(stored.stored_name), default_storage.exists(picture)) == (False, False)
    assert woken == [snapshot.job.pk]


def test_each_letter_of_a_pack_has_words_of_its_own(plan):  # noqa: F811
    obligation_of(OrganizationFactory(name="Công an tỉnh"), field=plan.fields.get(), min_count=2)
    snapshot = prepare(plan, kind="letters")

    services.edit_sentences(snapshot, {"c": Typed("Đề nghị Công an tỉnh phối hợp.")}, by=officer(), version=0, paper=1)

    closings = [paper["closing"] for paper in printed_data(snapshot)]
    assert closings == [snapshot.data[0]["closing"], "Đề nghị Công an tỉnh phối hợp."]
