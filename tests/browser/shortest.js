// The shortest valid path through `exemption`.

/** The answers of the shortest path, at home and at the counter. Every name and number is fictitious. */
export const SHORTEST = {
  notice_kind: "civil_defence",
  unit_kind: "regiment",
  unit_name: "測試鄉民防團",
  post: "團員",
  call_up_kind: "training",
  urgency: "none",
  notice_received_on: "2026-11-20",
  report_at: "2026-12-10T08:00:00+08:00",
  release_at: "2026-12-10T17:00:00+08:00",
  filed_by: "self",
  name: "測試員",
  national_id: "A123456789",
  decision_by: "phone",
  mobile: "0912345678",
  grounds: "illness",
  needs_rest: "yes",
  affected_from: "2026-12-10",
  affected_until: "2026-12-10",
  evidence_route: "to_follow",
  made: "written",
};
