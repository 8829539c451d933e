#!/usr/bin/env python3
"""Draws the same generated diagrams with every peer that is installed, in turn, and prints one table in Markdown.

    benches/compare/compare.py [--sizes 30,300,3000,30000] [--rounds 11] [--only NAME,NAME] [--keep FOLDER]

Each peer is a whole process from a file to an SVG file. Those that are missing are named below the table. The variable PEERS
names the folder where they were installed (benches/README.md tells how); CACHEDIAG names the program, target/release/cachediag
by default. Times are medians; who takes longer than --patience seconds, or a fifth of that on a processor, is asked for no larger diagram.
"""

import argparse
import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import notations

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = Path(os.environ.get("PEERS", "/opt/peers"))
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


class Peer:
    """A program that draws: its notation, the ending of its files, and how it is called."""

    def __init__(self, name, ending, notation, command, version, needs):
        self.name, self.ending, self.notation, self.command, self.version = name, ending, notation, command, version
        self.missing = next((str(n) for n in needs if not (shutil.which(str(n)) or Path(n).exists())), None)


def first_line(*command):
    """What a program says of itself."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return (done.stdout + done.stderr).strip().split("\n")[0][:60]
    except (OSError, subprocess.TimeoutExpired):
        return "?"


def package(name):
    """The version of a package of Node's that is installed, or nothing; mermaid-cli may have a folder of its own."""
    for folder in [PEERS / "mmdc", PEERS]:
        manifest = folder / "node_modules" / name / "package.json"
        if manifest.exists():
            return json.loads(manifest.read_text())["version"]
    return None


def peers(scratch):
    ours = os.environ.get("CACHEDIAG", str(ROOT / "target" / "release" / "cachediag"))
    archive = sorted((ROOT / "target" / "archive").glob("*/bin/cachediag"))
    packed = str(archive[-1]) if archive else "target/archive/*/bin/cachediag"
    selkie = next((str(p) for p in [PEERS / "bin/bin/selkie", PEERS / "bin/selkie"] if p.exists()), "selkie")
    merman = next((str(p) for p in [PEERS / "bin/bin/merman-cli", PEERS / "bin/merman-cli"] if p.exists()), "merman-cli")
    mmdc = next((str(p) for p in [PEERS / "mmdc/node_modules/.bin/mmdc", PEERS / "node_modules/.bin/mmdc"] if p.exists()), "mmdc")
    browser = scratch / "browser.json"
    browser.write_text(json.dumps({"executablePath": CHROMIUM, "args": FLAGS}))
    limits = scratch / "mermaid.json"
    limits.write_text(json.dumps({"maxTextSize": 100_000_000, "maxEdges": 1_000_000}))
    return [
        Peer("cachediag", "cd", notations.cachediag, lambda i, o: [ours, "compile", i, "-o", o],
             lambda: first_line(ours, "--version").removeprefix("cachediag "), [ours]),
        Peer("cachediag, of the archive", "cd", notations.cachediag, lambda i, o: [packed, "compile", i, "-o", o],
             lambda: first_line(packed, "--version").removeprefix("cachediag "), [packed]),
        Peer("selkie-rs", "mmd", notations.mermaid, lambda i, o: [selkie, "-i", i, "-o", o],
             lambda: first_line(selkie, "--version").split(" ")[-1], [selkie]),
        Peer("merman", "mmd", notations.mermaid, lambda i, o: [merman, "render", "-o", o, i],
             lambda: first_line(merman, "--version").split(" ")[-1], [merman]),
        Peer("mermaid-cli", "mmd", notations.mermaid,
             lambda i, o: ["node", mmdc, "-q", "-p", str(browser), "-c", str(limits), "-i", i, "-o", o],
             lambda: f'{package("@mermaid-js/mermaid-cli")}, mermaid {package("mermaid")}', [mmdc, CHROMIUM]),
        Peer("PlantUML", "puml", notations.plantuml, lambda i, o: ["plantuml", "-tsvg", i],
             lambda: first_line("plantuml", "-version").split(" ")[2], ["plantuml"]),
        Peer("D2 (WebAssembly)", "d2", notations.d2, lambda i, o: ["node", str(HERE / "d2.mjs"), i, o],
             lambda: package("@terrastruct/d2"), [PEERS / "node_modules/@terrastruct/d2"]),
        Peer("mscgen", "msc", notations.mscgen, lambda i, o: ["mscgen", "-T", "svg", "-i", i, "-o", o],
             lambda: "0.20", ["mscgen"]),
    ]


def ask(command, patience):
    """What a command answers; one that takes too long is asked to end first, so that it takes its browser along."""
    asked = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             process_group=0, env={**os.environ, "PEERS": str(PEERS), "CHROMIUM": CHROMIUM})
    try:
        out, err = asked.communicate(timeout=patience)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        os.killpg(asked.pid, signal.SIGTERM)
        try:
            asked.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(asked.pid, signal.SIGKILL)
            asked.communicate()
        raise
    return asked.returncode, out, err


