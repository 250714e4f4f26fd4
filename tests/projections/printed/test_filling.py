"""What was written on the forms of a case stands on its paper, in the right place."""

from dataclasses import replace

import pytest

from huiyin.projections.printed.papers import Papers
from huiyin.projections.printed.press import legible
from papers import (
    consignment,
    goods_return,
    jewellery,
    property,  # noqa: A004  the document is called so
    realty,
    repair,
    request,
    sample,
    service_centre,
    shift_centre,
    shift_city,
    trading_city,
    visit,
)
from papers.every import PAPERS as DOCUMENTS
from papers.paper import Paper, take
from printing import paper, printed, sheets


def test_the_receipt_has_date_code_part_customer_and_receiver() -> None:
    """S000-ch10-4a."""
    [sheet] = paper(repair.PAPER, repair.TAKEN_IN, "receipt")

    assert sheet["日期"] == sheet["date"] == "2026-03-02"
    assert sheet["商品编码"] == "product_code 照实填写"
    assert sheet["需维修部位"] == "part_to_repair 照实填写"
    assert sheet["客户姓名"] == "name 照实填写"
    assert sheet["收件人"] == "wang 客服前台接待员 front-desk receptionist"
    assert sheet["材质"] == "☑ 银饰品 silver ☐ 泰银 Thai silver ☐ 金饰品 gold ☐ 其他 other"
    assert "receipt_no 照实填写" in next(sheet.node.each("div", "number")).text


def test_the_handover_sheet_has_three_copies_that_differ_in_name_alone() -> None:
    """S000-ch10-4b, S000-ch10-4c: the third copy goes with the piece."""
    copies = paper(repair.PAPER, repair.ON_THE_SHEET, "handover-sheet", lang="zh")

    names = [next(one.node.each("span", "copy")).text for one in copies]

    assert names == ["第一联 存根", "第二联 客户", "第三联 随货"]
    assert {one["客户姓名"] for one in copies} == {"customer_name 照实填写"}
    assert {one["照相"] for one in copies} == {f"文件名 YS-2201.jpg 指纹 {'4f' * 32}"}
    assert {one["交出时间"] for one in copies} == {""}


def test_the_consignment_list_counts_its_goods_and_names_each_piece() -> None:
    """S000-ch12-1."""
    [sheet] = paper(consignment.PAPER, consignment.ON_SALE, "consignment-list")

    goods = sheet.rows("quantity")
    numbers = [(one["item number"], one["item"]) for one in sheet.rows("item number")]
    sums = next(sheet.node.each("tfoot")).text

    assert [(one["item"], one["件数"]) for one in goods] == [("银手镯", "2"), ("银项链", "1")]
    assert goods[0]["价格"] == "¥380.00 叁佰捌拾元整"
    assert goods[1]["价格"] == "", "a price that was not told is a blank"
    assert numbers == [("pf001李", "银手镯"), ("pf002李", "银手镯"), ("pf003李", "银项链")]
    assert sums == "合计 total3"
    assert sheet["签认件数"] == "3"


def test_each_sales_report_is_a_sheet_about_its_own_period() -> None:
    """S000-ch12-3: what was sold since the last report, what is left."""
    more = take(
        "report-sales", sold=["pf002李"], unsold=["pf003李"], amount="12345.60", after="20d"
    )
    past = (
        f"{consignment.ON_SALE} record-sale report-sales",
        take("record-sale", number="pf002李", price="12345.60"),
        more,
        take("record-sale", number="pf003李", price="5"),
    )

    first, second, draft = paper(consignment.PAPER, past, "sales-report")

    assert [one["编号"] for one in first.rows("售价")] == ["pf001李"]
    assert [one["编号"] for one in second.rows("售价")] == ["pf002李"]
    assert second.rows("售价")[0]["货品"] == "银手镯"
    assert [one["编号"] for one in second.rows("编号")] == ["pf002李"]
    assert second["金额"] == "¥12,345.60 壹万贰仟叁佰肆拾伍元陆角整"
    assert first["汇报时间"] in second["period"]
    assert second["period"].endswith(second["汇报时间"])
    assert (draft["期间"], draft["金额"]) == ("", ""), "not reported yet"
    assert draft["客户姓名"] == "name 照实填写"


