"""The clauses that concern the cases of the office, in the order of the documents.

Each gist is in our own words. The documents are cited by our ids: S000-m is the shopping
centre, S000-ch14 the jewellery house, S001 the trading city, S003 the real-estate company,
S004-p6 and -p9 the property centre, S004-p7 the service centre, S002 everybody else. Two dots
stand for a run of clauses that say one thing.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..workflow.language import Label


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered sentence of a document, with what it asks for in a few words."""

    id: str
    zh: str
    en: str

    @property
    def gist(self) -> Label:
        """What the clause asks for, to be said in either language."""
        return Label(self.zh, self.en)


S000 = (
    Clause("S000-m-3.1.1..3.2.2", "态度、仪表、用语、诚信", "attitude, dress, language, honesty"),
    Clause("S000-m-3.1.7a", "及时处理或上报", "handle it promptly or report it to the superior"),
    Clause("S000-m-3.1.7b", "事事有结果，件件有答复", "each matter has an outcome and an answer"),
    Clause("S000-m-3.1.7c", "不推诿，不报复", "no passing the buck, no retaliation"),
    Clause("S000-m-4", "支持性文件，只有标题", "supporting documents: a bare heading"),
    Clause("S000-m-5", "记录，只有标题", "records: a bare heading"),
    Clause("S000-ch1-13", "下班前传真设为自动接收", "set the fax to automatic at the end of work"),
    Clause("S000-ch3-9", "跟单人记意见，告知组长", "order clerks note complaints, tell the lead"),
    Clause("S000-ch4-2", "问题商品调换，不出库", "faulty goods are swapped, none leave"),
    Clause("S000-ch4-6b", "现场退货先打单核对再结算", "on the spot: slip, check, then settle"),
    Clause("S000-ch5-1B2", "不要的打叉，退单三方签字", "cross it out; three sign the return slip"),
    Clause("S000-ch6-4", "发货后电话告知客户", "phone the customer after dispatch"),
    Clause("S000-ch6-5", "留货物发送凭证", "keep the dispatch voucher"),
    Clause("S000-ch8-3", "视频出故障的另约时间", "a video that fails is agreed anew"),
    Clause("S000-ch10-1", "宝石脱落尽量自修", "loose stones: in house wherever possible"),
    Clause(
        "S000-ch10-2",
        "外修先告知一至六个月，未必如原",
        "outside: one to six months, perhaps not as before",
    ),
    Clause("S000-ch10-3", "泰银不收，告知客户", "Thai silver is not accepted; say so"),
    Clause("S000-ch10-4a", "收件开收条", "a receipt with date, code and part to repair"),
    Clause("S000-ch10-4b", "登交接单，记姓名，照相", "handover sheet with name and photo"),
    Clause("S000-ch10-4c", "第三联随货交带修人", "copy 3 goes with the piece to the courier"),
    Clause("S000-ch10-5", "带回先分类，再通知发货", "sort what comes back, call, then ship"),
    Clause("S000-ch11-1.1", "自己提货的不退不换", "picked up in person: no return, no exchange"),
    Clause("S000-ch11-1.2", "收货有差异的换货", "a discrepancy on receipt is exchanged"),
    Clause("S000-ch11-1.3", "质量问题视频验看，无货才退", "quality: video, exchange, else return"),
    Clause("S000-ch11-2", "加盟按合同退换货比例", "franchise: strictly the contract's ratio"),
    Clause("S000-ch12-1", "核对，打清单，逐件编号", "count, print the list, number each piece"),
    Clause(
        "S000-ch12-2",
        "不在场的报数量和合同签字",
        "absent: report quantity and contract for signature",
    ),
    Clause("S000-ch12-3", "定期汇报销售", "report the sales regularly"),
    Clause("S000-ch13-1", "客户档案也记投诉", "the customer file keeps complaints too"),
    Clause("S000-ch13-6", "每周与熟客沟通并记录", "talk to one's customers weekly and note it"),
    Clause("S000-ch14-0", "人人都须受理投诉", "every employee receives a complaint"),
    Clause("S000-ch14-1", "听完客户的话", "hear the customer out"),
    Clause("S000-ch14-2", "问清，不争辩，不乱许诺", "clarify; neither argue nor commit in haste"),
    Clause("S000-ch14-3a", "跟到解决并答复为止", "follow it through until solved and answered"),
    Clause("S000-ch14-3b", "未解决的约好下次答复", "not yet solvable: fix the next reply time"),
    Clause("S000-ch14-4", "查明后答复过程和结果", "reply promptly with process and result"),
    Clause("S000-ch14-5", "事项、过程、结果入记录", "record matter, process and result"),
    Clause("S000-ch14-6", "重大投诉马上上报", "report a serious complaint at once"),
    Clause("S000-p3-11", "受理报修，派得快，办得快", "take in repairs, pass and do them quickly"),
    Clause("S000-p3-13", "记录准、转得快、跟得紧", "exact record, quick passing, real follow-up"),
    Clause("S000-p3-16", "定期回访有计划", "regular visits follow a plan"),
)

