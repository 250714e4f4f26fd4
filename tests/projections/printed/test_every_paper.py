"""Every paper that the documents name is there with every column they list, in both languages."""

from collections.abc import Iterator

import pytest

from huiyin.domain.clauses import CLAUSES
from huiyin.domain.office import rulebook
from huiyin.projections.printed.every import PAPERS
from huiyin.projections.printed.paper import Fields, Lines, Paper
from huiyin.projections.printed.papers import Papers
from huiyin.projections.printed.sources import Source
from huiyin.workflow.language import Label
from huiyin.workflow.parts import Step
from papers.every import PAPERS as DOCUMENTS
from papers.paper import Paper as Document
from papers.paper import Past, Story
from printing import printed, sheets

PAGES = {page.name: page for page in rulebook()}

# The columns and fields that the documents state or imply for each paper, as they read on it.
ASKED = {
    ("complaint/property", "complaint-record"): """
        登记时间 来源 姓名 投诉事项 单元号码 投诉内容 联系电话 投诉对象 联系方式 受理人 已致歉
        程度 责任部门 限期 处理结果 回访时间 审阅 归档号""",
    ("complaint/property", "discipline-statement"): "事件经过 证明人 证物 投诉人 联系电话",
    ("complaint/property", "review-minutes"): "日期 参加人员 措施 责任人 限期",
    ("complaint/property", "feedback-record"): "投诉编号 日期 方式 是否满意 别的建议 回访人",
    ("complaint/jewellery", "complaint-record"): """
        事项 处理过程 处理结果 日期 经手人 下次答复时间""",
    ("complaint/realty", "follow-up-form"): """
        意见投诉内容 所属部门 原因 责任 有效性 处理方案 方案责任人 时间规定 现场实际情况
        给投诉人的答复 回访日期 通知方式""",
    ("complaint/realty", "site-inspection"): "日期 地点 参加人员 客户在场 现场实际情况",
    ("complaint/realty", "written-report"): "投诉编号 事实 报告与处理意见 报告人 收件部门",
    ("complaint/trading_city", "customer-information-form"): """
        编号 日期 来源 客户姓名 联系电话 地址 内容 受理人 严重 通知部门""",
    ("complaint/trading_city", "handling-form"): """
        编号 事项 责任部门 处理人 处理过程 处理结果 回访结果 登记日期 填表日期 回访日期 归档号""",
    ("complaint/trading_city", "department-record"): "日期 投诉编号 事项 指派处理人",
    ("complaint/service_centre", "non-cooperation"): """
        首问责任人 不配合的部门或个人 事项 日期""",
    ("request/property", "request-record"): """
        类别 客户姓名 单元号码 联系电话 内容 责任部门 限期 处理结果 完成时间""",
    ("repair/jewellery", "receipt"): "日期 商品编码 需维修部位 收件人 客户姓名",
    ("repair/jewellery", "handover-sheet"): """
        收条编号 收条日期 商品编码 需维修部位 照相 客户姓名 第三联随货""",
    ("repair/jewellery", "dispatch-voucher"): """
        发送时间 客户姓名 数量 货单号 承运 发运方式 运费""",
    ("consignment/jewellery", "consignment-list"): "客户姓名 日期 货品 件数 编号 价格",
    ("consignment/jewellery", "consignment-contract"): "条款 数量",
    ("consignment/jewellery", "sales-report"): "期间 编号 货品 售价 金额",
    ("return/jewellery", "return-slip"): "编号 数量 退货原因 销售单号",
    ("shift/service_centre", "duty-log"): """
        班次 值班人 时间 事项 处理 重大 报告何人""",
    ("shift/service_centre", "handover-record"): """
        班次 交班人 接班人 接班人到岗时间 物品 状况 损坏或缺失的说明 未完事项 桌椅卫生整洁
        拒接理由""",
    ("shift/trading_city", "handover-record"): "班次 交班人 接班人 接班人到岗时间 交接班记录",
    ("shift/service_centre", "leave-note"): "请假人 外出事由 离岗时间 回岗时间 替班人",
    ("visit/property", "visit-record"): """
        案件编号 客户姓名 计划时间 实际时间 方式 询问：是否满意 询问：意见建议 下次回访时间
        整改限期""",
    ("visit/service_centre", "visit-record"): "客户姓名 计划时间 实际时间 方式 下次回访时间",
    ("sample/service_centre", "sample-record"): """
        季度 总体 样本数 维修服务 前台接待 保洁 绿化 治安管理 发现的问题 处理结果""",
}
SIGNED_BY = {
    ("complaint/property", "complaint-record"): "受理人 部门经理审阅 兼职助理归档",
    ("complaint/property", "discipline-statement"): "投诉人签名",
    ("complaint/jewellery", "complaint-record"): "经手人",
    ("complaint/realty", "follow-up-form"): "方案责任人 部门负责人认可",
    ("complaint/trading_city", "customer-information-form"): "受理人",
    ("complaint/trading_city", "handling-form"): "客服部",
    ("request/property", "request-record"): "处理部门负责人",
    ("repair/jewellery", "handover-sheet"): "交件人 带修人",
    ("consignment/jewellery", "consignment-list"): "客户签名",
    ("consignment/jewellery", "consignment-contract"): "客户签名",
    ("return/jewellery", "return-slip"): "经手人 客户 部门经理",
    ("shift/service_centre", "duty-log"): "交班人 接班人",
    ("shift/service_centre", "handover-record"): "交班人 接班人 差异说明",
    ("shift/service_centre", "leave-note"): "主任批准",
    ("visit/property", "visit-record"): "回访人 部门经理审阅",
    ("sample/service_centre", "sample-record"): "客服中心主任",
}
FROM_ELSEWHERE = ("<script", "<link", "<img", "http:", "https:", "src=", "url(", "None")
DONE = [
    pytest.param(one, path, id=f"{one.procedure} {name}")
    for one in DOCUMENTS
    for name, path in one.paths.items()
]


