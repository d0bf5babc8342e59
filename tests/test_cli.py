"""The command: where things are, whether all is whole, and a server for nobody but this person."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import psutil
import pytest

import workbook as wb
from workbook import cli

LONG_ENOUGH = 60  # seconds after which a server that says nothing has failed


def run(*arguments):
    """The command in a process of its own: exit code, what it said, what it complained of."""
    done = subprocess.run([sys.executable, "-m", "workbook", *arguments], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def check(capsys):
    code = cli.main(["check"])
    return code, capsys.readouterr().out.splitlines()


def save(*ratings):
    for rating in ratings:
        wb.save("feelings", {"feeling": "calm", "rating": rating, "note": "the heron"})


def everything(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) for path in folder.rglob("*")}


def feelings(folder):
    return folder / "feelings.csv"


def test_where_names_the_folder_of_the_entries_and_of_the_backups(data, capsys):
    assert cli.main(["where"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"Your entries: {data}"
    assert told[1].startswith(f"Copies made by themselves: {data}-backups")
    assert not data.exists()


def test_where_says_when_backups_are_off(data, capsys, monkeypatch):
    monkeypatch.setenv("WORKBOOK_BACKUPS", "off")
    assert cli.main(["where"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Copies made by themselves: off"


def test_check_of_nothing_says_so_and_makes_no_folder(data, capsys):
    code, told = check(capsys)
    assert (code, told[0], told[-1]) == (0, f"No entries yet in {data}.", "All is whole.")
    assert not data.exists()


def test_check_counts_the_entries_of_each_sheet(data, capsys):
    save(3)
    wb.save("topics", [{"title": "one"}, {"title": "two"}])
    assert check(capsys) == (0, ["feelings: 1 entry", "topics: 2 entries", "All is whole."])


def test_check_names_a_damaged_line_with_file_line_and_reason(data, capsys):
    save(3, 4, 5)
    lines = feelings(data).read_bytes().split(b"\n")
    lines[2] = lines[2][:50]
    feelings(data).write_bytes(b"\n".join(lines))
    code, told = check(capsys)
    assert code == 1
    assert told[0] == "feelings: 2 entries"
    assert told[1] == "  feelings.csv, line 3: it does not have the cells a row has. It is kept as it is."
    assert told[2].endswith("is not in the file any more."), "the copies still have that entry"
    assert told[-1] == "2 things to look at."


def test_check_names_a_half_written_end(data, capsys):
    save(3, 4)
    feelings(data).write_bytes(feelings(data).read_bytes()[:-20])
    code, told = check(capsys)
    assert (code, told[:2]) == (
        1,
        ["feelings: 1 entry", "  feelings.csv, line 3: it is only half written. It is kept as it is."],
    )


@pytest.mark.parametrize(
    ("there", "instead", "reason"),
    [
        (b'"3"', b'"4"', "changed outside the workbook"),
        (b'"3"', b'"many"', "“rating” cannot be read"),
        (b'"the heron"', b'"a stork"', "changed outside the workbook"),
    ],
)
def test_check_names_what_was_changed_outside_and_repeats_no_words(there, instead, reason, data, capsys):
    save(3)
    feelings(data).write_bytes(feelings(data).read_bytes().replace(there, instead))
    code, told = check(capsys)
    assert (code, told[1]) == (1, f"  feelings.csv, line 2: {reason}. It is kept as it is.")
    assert not re.search("heron|stork|many", " ".join(told))


def test_check_names_what_was_put_aside_earlier(data, capsys):
    save(3, 4)
    feelings(data).write_bytes(feelings(data).read_bytes()[:-20])
    with pytest.warns(UserWarning, match="put aside"):
        save(5)
    code, told = check(capsys)
    assert code == 1
    assert re.fullmatch(r"  feelings\.csv\.torn-\d+ was put aside earlier\. It is kept as it is\.", told[1])


def test_check_goes_on_after_a_file_that_cannot_be_opened(data, capsys, monkeypatch):
    wb.save("topics", {"title": "one"})
    feelings(data).mkdir()
    code, told = check(capsys)
    assert code == 1
    assert re.fullmatch(r"  feelings\.csv could not be opened \(.+\)\.", told[0])
    assert told[1] == "topics: 1 entry"


def test_check_changes_no_file(data, capsys):
    save(3, 4)
    wb.save("topics", {"title": "one"})
    feelings(data).write_bytes(feelings(data).read_bytes()[:-20])
    before = everything(data)
    assert check(capsys)[0] == 1
    assert everything(data) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["diary"],
        ["check", "twice"],
        ["--everything"],
        ["open", "--port", "first"],
        ["open", "--port", "65536"],
        ["open", "--port", "-1"],
        ["open", "--port"],
    ],
    ids=" ".join,
)
def test_what_it_does_not_understand_is_one_sentence_and_exit_2(arguments, data, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert re.fullmatch(r"[A-Z][^\n]+\.\n", told.err)


def test_an_unknown_command_shows_no_traceback(data):
    code, out, complaint = run("diary")
    assert (code, out) == (2, "")
    assert complaint.startswith("Argument command: invalid choice: 'diary'")
    assert complaint.count("\n") == 1


def test_a_port_that_is_taken_is_a_sentence_and_exit_2(data, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert cli.main(["open", "--no-browser", "--port", str(port)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith(f"Port {port} is in use on this computer.")


def test_what_the_computer_does_not_allow_is_a_sentence_and_exit_2(data, capsys, monkeypatch):
    def refuse(name):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(cli, "where", lambda: refuse("where"))
    assert cli.main(["where"]) == 2
    assert (
        capsys.readouterr().err
        == "This computer did not allow that (Permission denied). All is as it was, or partly done. Try again.\n"
    )


def test_without_a_word_the_workbook_opens(monkeypatch):
    opened = []
    monkeypatch.setattr(cli, "open_workbook", lambda *how: opened.append(how) or 0)
    assert cli.main([]) == 0
    assert cli.main(["open", "--app", "--no-browser", "--port", "8899"]) == 0
    assert opened == [(False, True, 0), (True, False, 8899)]


def test_a_server_that_does_not_start_is_a_sentence_with_its_last_words(data, capsys, monkeypatch):
    def broken(notebooks, port, token, log):
        say = "import sys; sys.exit('a line before\\nno room for a server')"
        return subprocess.Popen([sys.executable, "-c", say], stdout=log, stderr=log)

    monkeypatch.setattr(cli, "start", broken)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert cli.main(["open", "--no-browser"]) == 2
    finally:
        signal.signal(signal.SIGTERM, before)
    assert (
        capsys.readouterr().err == "The workbook could not be started. What Jupyter said last: no room for a server\n"
    )


def ask(address, token="", method="GET"):
    """The answer of a server on this computer: status, headers, where it sent us, body."""
    headers = {"Authorization": f"token {token}"} if token else {}
    request = urllib.request.Request(address, method=method, headers=headers, data=b"{}" if method == "POST" else None)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.url, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.url, error.read()


@pytest.fixture(params=[signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl+C"])
def server(request, data):
    """The real thing, without a browser: its process, its address, its token, and the signal that stops it."""
    command = [sys.executable, "-m", "workbook", "open", "--no-browser"]
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # or a test run in the background hands on deafness
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, before)
    watch = threading.Timer(LONG_ENOUGH, process.kill)
    watch.start()
    try:
        line = process.stdout.readline()
        sentence = (
            r"The workbook is open until you press Ctrl\+C here: (http://127\.0\.0\.1:\d+)(/\S+)\?token=(\S{20,})\n"
        )
        found = re.fullmatch(sentence, line)
        assert found, line + process.stderr.read()
        yield process, found[1], found[2], found[3], request.param
    finally:
        watch.cancel()
        for one in (*psutil.Process(process.pid).children(recursive=True), process) if process.poll() is None else ():
            one.kill()
        process.communicate()


def arguments(child):
    """The command line of a process; none of one that has just ended."""
    try:
        return child.cmdline()
    except psutil.Error:
        return []


def listens(child):
    """The addresses a process listens at; none for one that has just ended."""
    try:
        return {port.laddr.ip for port in child.net_connections() if port.status == "LISTEN"}
    except psutil.NoSuchProcess:
        return set()


def test_the_server_is_for_who_has_the_token_sends_nothing_outside_and_ends_with_its_kernels(server):
    process, base, page, token, stop = server
    assert page == "/doc/tree/00-start-here.ipynb"
    for locked in ("api/contents", "api/kernels", "api/sessions", "api/terminals", "api/status", "api/config/notebook"):
        assert ask(f"{base}/{locked}")[0] == ask(f"{base}/{locked}", "not the token")[0] == 403, locked
    for locked in (
        page,
        "/lab",
        "/voila/render/00-start-here.ipynb",
        "/files/00-start-here.ipynb",
        "/nbconvert/html/x",
    ):
        status, headers, address, _ = ask(base + locked)
        assert (status, "/login?" in address) == (200, True), locked
    status, headers, address, _ = ask(f"{base}{page}?token={token}")
    assert (status, "/login?" in address) == (200, False)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert not re.search(r"https?:|//(?!127\.0\.0\.1|localhost)|\s\*", policy)
    status, _, _, kernel = ask(f"{base}/api/kernels", token, "POST")
    assert (status, json.loads(kernel)["name"]) == (201, "python3")
    children = psutil.Process(process.pid).children(recursive=True)
    assert any("ipykernel_launcher" in " ".join(arguments(child)) for child in children)
    assert set().union(*map(listens, children)) == {"127.0.0.1"}  # no other computer, to none of them
    process.send_signal(stop)
    out, complaint = process.communicate(timeout=LONG_ENOUGH)
    assert (process.returncode, complaint) == (0, "")
    assert out.strip() in ("", "Stopped. Your entries are safe. You can close the page in your browser.")
    assert psutil.wait_procs(children, timeout=20)[1] == []


def test_settings_that_cannot_be_read_want_a_look(data, capsys):
    data.mkdir()
    (data / "settings.json").write_text('{"followed": [')
    assert cli.main(["check"]) == 1
    assert "settings.json cannot be read" in capsys.readouterr().out
    assert (data / "settings.json").read_text() == '{"followed": ['


def test_a_passphrase_that_is_not_given_is_a_sentence(data, monkeypatch, capsys):
    def ended(prompt):
        raise EOFError

    wb.save("topics", {"title": "Invented: a lake"})
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(cli.taking.getpass, "getpass", ended)
    assert cli.main(["backup", str(data.parent / "kept.age")]) == 2
    assert capsys.readouterr().err == "A passphrase is needed. Nothing was changed.\n"


def test_a_console_that_lacks_a_letter_still_hears_what_was_done(data, tmp_path):
    file = tmp_path / "daylio.csv"
    file.write_text(
        "full_date,date,weekday,time,mood,activities,note_title,note\n2026-03-01,x,x,9:00,\U0001f642,,,\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "workbook", "import", "daylio", str(file)]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