def run(command, patience):
    """Seconds on the clock and of processors, this process and those that it waited for; or why there are none."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    try:
        code, out, err = ask(command, patience)
    except subprocess.TimeoutExpired:
        return None, f"not done in {patience} s"
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code != 0:
        said = (err + out).decode(errors="replace").strip().split("\n")
        return None, f"ends with {code}: {said[0][:80]}"
    return (wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), None


def memory(command, patience, scratch):
    """The most memory of the largest process, in MiB."""
    told = scratch / "memory"
    try:
        ask(["/usr/bin/time", "-f", "%M", "-o", str(told), *command], patience)
        return int(told.read_text().split("\n")[-2]) / 1024
    except (OSError, subprocess.TimeoutExpired, ValueError, IndexError):
        return None


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def size(value):
    return f"{value / 1000:.0f} kB" if value < 1_000_000 else f"{value / 1_000_000:.1f} MB"


def crossings(files, patience):
    """What a browser measures of pictures, one browser each, so that one that is too large does not take others along."""
    found = {}
    for file in files:
        try:
            _, out, _ = ask(["node", str(HERE / "crossings.mjs"), str(file)], patience)
            found[file] = json.loads(out.decode().strip().split("\n")[-1])
        except (subprocess.TimeoutExpired, ValueError, OSError):
            found[file] = None
    return found


def measure(there, messages, options, scratch, notes, slow):
    """Rows of one size: each peer once in each round, so that what disturbs one disturbs all."""
    jobs = {}
    for peer in there:
        if peer.name in slow:
            notes.append(f"{peer.name} was not asked for {messages:,}: {slow[peer.name]}")
            continue
        safe = "".join(c if c.isalnum() else "-" for c in peer.name)
        source = scratch / f"{safe}-{messages}.{peer.ending}"
        source.write_text(peer.notation(messages))
        picture = source.with_suffix(".svg")
        jobs[peer.name] = (peer.command(str(source), str(picture)), picture, [])
    rounds = options.rounds if messages <= 300 else max(3, options.rounds // 3)
    for turn in range(rounds):
        for name, (command, _, times) in jobs.items():
            # One that takes long is asked three times.
            if name in slow or (turn >= 3 and sum(cpu for _, cpu in times) > options.patience / 4):
                continue
            took, why = run(command, options.patience)
            if took is None:
                slow[name] = f"with {messages:,} messages it {why}" if why.startswith("ends") else f"{messages:,} were {why}"
                notes.append(f"{name}, {messages:,} messages: {why}")
            else:
                times.append(took)
    rows = []
    measured = crossings([p for _, p, times in jobs.values() if times and p.exists() and messages <= 3000], 120)
    for name, (command, picture, times) in jobs.items():
        if not times or not picture.exists():
            continue
        wall, cpu = (statistics.median(t[i] for t in times) for i in (0, 1))
        if cpu > options.patience / 5:
            slow.setdefault(name, f"{messages:,} took {seconds(cpu)}")
        most = memory(command, options.patience, scratch)
        seen = measured.get(picture)
        rows.append((messages, name, wall, cpu, most, picture.stat().st_size, seen))
        # Told at once too, for who does not wait for the end.
        print(row(*rows[-1]), file=sys.stderr)
    return rows


def row(messages, name, wall, cpu, most, length, seen):
    shape = f'{seen["width"]:,} × {seen["height"]:,}' if seen else "–"
    crossed = f'{seen["crossed"]} of {seen["texts"]}' if seen else "–"
    space = f"{most:.0f} MiB" if most else "–"
    return f"| {messages:,} | {name} | {seconds(wall)} | {seconds(cpu)} | {space} | {size(length)} | {shape} | {crossed} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="30,300,3000,30000")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--patience", type=int, default=60, help="seconds that one run may take")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", help="a folder that keeps programs and pictures")
    options = parser.parse_args()
    scratch = Path(options.keep or tempfile.mkdtemp(prefix="compare-"))
    scratch.mkdir(parents=True, exist_ok=True)
    all_peers = peers(scratch)
    wanted = [name for name in options.only.split(",") if name]
    there = [p for p in all_peers if p.missing is None and (not wanted or any(w in p.name for w in wanted))]
    notes, slow, rows = [], {}, []
    load = [os.getloadavg()[0]]
    for messages in map(int, options.sizes.split(",")):
        rows += measure(there, messages, options, scratch, notes, slow)
        load.append(os.getloadavg()[0])
    print(f"{time.strftime('%Y-%m-%d')}, load {min(load):.1f} to {max(load):.1f} on {os.cpu_count()} cores.\n")
    print("| messages | peer | on the clock | processor | memory | bytes | width × height | texts crossed |")
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for cells in rows:
        print(row(*cells))
    print("\nVersions: " + ", ".join(f"{p.name} {p.version()}" for p in there) + ".")
    notes += [f"{p.name} is not installed ({p.missing})" for p in all_peers if p.missing]
    for note in dict.fromkeys(notes):
        print(f"- {note}")
    if not options.keep:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
