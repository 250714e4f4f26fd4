"""A struck original stays legible beside the right word, and late paper says so."""

from huiyin.projections.printed.record import Record
from huiyin.projections.printed.sources import first, written
from papers import consignment, repair, shift_centre
from papers.paper import Story, take
from printing import Sheet, printed, sheets
from spec import did


def corrected(story: Story, version: int, /, by: str = "zhao:cs_manager", **now: object) -> Story:
    approved = "zhao:cs_manager" if by == "cui:director" else "deng:dept_manager"
    fix = take("correct-entry", by, because="抄错", version=version, now=now, approved_by=approved)
    return story.then(fix)


def receipt(story: Story, **asked: object) -> Sheet:
    return sheets(printed(story, "receipt", **asked))[0]


def test_the_struck_word_stands_beside_the_right_one() -> None:
    """S001-ch2-1a: originals are not changed; 红冲."""
    sheet = receipt(corrected(repair.PAPER.after(repair.TAKEN_IN), 2, product_code="YS-2210"))

    cell = sheet.cell("商品编码")

    assert [one.text for one in cell.each("del")] == ["product_code 照实填写"]
    assert [one.text for one in cell.each("ins")] == ["YS-2210"]
    assert cell.of("sup", "mark")[0].text == "※1"
    assert not sheet.cell("需维修部位").of("del")


def test_the_sheet_says_who_corrected_it_on_whose_approval_and_why() -> None:
    sheet = receipt(corrected(repair.PAPER.after(repair.TAKEN_IN), 2, product_code="YS-2210"))

    [remark] = sheet.remarks

    assert remark.startswith("※1 更正，原记录 correction of entry 2 2026-03-02 11:00")
    assert "更正人 by zhao 客户服务经理 customer-service manager" in remark
    assert "批准人 approved by deng 部门经理" in remark
    assert remark.endswith("事由 reason 抄错")


def test_a_word_corrected_twice_keeps_both_originals() -> None:
    story = corrected(repair.PAPER.after(repair.TAKEN_IN), 2, product_code="YS-2210")
    sheet = receipt(corrected(story, 2, product_code="YS-2211"))

    cell = sheet.cell("商品编码")

    assert [one.text for one in cell.each("del")] == ["product_code 照实填写", "YS-2210"]
    assert [one.text for one in cell.each("ins")] == ["YS-2211"]
    assert [one.text for one in cell.each("sup")] == ["※1", "※2"]
    assert len(sheet.remarks) == 2


def test_a_ticked_word_is_struck_by_name_and_ticked_anew() -> None:
    sheet = receipt(corrected(repair.PAPER.after(repair.TAKEN_IN), 1, material="gold"), lang="zh")

    cell = sheet.cell("材质")

    assert [one.text for one in cell.each("del")] == ["银饰品"]
    assert [one.text for one in cell.each("span", "ticked")] == ["☑ 金饰品"]


def test_the_number_of_a_paper_is_corrected_in_its_corner() -> None:
    sheet = receipt(corrected(repair.PAPER.after(repair.TAKEN_IN), 2, receipt_no="ST-0032"))

    corner = next(sheet.node.each("div", "number"))

    assert "receipt_no 照实填写ST-0032※1" in corner.text
    assert len(sheet.remarks) == 1


def test_a_word_that_was_never_written_is_struck_as_empty() -> None:
    story = corrected(repair.PAPER.after(f"{repair.TAKEN_IN} assess-piece"), 3, remark="戒圈变形")
    sheet = sheets(printed(story, "handover-sheet"))[0]

    assert [one.text for one in sheet.cell("损坏说明").each("del")] == ["（空） (empty)"]
    assert [one.text for one in sheet.cell("损坏说明").each("ins")] == ["戒圈变形"]