S001 = (
    Clause("S001-t1-8", "倾听、记录、反馈、解决", "listen, record, feed back, resolve"),
    Clause("S001-t1-11", "通道作业设警示标志", "warning signs where customers pass"),
    Clause("S001-t1-12", "作业佩戴防护用品", "protective gear at work"),
    Clause("S001-t1-13", "途中能答则答，或指引", "answer on the way, or direct to the desk"),
    Clause("S001-t2-12", "施工单位和保修期清单", "the list of constructors with warranty terms"),
    Clause("S001-t2-15", "与开发商定返修衔接", "how rework of houses is passed on"),
    Clause("S001-t2-16", "查阅资料和记录", "look at documents and records"),
    Clause("S001-ch1-1", "客服部负责售前售中售后", "the department answers for all service"),
    Clause("S001-ch1-2", "会同公司处理突发事件", "resolve public incidents with the company"),
    Clause("S001-ch2-1a", "认真处理，保留原始记录", "handle with care, keep the original record"),
    Clause("S001-ch2-1b", "贵宾特急，直到满意", "VIP: top urgency until satisfied"),
    Clause("S001-ch2-4", "调解客户与商户的纠纷", "mediate between customer, merchant and city"),
    Clause("S001-ch3.1-3b", "部长裁决售后纠纷", "the head rules after-sales disputes"),
    Clause("S001-ch3.1-4", "部长汇集反馈给各部门", "the head passes feedback to departments"),
    Clause("S001-ch3.1-6", "部长协调各方纠纷", "the head settles between the parties"),
    Clause("S001-ch3.1-9", "部长亲自处理重大投诉", "the head handles major complaints"),
    Clause("S001-ch3.2-7", "前台巡检大堂，报修", "the desk inspects the lobby, reports repairs"),
    Clause("S001-ch3.2-10a", "每天填写交接班记录表", "fill in the handover sheet every day"),
    Clause("S001-ch3.2-10b", "接班人未到不得离岗", "nobody leaves before the successor comes"),
    Clause("S001-ch3.4-1", "售后接待日常投诉", "after-sales takes the daily complaints"),
    Clause("S001-ch3.4-2", "投诉统计分析，报上级", "complaint statistics for the superior"),
    Clause("S001-ch3.4-3", "跟进、督导投诉接待", "follow up and guide complaint reception"),
    Clause("S001-ch3.4-8", "指导退换货等台务", "guide the desk in returns and exchanges"),
    Clause("S001-ch4-1", "来访、电话、来信等来源", "input by visit, phone, letter and others"),
    Clause("S001-ch4-2", "受理并填登记表", "accept it and fill in the information form"),
    Clause("S001-ch4-3", "重大投诉上报", "major complaints go to the superior"),
    Clause("S001-ch4-4", "通知责任部门，部门登记", "notify the department, which records it"),
    Clause("S001-ch4-5", "部门派人处理", "the department assigns a person"),
    Clause("S001-ch4-6", "部门反馈结果", "the department feeds the result back"),
    Clause("S001-ch4-7", "客服回访并记录", "customer service follows up and records it"),
    Clause("S001-ch4-8", "填处理表，编号归档", "complete, number and file the form"),
    Clause("S001-ch4-9", "每月汇总统计", "monthly summary for the superior"),
    Clause("S001-ch4-10", "季度、年度总结", "quarterly and annual summary"),
    Clause("S001-ch4-11", "提出改进建议", "propose improvements"),
)

