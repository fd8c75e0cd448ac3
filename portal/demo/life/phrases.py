"""What offices and agencies write beside an act: reasons and notes, in the words they use."""
AWARDS = {  # what nominees of a plan are proposed for, where the plan or the law names who gives it
    "S0": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "S3": "Giấy khen của Ban Thường vụ Đảng ủy Khối"}
NURTURING = (
    "Cử cán bộ về cơ sở hướng dẫn cách ghi chép kết quả và viết báo cáo thành tích.",
    "Mời báo cáo kinh nghiệm tại buổi sinh hoạt chuyên đề của cơ quan.",
    "Hỗ trợ kinh phí và tài liệu để hoàn thiện cách làm.",
    "Đưa tin trên trang thông tin điện tử và bản tin nội bộ.",
    "Kiểm tra thực tế, thống nhất nội dung cần làm tiếp trong sáu tháng tới.")
REPLICATING = (
    "Tổ chức cho các đơn vị cùng lĩnh vực đến tham quan, học tập.",
    "Chọn ba đơn vị làm thử trước khi triển khai rộng.",
    "Biên soạn tài liệu hướng dẫn ngắn, gửi các cơ sở.")
REPLICATED = (
    "Đã áp dụng tại bốn đơn vị trong tỉnh, có biên bản xác nhận kết quả sau sáu tháng.",
    "Sáu cơ sở đã làm theo, kết quả được nêu trong báo cáo năm.",
    "Hai huyện đã đưa cách làm vào kế hoạch thi đua của mình.")
DROPPED = (
    "Chuyển công tác ra ngoài tỉnh, không tiếp tục theo dõi.",
    "Kết quả hai năm liền không đạt như đăng ký.",
    "Đơn vị đã sáp nhập, cách làm không còn được duy trì.")
HELD = (
    "Đang xác minh đơn phản ánh, tạm dừng đến khi có kết luận.",
    "Nghỉ chữa bệnh dài ngày, tạm dừng theo đề nghị của đơn vị.")
RETURNED = (
    "Báo cáo thành tích chưa nêu số liệu của năm gần nhất; đề nghị bổ sung kết quả cụ thể, có xác nhận của đơn vị.",
    "Thiếu biên bản họp bình xét của đơn vị.",
    "Thành tích trùng với nội dung đã khen năm trước; đề nghị làm rõ phần mới.",
    "Đề nghị ghi rõ chức vụ, đơn vị công tác hiện nay của người được đề cử.")
REJECTED = (
    "Thành tích chủ yếu là nhiệm vụ thường xuyên, chưa có cách làm mới.",
    "Chưa đủ thời gian theo dõi kể từ khi đăng ký; đề nghị tiếp tục bồi dưỡng và đề cử lại vào đợt sau.",
    "Chưa có xác nhận kết quả của cơ quan quản lý ngành.")
WITHDRAWN = (
    "Đơn vị rà soát lại, đề nghị để sang năm sau.",
    "Cá nhân có nguyện vọng nhường suất cho đồng nghiệp.")
QUESTION = "Đề nghị cho biết cá nhân, tập thể nêu trên có đang bị khiếu nại, tố cáo hoặc thanh tra hay không."
NOT_SELECTED = ("Chưa chọn gửi Ban Thường vụ Tỉnh ủy đợt này; đề nghị cấp ủy cơ sở biểu dương, khen thưởng "
                "theo thẩm quyền.")
OVER_CEILING = "Mô hình mới nổi bật, được tập thể xã thống nhất giới thiệu thêm."
LATE_PAPER = "Đơn vị chậm vì chờ ý kiến cấp ủy."
PAPER_RETURNED = (
    "Báo cáo chưa có phụ lục danh sách điển hình; đề nghị bổ sung.",
    "Số liệu trong báo cáo và phụ lục chưa khớp, đề nghị rà soát.")
EXTENDED = "Đơn vị đề nghị lùi thời hạn do tập trung khắc phục hậu quả mưa lũ."
WAIVED = "Nội dung đã có trong báo cáo tổng kết năm của cơ quan; không yêu cầu báo cáo riêng."