def test_lines_of_a_list_are_struck_one_by_one() -> None:
    """S000-ch12-1."""
    items = [
        {"item": "银手镯", "quantity": 2, "price": "360.00"},
        {"item": "银项链", "quantity": 1},
    ]
    story = corrected(consignment.PAPER.after("offer-goods count-goods"), 2, items=items)
    [sheet] = sheets(printed(story, "consignment-list", lang="zh"))

    rows = [row for row in sheet.node.each("tr") if row.of("del")]

    assert [one.text for one in rows[0].each("del")] == ["银手镯", "2", "¥380.00 叁佰捌拾元整"]
    assert len(rows) == 1
    assert [one["货品"] for one in sheet.rows("件数")] == ["银手镯※1", "银手镯", "银项链"]
    assert next(sheet.node.each("tfoot")).text == "合计3"


def test_a_row_of_the_log_is_corrected_in_its_place() -> None:
    """S004-p7-duty-6."""
    story = shift_centre.PAPER.after(f"{shift_centre.STARTED} log-entry log-entry")
    corrected(story, 3, by="cui:director", matter="三号梯停")
    [sheet] = sheets(printed(story, "duty-log", lang="zh"))

    first, second = sheet.rows("事项")

    assert first["事项"] == "matter 照实填写三号梯停※1"
    assert second["事项"] == "matter 照实填写"


def test_hours_that_were_corrected_show_both() -> None:
    """S004-p7-duty-1."""
    story = shift_centre.PAPER.after(shift_centre.STARTED)
    corrected(story, 1, by="cui:director", ends_at="2026-03-02T22:00:00+08:00")

    for name in ("duty-log", "handover-record"):
        [sheet] = sheets(printed(story, name, lang="zh"))
        assert sheet["班次止"] == "2026-03-02 21:002026-03-02 22:00※1"
        assert len(sheet.remarks) == 1


def test_a_tick_that_was_struck_leaves_nothing_ticked() -> None:
    """S004-p7-duty-6."""
    story = shift_centre.PAPER.after((shift_centre.STARTED, shift_centre.MAJOR))
    corrected(story, 3, by="cui:director", major=None)
    [sheet] = sheets(printed(story, "duty-log", lang="zh"))

    assert sheet.rows("重大")[0]["重大"] == "是☐ 是 ☐ 否 ※1"


def test_what_was_struck_stays_beside_what_takes_its_place() -> None:
    story = repair.PAPER.after((repair.TAKEN_IN, take("assess-piece", remark="戒圈变形")))
    history = corrected(story, 3, remark=None).scenario.desk.history(story.scenario.number)
    record = Record.of(repair.PAPER.page, history)
    remark = written("remark", "PieceAssessed")

    instead = first(remark, written("part_to_repair", "PieceReceived")).read(record)
    alone = first(remark).read(record)

    assert [one.says for one in instead] == [None, "part_to_repair 照实填写"]
    assert [word for one in instead for _, word in one.struck] == ["戒圈变形"]
    assert [one.says for one in alone] == [None]


def test_what_came_late_to_paper_shows_both_times_and_the_reason() -> None:
    story = repair.PAPER.after("present-piece")
    _, who, form = story.read(take("receive-piece"))
    late = did(
        "2026-03-04 10:00",
        who,
        "receive-piece",
        happened="2026-03-02 09:40",
        because="停电补记",
        **form,
    )
    story.scenario.through(late)
    sheet = receipt(story)

    assert sheet["收件时间"] == "2026-03-02 09:40 2026-03-04 10:00补录 recorded 2026-03-04 10:00"
    [remark] = sheet.remarks
    assert remark.startswith("补记 late entry 收件开收条 receive-piece")
    assert "发生于 happened 2026-03-02 09:40 · 登录于 recorded 2026-03-04 10:00" in remark
    assert remark.endswith("事由 reason 停电补记")


def test_before_the_correction_the_paper_read_otherwise() -> None:
    story = repair.PAPER.after(repair.TAKEN_IN)
    before = story.now
    corrected(story, 2, product_code="YS-2210")

    then, at_version = receipt(story, at=before), receipt(story, version=2)

    for sheet in (then, at_version):
        assert sheet["商品编码"] == "product_code 照实填写"
        assert not sheet.remarks