def test_the_return_slip_has_goods_reason_and_sum() -> None:
    """S000-ch4-6b, S000-ch5-1B2."""
    path = goods_return.PAPER.paths["S000-ch5-1B2 on the spot"]
    [sheet] = paper(goods_return.PAPER, path, "return-slip", lang="zh")

    assert [(one["编号"], one["数量"]) for one in sheet.rows("编号")] == [("YS-1001", "2")]
    assert "☑ 现场退货" in sheet["退货原因"]
    assert sheet["退款金额"] == "¥200.00 贰佰元整"
    assert sheet["销售单号"] == "sale_no 照实填写"


def test_the_voucher_says_what_was_sent_and_leaves_lines_for_the_rest() -> None:
    """S000-ch6-5."""
    path = repair.PAPER.paths["S000-ch10-1 in house"]
    [sheet] = paper(repair.PAPER, path, "dispatch-voucher", lang="zh")

    assert sheet["货单号"] == "waybill_no 照实填写"
    assert (sheet["数量"], sheet["承运"]) == ("1", "carrier 照实填写")
    assert (sheet["发运方式"], sheet["运费"]) == ("", "")


def test_the_complaint_record_tells_the_visits_with_their_review() -> None:
    """S004-p6-6.2, S004-p9-4a."""
    path = property.PAPER.paths["S004-p6-4.2 general"]
    [sheet] = paper(property.PAPER, path, "complaint-record", lang="zh")

    [met] = sheet.rows("回访时间")

    assert sheet["投诉内容"] == "content 照实填写"
    assert sheet["有效性"] == "☑ 有效 ☐ 无效 ☐ 恶意"
    assert sheet["已致歉"] == "☑ 是 ☐ 否"
    assert sheet["责任部门"] == "工程部"
    assert (met["是否满意"], met["方式"]) == ("☑ 满意 ☐ 不满意", "电话")
    assert "opinion 照实填写" in met["意见与建议"]
    assert met["审阅"].startswith("deng 部门经理")


def test_a_statement_is_a_paper_of_discipline_alone() -> None:
    """S004-p6-6.5."""
    named = {}
    for path in ("S004-p6-4.2 general", "S004-p6-6.5 discipline"):
        story = property.PAPER.after(property.PAPER.paths[path])
        possible = Papers(story.scenario.desk).of(story.scenario.number)
        named[path] = {one.paper.name for one in possible}

    assert named["S004-p6-6.5 discipline"] - named["S004-p6-4.2 general"] == {
        "discipline-statement"
    }


def test_the_feedback_record_is_a_sheet_for_each_visit() -> None:
    """S004-p6-7.2."""
    path = next(
        path
        for path in property.PAPER.paths.values()
        if "record-dissatisfied-visit" in {one.step for one in path}
    )
    pages = paper(property.PAPER, path, "feedback-record", lang="zh")

    assert [one["是否满意"] for one in pages] == ["☐ 满意 ☑ 不满意", "☑ 满意 ☐ 不满意"]
    assert {len(one.boxes) for one in pages} == {1}
    assert {one["投诉人"] for one in pages} == {"name 照实填写"}


def test_the_follow_up_form_has_cause_plan_and_answer() -> None:
    """S003-3.3b, S003-3.5.3."""
    path = max(realty.PAPER.paths.values(), key=len)
    sheet = paper(realty.PAPER, path, "follow-up-form", lang="zh")[0]

    assert sheet["责任"] == "responsibility 照实填写"
    assert sheet["处理方案"] == "plan 照实填写"
    assert "result 照实填写" in sheet["给投诉人的答复"]
    assert sheet["时间规定"].startswith("2026-03-")


def test_the_information_form_says_whether_it_is_serious() -> None:
    """S001-ch4-2, S001-ch4-3."""
    serious = trading_city.PAPER.paths["S001-ch4-3 serious"]
    general = trading_city.PAPER.paths["S001-ch4-8 general"]

    said = [
        paper(trading_city.PAPER, path, "customer-information-form", lang="zh")[0]["严重"]
        for path in (serious, general)
    ]

    assert said == ["☑ 是 ☐ 否", "☐ 是 ☑ 否"]


