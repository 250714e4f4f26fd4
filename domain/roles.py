"""The roles of the office, as the documents name them."""

from __future__ import annotations

from ..workflow.people import Role, role

RECEPTIONIST = role("receptionist", "客服前台接待员", "front-desk receptionist")
CS_STAFF = role("cs_staff", "客服人员", "customer-service staff")
CS_ASSISTANT = role("cs_assistant", "客户服务助理", "customer-service assistant")
RECORDS_ASSISTANT = role("records_assistant", "兼职助理", "part-time records assistant")
CS_MANAGER = role("cs_manager", "客户服务经理", "customer-service manager")
DIRECTOR = role("director", "主任", "director of the customer-service centre")
DEPT_STAFF = role("dept_staff", "责任部门人员", "staff of the responsible department")
DEPT_HEAD = role("dept_head", "部门负责人", "head of the responsible department")
DEPT_MANAGER = role(
    "dept_manager", "部门经理", "department manager who reviews visits and signs return slips"
)
MGMT_OFFICE = role("mgmt_office", "管理处", "management office")
PROPERTY_DIRECTOR = role("property_director", "物业总监", "property director")
GM_OFFICE = role("gm_office", "总经办", "general manager's office")
ADMIN_HR = role("admin_hr", "行政人事部", "administration and human resources")
MANAGER_IN_CHARGE = role("manager_in_charge", "主管经理", "manager in charge")
COMPANY_LEADER = role("company_leader", "公司领导", "company leader")
SUPERIOR = role("superior", "上级", "the superior where the document names no post")
QUALITY_DEPT = role("quality_dept", "品质管理部", "quality department")
PRODUCTION_DEPT = role("production_dept", "生产运行部", "production department")
TECHNICIAN = role("technician", "维修人员", "technician")
LOBBY_INSPECTOR = role("lobby_inspector", "大堂巡视员", "lobby inspector")
ASSET_ADMIN = role("asset_admin", "固定资产管理员", "fixed-asset administrator")
CLERK = role("clerk", "经办人", "clerk who handles the goods or papers")
ORDER_CLERK = role("order_clerk", "跟单人员", "order clerk")
COUNTER = role("counter", "点货人", "counter of goods")
CUSTODIAN = role("custodian", "保管人", "custodian of slip copies")
CASHIER = role("cashier", "收银员", "cashier")
WORKSHOP = role("workshop", "维修间", "own repair workshop")
REPAIR_COURIER = role("repair_courier", "带修人", "repair courier")
SALES_LEAD = role("sales_lead", "销售组长", "sales lead")
SALES_MANAGER = role("sales_manager", "业务经理", "sales manager")
DATA_CENTRE = role("data_centre", "数据中心", "data centre")
DUTY_PERSON = role("duty_person", "值班人员", "person on duty")
DUTY_OUT = role("duty_out", "交班人", "outgoing person of a shift")
DUTY_IN = role("duty_in", "接班人", "incoming person of a shift")
SUBSTITUTE = role("substitute", "替班人", "substitute")
CS_SECTION = role("cs_section", "客务部", "customer section")
FILE_SUPERVISOR = role("file_supervisor", "客务主管", "customer-section supervisor")
SECTION_MANAGER = role("section_manager", "客务部经理", "customer-section manager")
COMPLAINANT = role("complainant", "投诉人", "complainant", outside=True)
CUSTOMER = role("customer", "客户", "customer", outside=True)
OWNER = role("owner", "业主", "owner", outside=True)
TENANT = role("tenant", "租户", "tenant", outside=True)
# Not among ROLES: no page but the audit's knows it, so an auditor takes no step of another; what
# he reads is logged [inferred].
AUDITOR = role("auditor", "稽核员", "auditor", independent=True)

ROLES: tuple[Role, ...] = (
    RECEPTIONIST,
    CS_STAFF,
    CS_ASSISTANT,
    RECORDS_ASSISTANT,
    CS_MANAGER,
    DIRECTOR,
    DEPT_STAFF,
    DEPT_HEAD,
    DEPT_MANAGER,
    MGMT_OFFICE,
    PROPERTY_DIRECTOR,
    GM_OFFICE,
    ADMIN_HR,
    MANAGER_IN_CHARGE,
    COMPANY_LEADER,
    SUPERIOR,
    QUALITY_DEPT,
    PRODUCTION_DEPT,
    TECHNICIAN,
    LOBBY_INSPECTOR,
    ASSET_ADMIN,
    CLERK,
    ORDER_CLERK,
    COUNTER,
    CUSTODIAN,
    CASHIER,
    WORKSHOP,
    REPAIR_COURIER,
    SALES_LEAD,
    SALES_MANAGER,
    DATA_CENTRE,
    DUTY_PERSON,
    DUTY_OUT,
    DUTY_IN,
    SUBSTITUTE,
    CS_SECTION,
    FILE_SUPERVISOR,
    SECTION_MANAGER,
    COMPLAINANT,
    CUSTOMER,
    OWNER,
    TENANT,
)
