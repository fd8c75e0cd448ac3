"""An SMTP server that takes everything and writes «recipient, Message-ID» of each mail into a file, for benchmarks.

    python -m benchmarks.sink 2525 /tmp/taken.tsv
"""
import socketserver
import sys
from threading import Lock

GREETINGS = {b"EHLO": b"250-sink\r\n250 8BITMIME", b"HELO": b"250 sink", b"MAIL": b"250 ok", b"RSET": b"250 ok",
             b"NOOP": b"250 ok", b"QUIT": b"221 bye"}


class Session(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        self.say(b"220 sink")
        recipient = b""
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line[line.find(b"<") + 1:line.rfind(b">")]
                self.say(b"250 ok")
            elif verb == b"DATA":
                self.say(b"354 go on")
                self.server.keep(recipient, self.message_id())
                self.say(b"250 taken")
            else:
                self.say(GREETINGS.get(verb, b"502 no"))
                if verb == b"QUIT":
                    return

    def message_id(self):
        found = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            if line[:11].lower() == b"message-id:":
                found = line[11:].strip()
        return found

    def say(self, words):
        self.wfile.write(words + b"\r\n")
        self.wfile.flush()


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, port, file):
        super().__init__(("127.0.0.1", port), Session)
        self.file, self.lock = open(file, "ab", buffering=0), Lock()  # noqa: SIM115 (open as long as the server)

    def keep(self, recipient, message_id):
        with self.lock:
            self.file.write(recipient + b"\t" + message_id + b"\n")


if __name__ == "__main__":
    with Sink(int(sys.argv[1]), sys.argv[2]) as sink:
        sink.serve_forever()
