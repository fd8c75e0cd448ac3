import json

from django.core.management.base import BaseCommand

from portal.routes import described, lacking_rows


class Command(BaseCommand):
    help = "Liệt kê mọi địa chỉ của hệ thống: tên, phương thức, vai trò dùng được, đối tượng, công khai hay không."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="in dạng JSON")
        parser.add_argument("--lacking", action="store_true", help="in những dòng docs/authz.csv còn thiếu")

    def handle(self, *args, **options):
        if options["lacking"]:
            self.stdout.write("\n".join(lacking_rows()))
            return
        rows = described()
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            roles = "công khai" if row["public"] else ", ".join(row["roles"])
            self.stdout.write(f"/{row['path']}  {row['name']}  {' '.join(row['methods'])}  {roles}")
