"""The words of the pages, in both languages."""

from xhht import Text

WORDS = {
    "title": Text("Xã hội học tập tỉnh Yên Bái", "The learning society in Yên Bái"),
    "overview": Text("Tổng quan", "Overview"),
    "reports": Text("Gửi báo cáo", "Send a report"),
    "calendar": Text("Lịch công việc", "Calendar"),
    "other_language": Text("English", "Tiếng Việt"),
    "nothing": Text(
        "Chưa có báo cáo nào. Đề nghị gửi báo cáo của các huyện, thị xã, thành phố.",
        "Nothing has been reported yet. Send the reports of the districts.",
    ),
    "as_of": Text("Số liệu tính đến ngày", "Figures up to"),
    "show": Text("Xem", "Show"),
    "target": Text("Chỉ tiêu", "Target"),
    "place": Text("Địa bàn", "Place"),
    "figure": Text("Số liệu", "Figure"),
    "asked": Text("Yêu cầu", "Asked"),
    "outcome": Text("Kết quả", "Outcome"),
    "silent": Text("Chưa báo cáo", "Not reported"),
    "nobody": Text("không có", "none"),
    "ranking": Text("Xếp theo tỷ lệ", "Ranked by share"),
    "rank": Text("Hạng", "Rank"),
    "map": Text("Sơ đồ các địa bàn", "Map of the places"),
    "years": Text("Qua các năm", "Over the years"),
    "verdicts": Text("Đánh giá từng chỉ tiêu", "Verdicts on the targets"),
    "file": Text("Tệp báo cáo (Excel, ODS, CSV)", "Report (Excel, ODS, CSV)"),
    "day": Text("Ngày của số liệu", "Day of its figures"),
    "send": Text("Gửi", "Send"),
    "kept": Text(
        "Đã lưu {} số liệu, trong đó {} số liệu thay thế số liệu đã có.",
        "Figures saved: {}; in place of earlier ones: {}.",
    ),
    "cells": Text("Các ô cần kiểm tra lại", "Cells to check"),
    "refused": Text("Chưa xử lý được yêu cầu", "This cannot be done"),
    "back": Text("Quay lại", "Back"),
    "unreadable": Text(
        "Không đọc được: {}. Đề nghị kiểm tra lại địa chỉ hoặc biểu mẫu.",
        "This cannot be read: {}. Check the address or the form.",
    ),
    "absent": Text("Không có trang này. Đề nghị kiểm tra lại địa chỉ.", "There is no such page. Check the address."),
    "too_large": Text("Dung lượng tệp vượt mức tối đa {} byte.", "The file is too large: {} bytes at most."),
    "download": Text("Tải về", "Download"),
}