def filled(story: Story) -> Iterator[Paper]:
    """Give the papers that a case fills."""
    for one in Papers(story.scenario.desk).of(story.scenario.number):
        yield one.paper


@pytest.mark.parametrize(("document", "path"), DONE)
def test_every_paper_of_every_walk_is_printed_whole_in_every_language(
    document: Document, path: Past
) -> None:
    story = document.after(path)

    for paper in filled(story):
        for lang in ("zh", "en", "both"):
            html = printed(story, paper.name, lang=lang)
            titles = {sheet.title for sheet in sheets(html)}
            zh, en = paper.title.zh, paper.title.en
            assert titles == {{"zh": zh, "en": en, "both": f"{zh} {en}"}[lang]}
            assert all(clause in html for clause in paper.clauses)
            assert not [one for one in FROM_ELSEWHERE if one in html]


@pytest.mark.parametrize(("procedure", "name"), [*ASKED], ids=" ".join)
def test_each_field_that_the_document_lists_is_on_the_paper(procedure: str, name: str) -> None:
    document = next(one for one in DOCUMENTS if one.procedure == procedure)
    stories = (document.after(path) for path in document.paths.values())
    story = next(one for one in stories if name in {paper.name for paper in filled(one)})
    paper = next(one for one in filled(story) if one.name == name)
    english = {label.zh: label.en for label in labels(paper)}

    zh = {one for sheet in sheets(printed(story, name, lang="zh")) for one in sheet.labels}
    both = {one for sheet in sheets(printed(story, name)) for one in sheet.labels}

    assert not set(ASKED[procedure, name].split()) - zh
    assert not {english[one] for one in ASKED[procedure, name].split()} - both


@pytest.mark.parametrize(("procedure", "name"), [*SIGNED_BY], ids=" ".join)
def test_each_signature_that_the_document_asks_for_has_its_place(procedure: str, name: str) -> None:
    document = next(one for one in DOCUMENTS if one.procedure == procedure)
    stories = (document.after(path) for path in document.paths.values())
    story = next(one for one in stories if name in {paper.name for paper in filled(one)})

    boxes = sheets(printed(story, name, lang="zh"))[0].boxes

    assert not [one for one in SIGNED_BY[procedure, name].split() if one not in " ".join(boxes)]


def labels(paper: Paper) -> Iterator[Label]:
    for part in paper.parts:
        if isinstance(part, Fields):
            yield from (one.label for one in part.each)
        elif isinstance(part, Lines):
            yield from (one.label for one in part.columns)


def read_by(paper: Paper) -> Iterator[Source]:
    """Give every source of a paper that reads something itself."""
    for source in paper.sources():
        yield from read_within(source)


def read_within(source: Source) -> Iterator[Source]:
    if not source.of:
        yield source
    for one in source.of:
        yield from read_within(one)


def steps_of(paper: Paper) -> list[Step]:
    """Give the steps of every page of the kinds that a paper is for: kinds share their papers."""
    kinds = {name.partition("/")[0] for name in paper.of}
    return [step for page in PAGES.values() if page.kind in kinds for step in page.steps.values()]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda one: f"{one.of[0]} {one.name}")
def test_a_paper_reads_only_what_its_pages_write(paper: Paper) -> None:
    steps = steps_of(paper)
    unwritten = [
        source.blank
        for source in read_by(paper)
        if source.blank
        and not any(
            source.blank in step.blanks
            for step in steps
            if not source.events or step.event in source.events
        )
    ]

    assert not {event for source in read_by(paper) for event in source.events} - {
        step.event for step in steps
    }
    assert not unwritten


@pytest.mark.parametrize("paper", PAPERS, ids=lambda one: f"{one.of[0]} {one.name}")
def test_a_place_to_sign_is_a_step_of_the_page(paper: Paper) -> None:
    asked = {step for place in paper.places() for step in place.steps}

    assert asked <= {step.name for step in steps_of(paper)}


def test_papers_of_one_case_have_names_of_their_own() -> None:
    for page in PAGES:
        names = [one.name for one in PAPERS if page in one.of]
        assert len(names) == len(set(names))


def test_the_clauses_of_every_paper_are_in_the_catalogue() -> None:
    assert not {clause for one in PAPERS for clause in one.clauses} - set(CLAUSES)