def test_the_jewellery_record_has_matter_process_and_result() -> None:
    """S000-ch14-5."""
    path = max(jewellery.PAPER.paths.values(), key=len)
    [sheet] = paper(jewellery.PAPER, path, "complaint-record", lang="zh")

    assert sheet["事项"] == "matter 照实填写"
    assert sheet["处理过程"] == "process 照实填写"
    assert sheet["处理结果"] == "result 照实填写"


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (request.PROPERTY, "☑ 报修 ☐ 投诉 ☐ 求助"),
        (property.PAPER, "☐ 报修 ☑ 投诉 ☐ 求助"),
    ],
    ids=str,
)
def test_repairs_and_complaints_share_one_record(document: Paper, kind: str) -> None:
    """S004-p6-7.1."""
    path = next(iter(document.paths.values()))
    [sheet] = paper(document, path, "request-record", lang="zh")

    assert sheet["类别"] == kind
    assert sheet["处理结果"] == "result 照实填写"
    assert sheet["完成时间"].startswith("2026-03-")


def test_not_cooperating_is_told_on_a_sheet_of_its_own() -> None:
    """S004-p7-first-4."""
    past = ("register", take("report-non-cooperation", against="保洁部", matter="三次不接电话"))
    [sheet] = paper(service_centre.PAPER, past, "non-cooperation", lang="zh")

    assert sheet["不配合的部门或个人"] == "保洁部"
    assert sheet["首问责任人"] == "wang"


def test_the_duty_log_joins_what_was_filled_in_and_told_later() -> None:
    """S004-p7-duty-2, S004-p7-handover-2."""
    past = (
        shift_centre.STARTED,
        take("log-entry", action=None, matter="电梯困人", major=True),
        "log-entry",
        take("fill-entry", action="已放人"),
        "report-major",
    )
    [sheet] = paper(shift_centre.PAPER, past, "duty-log", lang="zh")

    first, second = sheet.rows("报告何人")

    assert (first["事项"], first["处理"], first["重大"]) == ("电梯困人", "已放人", "☑ 是 ☐ 否")
    assert first["报告何人"].startswith("cui 主任")
    assert (second["序号"], second["报告何人"]) == ("2", "")


def test_the_handover_record_has_items_matters_and_refusals() -> None:
    """S004-p7-handover-3a to handover-6."""
    path = shift_centre.PAPER.paths["S004-p7-handover-6 refused and remedied"]
    [sheet] = paper(shift_centre.PAPER, path, "handover-record", lang="zh")

    assert [one["状况"] for one in sheet.rows("物品")] == ["完好"] * 3
    assert [one["未完事项"] for one in sheet.rows("未完事项")] == ["无"]
    [refused] = sheet.rows("拒接理由")
    assert "☑ 记录不清不接" in refused["拒接理由"]
    assert refused["整改情况"] == "拒接理由 记录不清不接 整改情况 已补"
    assert sheet["接班人"] == "tan 接班人"


def test_the_handover_record_names_the_open_cases_in_their_own_words() -> None:
    """S004-p7-handover-4: the desk adds what is open."""
    story = shift_centre.PAPER.after(f"{shift_centre.PRESENT} count-items")
    form = {
        **dict.fromkeys(("name", "phone", "matter", "content"), "照实填写"),
        "channel": "phone",
        "severity": "serious",
    }
    opened = story.scenario.desk.open(
        "complaint/service_centre", "li:cs_staff", at=story.now, form=form
    )
    [sheet] = sheets(printed(story.then("brief-successor"), "handover-record", lang="zh"))

    [found] = sheet.rows("承诺时间")

    assert found["案件"] == opened.case
    assert (found["状态"], found["重要"]) == ("已登记", "重大投诉")
    assert "三天内明确答复" in found["承诺时间"]
    assert "24:00" in found["承诺时间"]


def test_the_trading_city_has_a_sheet_of_two_sentences() -> None:
    """S001-ch3.2-10a."""
    path = shift_city.PAPER.paths["S001-ch3.2-10a usual"]
    [sheet] = paper(shift_city.PAPER, path, "handover-record", lang="zh")

    assert sheet.title == "交接班记录表"
    assert sheet["交接班记录"] == "record 照实填写"
    assert "物品" not in sheet.labels, "its document knows no list of items"


def test_each_leave_is_a_note_of_its_own() -> None:
    """S004-p7-duty-5."""
    leave = "request-absence approve-absence arrive-as-substitute leave-post return-to-post"
    again = take("request-absence", reason="取快递", substitute="mei")
    pages = paper(shift_centre.PAPER, (f"{shift_centre.STARTED} {leave}", again), "leave-note")

    assert [one["外出事由"] for one in pages] == ["reason 照实填写", "取快递"]
    assert [bool(one["离岗时间"]) for one in pages] == [True, False]
    assert "cui" in pages[0].box("主任批准").text
    assert "cui" not in pages[1].box("主任批准").text, "the first leave's approval is the first's"


