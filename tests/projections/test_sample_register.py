"""The register of samples: what a quarter's fifth was asked, and what came of what was found."""

from papers.paper import take
from papers.sample import ONE, PAPER, PRODUCTION, QUALITY, with_repairs
from registers import corrected, shown, told
from spec import at

VISITED = "open-quarter draw-sample record-sample-visit"


def test_a_quarter_has_one_line() -> None:
    """S004-p7-visit-3: population, sample, visits."""
    line = told(with_repairs(6).after(VISITED.removesuffix(" record-sample-visit")), "samples")

    assert (line["quarter"], line["population"], line["sample_size"]) == ("2026-Q1", 6, 2)
    assert (len(line["sample"]), line["visited"], line["drawn_by"]) == (2, 0, "cui")
    assert line["sample_due_at"] == at("2026-04-01 00:00")


def test_before_the_draw_nothing_is_known_of_the_population() -> None:
    """S004-p7-visit-3: a quarter without a sample is noticed."""
    line = told(PAPER.after("open-quarter"), "samples", "2026-04-01 00:01")

    assert (line["population"], line["sample_size"], line["sample"]) == (None, None, [])
    assert line["overdue_deadlines"] == ["quarterly_sample", "quality_audit", "production_audit"]


def test_answers_are_counted_service_by_service() -> None:
    """S004-p7-visit-5: of every service, truthfully."""
    dirty = take("record-sample-visit", cleaning="dissatisfied")
    story = PAPER.after(("open-quarter draw-sample", dirty))

    line = told(story, "samples")

    assert (line["satisfied"], line["dissatisfied"], line["visited"]) == (3, 1, 1)
    assert shown(story.scenario.desk, "samples", "visits") == [
        f"{ONE}：维修服务满意，前台接待满意，保洁不满意，绿化未涉及，治安管理满意；opinion 照实填写"
    ]


def test_a_finding_is_open_until_it_is_handled() -> None:
    """S004-p7-visit-4: put right promptly."""
    found = PAPER.after(f"{VISITED} record-finding")
    handled = PAPER.after(f"{VISITED} record-finding handle-finding")

    assert (told(found, "samples")["findings"], told(found, "samples")["open_findings"]) == (1, 1)
    assert told(handled, "samples")["open_findings"] == 0


def test_a_corrected_answer_is_counted_as_corrected() -> None:
    """S001-ch2-1a: the register follows the counter-entry."""
    story = PAPER.after((VISITED, corrected(3, "cui:director", greening="dissatisfied")))

    assert told(story, "samples")["dissatisfied"] == 1


def test_both_audits_are_told() -> None:
    """S004-p7-visit-6: quality and production audit the follow-ups each quarter."""
    story = PAPER.after((VISITED, QUALITY, PRODUCTION))

    (said,) = shown(story.scenario.desk, "samples", "audits")

    assert said == (
        "品质管理部：finding 照实填写（pu，2026-03-02 12:00）；"
        "生产运行部：finding 照实填写（rao，2026-03-02 13:00）"
    )
