"""What a confirmed reading lacks or contradicts, each as a sentence with the row it concerns."""

from plans.intake.rows import confirmed


def points_to_check(proposals, decisions):
    """[(sentence, path of the row it concerns or "")]: what the confirmed plan lacks or contradicts."""
    plan = confirmed(proposals, decisions)
    header = plan["header"]
    found = []
    if not header.get("number"):
        found.append(("Văn bản chưa có số hoặc không đọc được số. Nhập số nếu bản giấy có.", "header.number"))
    if not header.get("date") or len(str(header["date"])) < 10:
        found.append(
            ("Ngày ban hành chưa đủ ngày, tháng, năm; các mốc tính từ ngày ban hành sẽ chưa có ngày.", "header.date")
        )
    if not header.get("period"):
        found.append(("Văn bản không ghi thời gian thực hiện. Nhập năm bắt đầu nếu biết.", "header.period"))
    if not plan["fields"]:
        found.append(("Không thấy lĩnh vực nào: chỉ tiêu được gắn với cả kế hoạch.", ""))
    if not plan["general_quotas"] and not any(field["quotas"] for field in plan["fields"]):
        found.append(("Không thấy chỉ tiêu bằng số nào trong văn bản.", ""))
    found += [
        (f"Văn bản có bảng, cần nhập tay phần này: «{head[:80]}».", "") for head in proposals.get("unread_tables", ())
    ]
    found += [
        (f"Văn bản nêu tỷ lệ: «{words[:160]}». Tỷ lệ này không thành chỉ tiêu; thêm thành điều kiện nếu cần.", "")
        for words in proposals.get("shares", ())
    ]
    return found + _of_fields(proposals, plan) + _of_quotas(proposals) + _of_times(proposals, header)


def _of_fields(proposals, plan):
    some_lead = any(field["leads"] for field in plan["fields"])
    some_quota = any(field["quotas"] for field in plan["fields"])
    found = []
    for n, field in enumerate(proposals["fields"]):
        path = f"fields[{n}]"
        if some_lead and not field["leads"]:
            found.append((f"Lĩnh vực {n + 1} chưa có cơ quan chủ trì, các lĩnh vực khác có.", path))
        if some_quota and not field["quotas"]:
            found.append((f"Lĩnh vực {n + 1} chưa có chỉ tiêu, các lĩnh vực khác có.", path))
        if len(field["leads"]) > 1 and any(quota["basis"] == "per_field" for quota in field["quotas"]):
            found.append(
                (
                    f"Lĩnh vực {n + 1} có {len(field['leads'])} cơ quan chủ trì cùng chịu một chỉ tiêu. Nếu mỗi cơ "
                    f"quan phải đủ, "
                    "chọn «mỗi cơ quan chủ trì».",
                    f"{path}.quotas[0]",
                )
            )
    return found


def _of_quotas(proposals):
    quotas = [(f"general_quotas[{n}]", quota) for n, quota in enumerate(proposals["general_quotas"])]
    quotas += [
        (f"fields[{n}].quotas[{k}]", quota)
        for n, field in enumerate(proposals["fields"])
        for k, quota in enumerate(field["quotas"])
    ]
    found = []
    for path, quota in quotas:
        low, high = quota["min"], quota["max"]
        if isinstance(low, int) and isinstance(high, int) and low > high:
            found.append(("Một chỉ tiêu có «ít nhất» lớn hơn «không quá».", path))
        if low is None and high is None:
            found.append(("Một chỉ tiêu chưa có số: sẽ là chỉ tiêu chờ phân bổ.", path))
        if quota["basis"] == "per_unit_category" and not quota["unit_category"]:
            found.append(("Một chỉ tiêu của nhóm đơn vị chưa có tên nhóm.", path))
    return found


def _of_times(proposals, header):
    period = header.get("period") or {}
    last = period.get("to")
    found = []
    for n, item in enumerate(proposals["milestones"]):
        due = item["due"]
        value = str((due.get("to") or due.get("value") or "") if isinstance(due, dict) else "")
        if isinstance(last, int) and value[:4].isdigit() and int(value[:4]) > last:
            found.append((f"Mốc {n + 1} sau thời gian thực hiện của kế hoạch.", f"milestones[{n}]"))
    return found