S002 = (
    Clause("S002-d02-1", "规定最长响应时间", "set and watch a maximum response time"),
    Clause("S002-d03-4", "投诉有渠道、跟踪、回访", "channels, tracking and follow-up"),
    Clause("S002-d04-2.1", "尽量二十四小时内解决", "solve within 24 hours as far as possible"),
    Clause("S002-d04-2.4", "质量问题退货或换货", "a quality problem: take back or replace"),
    Clause("S002-d04-2.5", "公布退换和保修办法", "state the rules for returns and warranty"),
    Clause("S002-d05-3", "一般问题二十四小时", "general problems within 24 hours"),
    Clause("S002-d06-3", "接待到结束五步", "five steps from receiving to ending"),
    Clause("S002-d10-2", "承诺将误时先告知", "warn the customer before a promise fails"),
    Clause("S002-d10-3", "告知所需时间并守时", "tell the time needed and keep it"),
    Clause("S002-d13-6.1", "投诉受理与分类，标题", "reception and classes: a heading"),
    Clause("S002-d13-6.2.1..6.2.4", "登记、处理、时限、反馈，标题", "handling: headings"),
    Clause("S002-d13-6.3", "反馈方式与内容，标题", "mode and content of feedback: a heading"),
    Clause("S002-d14-1.2", "分类处理，转交并跟踪", "classify, solve or pass on and follow up"),
    Clause("S002-d14-2.3", "按时答复，严重即上报", "reply in time, report severe cases at once"),
    Clause("S002-d15-3", "分析性质、轻重、缓急", "weigh nature, importance and urgency"),
    Clause("S002-d15-5.3", "复杂问题告知进度", "tell the progress of complex problems"),
    Clause("S002-d15-5.4", "解决后确认满意", "confirm satisfaction after solving"),
    Clause("S002-d16-3.1-general", "一般二十四小时首答", "first answer in 24 hours"),
    Clause("S002-d16-3.1-urgent", "紧急两小时首答", "urgent: answer or hand-off in 2 hours"),
    Clause("S002-d20-1..7", "满意率、投诉率等指标", "satisfaction, complaint rate and the like"),
    Clause("S002-d21-2.2.4", "现场解决或约答复时间", "solve on the visit or tell the reply time"),
)

S003 = (
    Clause("S003-1", "及时纠正不合格服务", "correct poor service promptly"),
    Clause("S003-2.1", "登记不缺项，及时转交", "leave no blank, pass it on in time"),
    Clause("S003-2.2", "解释耐心准确", "explain patiently and precisely"),
    Clause("S003-2.3", "及时处理，件件落实", "follow and solve every item promptly"),
    Clause("S003-3.1", "热情接待", "a warm reception"),
    Clause("S003-3.2", "耐心询问，详细登记", "ask patiently, register in detail"),
    Clause("S003-3.3a", "分析是否合理", "judge whether it is reasonable"),
    Clause("S003-3.3b", "合理的定部门，填跟进表", "find the department, enter the form"),
    Clause("S003-3.3c", "一般口头报，重要书面报", "general by phone, important in writing"),
    Clause("S003-3.3d", "归档分类", "file and classify"),
    Clause("S003-3.4.1", "经客户同意引导到管理处", "send to the office with consent"),
    Clause("S003-3.4.2", "通知管理处，按时追踪", "inform the office, check its result in time"),
    Clause("S003-3.4.3", "电话或上门回访", "follow up by phone or visit"),
    Clause("S003-3.5", "管理处处理不当的再办", "take what the office has not handled well"),
    Clause("S003-3.5.1", "问原因，判有效，按时回访", "ask for the cause, judge, follow up in time"),
    Clause("S003-3.5.2", "无效的按时解释", "explain an invalid complaint in time"),
    Clause("S003-3.5.3", "有效的提方案，认可后实施", "plan, approval, then work and reply"),
    Clause("S003-3.5.4", "逾期的转呈行政人事部", "lateness goes to administration and HR"),
    Clause("S003-3.6", "严重的立刻上报并看现场", "severe: report at once, go to the site"),
    Clause("S003-3.7", "涉及外单位的按时联系", "third parties: contact the customer in time"),
)