def test_the_visit_record_has_plan_questions_and_what_follows() -> None:
    """S004-p9-2, S004-p9-3."""
    path = visit.PROPERTY.paths["S004-p9-3 dissatisfied"]
    [sheet] = paper(visit.PROPERTY, path, "visit-record", lang="zh")

    assert sheet["计划时间"] == "2026-03-03 09:00"
    assert sheet["实际时间"] == "2026-03-02 10:00"
    assert sheet["询问：是否满意"] == "☐ 满意 ☑ 不满意"
    assert sheet["下次回访时间"] == "2026-03-07 11:00"
    assert sheet["回访人"] == "ma 客户服务助理"


def test_the_sample_record_lists_the_drawn_cases_and_the_findings() -> None:
    """S004-p7-visit-3, S004-p7-visit-4."""
    drawn = "open-quarter draw-sample"
    [before] = paper(sample.PAPER, drawn, "sample-record", lang="zh")
    path = sample.PAPER.paths["S004-p7-visit-4 findings"]
    [after] = paper(sample.PAPER, path, "sample-record", lang="zh")

    [waiting], [visited] = before.rows("保洁"), after.rows("保洁")

    assert (waiting["案件"], waiting["保洁"]) == (sample.ONE, ""), "to be visited"
    assert (visited["维修服务"], visited["保洁"]) == ("满意", "未涉及")
    assert [one["处理结果"] for one in after.rows("发现的问题")] == ["result 照实填写"]
    assert (after["总体"], after["样本数"]) == ("1", "1")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.procedure)
def test_a_fresh_case_has_lines_to_write_and_to_sign_on(document: Paper) -> None:
    story = document.after(next(iter(document.paths.values()))[:1])
    opening = story.scenario.case.past[0].step

    for one in Papers(story.scenario.desk).of(story.scenario.number):
        for sheet in sheets(printed(story, one.paper.name)):
            signed = sheet.node.of("div", "is-signed")
            cells = [cell.text for cell in sheet.node.each("td")]
            assert all(opening in box.text for box in signed)
            assert sheet.node.of("div", "line") or signed
            assert "" in cells or one.paper.name == "receipt"
            assert not sheet.remarks
        assert one.count.filled < one.count.fields


def test_how_complete_a_paper_is_grows_with_its_case() -> None:
    def counts(*past: str) -> tuple[int, ...]:
        story = repair.PAPER.after(" ".join(past))
        of = Papers(story.scenario.desk).of(story.scenario.number)
        one = next(one for one in of if one.paper.name == "receipt")
        return (one.count.filled, one.count.fields, one.count.signed, one.count.places)

    assert counts("present-piece") == (3, 8, 0, 2)
    assert counts(repair.TAKEN_IN) == (8, 8, 1, 2)


def test_an_instant_is_told_on_the_clock_of_the_office() -> None:
    from zoneinfo import ZoneInfo

    story = repair.PAPER.after(repair.TAKEN_IN)
    desk, number = story.scenario.desk, story.scenario.number
    london = Papers(desk, ZoneInfo("Europe/London")).printed(number, "receipt", now=story.now)

    assert sheets(london)[0]["收件时间"] == "2026-03-02 02:00"
    assert "Europe/London" in sheets(london)[0].foot


HOSTILE = (
    '<script>alert(1)</script>" onload="x',
    "&lt;b&gt; {{ 7*7 }} {% raw %}",
    "\u202eright to left\u202c \u200f",
    "长" * 4000,
    "one\ntwo\r\nthree",
    "</td></tr></table>",
)


@pytest.mark.parametrize("words", HOSTILE, ids=["tags", "braces", "rtl", "long", "lines", "table"])
def test_hostile_words_stay_in_their_cell(words: str) -> None:
    path = property.PAPER.paths["S004-p6-4.2 general"]
    tame = property.PAPER.after(path)
    wild = property.PAPER.after((replace(path[0], blanks={"content": words}), *path[1:]))

    for name in ("complaint-record", "request-record"):
        html = printed(wild, name)
        [sheet], [usual] = sheets(html), sheets(printed(tame, name))
        cell = sheet.cell("投诉内容" if name == "complaint-record" else "内容")
        assert cell.text == " ".join(legible(words).split())
        assert len(sheet.node.of()) == len(usual.node.of()), "nothing but the words has changed"
        assert "<script" not in html
