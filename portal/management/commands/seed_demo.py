from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from portal.demo.people import PASSWORD
from portal.demo.seed import AlreadySeeded, SeedSize, build_seed


class Command(BaseCommand):
    help = "Nạp bộ dữ liệu lớn, lặp lại được, để kiểm thử và đo tốc độ; không dùng trên hệ thống thật."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="số gieo: cùng số, cùng dữ liệu")
        parser.add_argument("--agencies", type=int, default=60, metavar="A", help="số cơ quan (mặc định 60)")
        parser.add_argument("--nominations", type=int, default=2000, metavar="M", help="số đề cử (mặc định 2000)")
        parser.add_argument("--records", type=int, default=0, metavar="R",
                            help="số hồ sơ điển hình thêm, mỗi hồ sơ khoảng ba bước phát triển")
        parser.add_argument("--canaries", action="store_true",
                            help="ghi BIMAT-<cơ quan>-<mục>-<số> vào mọi nội dung riêng của từng cơ quan")

    def handle(self, *args, seed, agencies, nominations, records, canaries, **options):
        if not 1 <= agencies <= 999 or nominations < 0 or records < 0:
            raise CommandError("Số cơ quan phải từ 1 đến 999; số đề cử và số hồ sơ không được âm.")
        begun = monotonic()
        try:
            found = build_seed(seed, SeedSize(agencies, nominations, records), canaries=canaries)
        except AlreadySeeded:
            raise CommandError("Cơ sở dữ liệu đã có dữ liệu lớn của một số gieo khác.") from None
        if not found:
            self.stdout.write(f"Dữ liệu lớn với số gieo {seed} đã có, không nạp lại.")
            return
        for what, count in found.items():
            self.stdout.write(f"{count} {what}")
        self.stdout.write(f"Tài khoản: demo_nguoi_nop_dv001, demo_lanh_dao_don_vi_dv001, demo_chu_tri_dv001 … "
                          f"(mật khẩu chung: {PASSWORD}). {monotonic() - begun:.0f} giây.")