S004 = (
    Clause("S004-p0-1", "统一服务渠道", "unified channels"),
    Clause("S004-p0-2", "响应时间、解决率标准", "standards of response time and solution rate"),
    Clause("S004-p0-4", "热线、平台，反馈有答复", "hotline and platform answer each feedback"),
    Clause("S004-p0-5", "服务数据分析", "service data"),
    Clause("S004-p3-5.2", "设备故障当日报告", "equipment faults are reported the same day"),
    Clause("S004-p6-1", "规范投诉处理行为", "proper conduct in handling complaints"),
    Clause("S004-p6-2.1", "客服部记录和协调", "customer service records and coordinates"),
    Clause(
        "S004-p6-2.2",
        "被投诉部门解决，经理查效果",
        "the department solves, the manager inspects",
    ),
    Clause("S004-p6-3.1", "及时处理并回访", "prompt handling, then a visit"),
    Clause("S004-p6-3.2", "有处理记录和客户意见", "a record with the customer's opinion"),
    Clause("S004-p6-4.1", "先致歉，再登记", "apologise first, then register"),
    Clause("S004-p6-4.2", "先核实，再限期通知部门", "verify, then notify with a deadline"),
    Clause("S004-p6-4.3", "较严重的上报并检讨", "more serious: report and review"),
    Clause("S004-p6-4.4", "部门报结果，助理排回访", "report the result, arrange the visit"),
    Clause("S004-p6-4.5", "解决部门负责人签字", "the head of the solving department signs"),
    Clause("S004-p6-4.6", "恶意投诉坚持原则", "malicious: stand by principle, explain"),
    Clause("S004-p6-4.7", "兼职助理统一保管", "the part-time assistant keeps the records"),
    Clause("S004-p6-5.1", "员工熟悉物业协议", "staff know the service agreement"),
    Clause("S004-p6-5.2", "设施有计划地维护", "planned upkeep of the facilities"),
    Clause("S004-p6-5.3", "定期征求意见", "regular surveys"),
    Clause("S004-p6-6.1", "热线由前台接待员受理", "the receptionist takes the hotline"),
    Clause("S004-p6-6.2", "记姓名、事项、单元、电话", "name, subject, unit, content and phone"),
    Clause("S004-p6-6.3", "不推卸，不顶撞", "neither shift the blame nor contradict"),
    Clause("S004-p6-6.4", "当场解决，否则记对象", "settle on the spot, else note the object"),
    Clause("S004-p6-6.5", "违纪投诉有笔录、签字、查证", "discipline: statement, signature, check"),
    Clause("S004-p6-6.6", "办完问满意和建议", "when done ask for satisfaction and ideas"),
    Clause("S004-p6-7.1", "投诉、报修、求助记录", "the handling record"),
    Clause("S004-p6-7.2", "处理反馈意见记录", "the feedback record"),
    Clause("S004-p6-7.3", "每月投诉情况分析", "the monthly complaint analysis"),
    Clause("S004-p7-duty-1", "二十四小时值班", "duty around the clock"),
    Clause("S004-p7-duty-2", "值班记录，重大即报主任", "duty log; major matters to the director"),
    Clause(
        "S004-p7-duty-3", "按规定接电话、接待", "answer calls and receive visitors by the rules"
    ),
    Clause("S004-p7-duty-4", "着装整齐，不做无关的事", "dress; nothing unrelated to duty"),
    Clause("S004-p7-duty-5", "外出须准假并有人替班", "going out: leave and a substitute"),
    Clause("S004-p7-duty-6", "主任不定期检查", "the director inspects irregularly"),
    Clause("S004-p7-duty-7", "节假日由中级以上值班", "special days: middle rank or higher on duty"),
    Clause("S004-p7-first-1", "首问责任人跟到满意", "the first person sees it through"),
    Clause("S004-p7-first-2", "非本职的及时协调部门", "coordinate with the right department"),
    Clause("S004-p7-first-3", "首问责任人回访", "the first person follows up"),
    Clause("S004-p7-first-4", "可反映不配合", "uncooperative colleagues may be reported"),
    Clause("S004-p7-first-5.1", "不得不理不睬", "nobody is ignored"),
    Clause("S004-p7-first-5.2", "不得推诿", "nothing is shifted to others"),
    Clause("S004-p7-first-5.3", "不得逾期不办不答", "nothing is left unanswered past the limit"),
    Clause("S004-p7-first-5.4", "不得态度冷硬", "no rude or cold manner"),
    Clause("S004-p7-first-5.5", "严重问题不得迟报", "a serious problem is reported in time"),
    Clause("S004-p7-handover-1", "提前十五分钟整理", "prepare a quarter of an hour ahead"),
    Clause("S004-p7-handover-2", "值班记录无漏项、缺项", "the log misses nothing"),
    Clause("S004-p7-handover-3a", "提前五分钟到岗清点", "five minutes ahead, count the items"),
    Clause("S004-p7-handover-3b", "损坏缺失说明并双方签字", "damage or loss: explained, both sign"),
    Clause("S004-p7-handover-4", "交代未完事项，阅读记录", "explain what is open, read the log"),
    Clause("S004-p7-handover-5", "双方确认签字后接班", "both confirm and sign, then it begins"),
    Clause("S004-p7-handover-6", "四不接", "four grounds to refuse"),
    Clause("S004-p7-visit-1a", "报修逐项电话回访", "telephone after every repair, every day"),
    Clause("S004-p7-visit-1b", "每月书面小结", "a written summary each month"),
    Clause("S004-p7-visit-2a", "投诉登记备案", "register the complaint, put it on record"),
    Clause(
        "S004-p7-visit-2b",
        "小的即办，大的上报，三天答复",
        "at once or reported; answer in 3 days",
    ),
    Clause("S004-p7-visit-2c", "问题和解决存档", "file the problem and its solution"),
    Clause("S004-p7-visit-3", "主任每季抽查两成", "the director samples a fifth each quarter"),
    Clause("S004-p7-visit-4", "发现问题即办并归档", "handle what is found, file the result"),
    Clause("S004-p7-visit-5", "征求意见，改进工作", "ask for opinions and improve"),
    Clause("S004-p7-visit-6", "两部门每季检查回访", "two departments audit the follow-ups"),
    Clause("S004-p8-5.4", "投诉工单查实考核", "complaint tickets count against contractors"),
    Clause("S004-p9-1", "客务部主管回访", "the customer section is in charge of visits"),
    Clause("S004-p9-2", "按轻重和内容回访", "depth and time of the visit by the complaint"),
    Clause("S004-p9-3", "不满意的约下次，限期整改", "dissatisfied: next visit, rework in time"),
    Clause("S004-p9-4a", "回访记录由经理审阅", "the department manager reviews the visit"),
    Clause("S004-p9-4b", "回访月统计表", "monthly visit statistics"),
)

CATALOGUE = S000 + S001 + S002 + S003 + S004
