"""What the log calls the acts of this app."""
ACTS = {
    "organizations.create": "Thêm cơ quan",
    "organizations.update": "Sửa thông tin cơ quan",
    "organizations.rename": "Đổi tên cơ quan",
    "organizations.confirm": "Xác nhận cơ quan",
    "organizations.merge": "Gộp cơ quan trùng",
    "organizations.end": "Kết thúc hoạt động",
    "organizations.create_category": "Lập nhóm đơn vị",
    "organizations.update_category": "Sửa nhóm đơn vị",
    "organizations.add_member": "Thêm vào nhóm",
    "organizations.add_members": "Thêm vào nhóm",
    "organizations.end_membership": "Cho ra khỏi nhóm",
    "organizations.record_change": "Ghi nhận sắp xếp tổ chức",
    "organizations.confirm_change": "Xác nhận sắp xếp tổ chức",
    "organizations.save_cluster": "Lập, sửa cụm, khối thi đua",
}
