"""Every paper of the office, listed by hand: kind by kind, in the order of its documents."""

from __future__ import annotations

from . import (
    complaint_jewellery,
    complaint_property,
    complaint_realty,
    complaint_trading_city,
    consignment,
    first_contact,
    goods_return,
    repair,
    request,
    sample,
    shift,
    shipping,
    visit,
)
from .paper import Paper

PAPERS: tuple[Paper, ...] = (
    complaint_realty.FOLLOW_UP_FORM,
    complaint_realty.SITE_INSPECTION,
    complaint_realty.WRITTEN_REPORT,
    complaint_property.COMPLAINT_RECORD,
    complaint_property.DISCIPLINE_STATEMENT,
    complaint_property.REVIEW_MINUTES,
    complaint_property.FEEDBACK_RECORD,
    complaint_trading_city.INFORMATION_FORM,
    complaint_trading_city.DEPARTMENT_RECORD,
    complaint_trading_city.HANDLING_FORM,
    complaint_jewellery.COMPLAINT_RECORD,
    request.REQUEST_RECORD,
    first_contact.NON_COOPERATION,
    repair.RECEIPT,
    repair.HANDOVER_SHEET,
    consignment.CONSIGNMENT_LIST,
    consignment.CONTRACT,
    consignment.SALES_REPORT,
    goods_return.RETURN_SLIP,
    shipping.DISPATCH_VOUCHER,
    shift.DUTY_LOG,
    shift.HANDOVER_RECORD,
    shift.HANDOVER_SHEET,
    shift.LEAVE_NOTE,
    visit.PROPERTY_RECORD,
    visit.CENTRE_RECORD,
    sample.SAMPLE_RECORD,
)
