"""The kinds of office the application knows. Which offices exist is for the pack to say."""

from __future__ import annotations

from enum import StrEnum


class OfficeKind(StrEnum):
    VILLAGE_HALL = "village_hall"
    WELFARE_POST = "welfare_post"
    SUBDISTRICT = "subdistrict"
    SUBDISTRICT_POST = "subdistrict_post"
    DISTRICT_DESK = "district_desk"
    AGENCY = "agency"
    PARTNER = "partner"
    PROTECTION = "protection"
    EMERGENCY = "emergency"
    INSPECTORATE = "inspectorate"
    HOSPITAL = "hospital"
    INSURANCE = "insurance"
    LEADERSHIP = "leadership"
    COORDINATION = "coordination"
    PROVINCE = "province"
    CENTRE = "centre"
