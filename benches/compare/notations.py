"""The diagram of benches/diagram.rs in each peer's notation: 8 participants, a note every 10 messages, a fragment every 25."""

PLACES = ["alice", "bob", "memory", "disk", "proxy", "cdn", "server", "db"]
NOTE = "what the caches hold by now"
HOPS = [
    ("alice", "proxy", "GET /nodes/{} [no-cache]", False),
    ("proxy", "cdn", "GET /nodes/{}", False),
    ("cdn", "server", "GET /nodes/{}", False),
    ("server", "db", "read /nodes/{}", False),
    ("db", "server", "@value", True),
    ("server", "cdn", "200 @value", True),
    ("cdn", "proxy", "200 @value", True),
    ("proxy", "alice", "200 @value", True),
]


def steps(messages):
    """("open", title), ("close",), ("note", text) and ("message", from, to, label, answers) in their order."""
    opened = False
    for n in range(messages):
        if n % 25 == 0:
            if opened:
                yield ("close",)
            yield ("open", f"part {n // 25 + 1}")
            opened = True
        if n % 10 == 9:
            yield ("note", NOTE)
        sender, receiver, label, answers = HOPS[n % len(HOPS)]
        yield ("message", sender, receiver, label.format(n // len(HOPS) % 7 + 1), answers)
    if opened:
        yield ("close",)


def spell(messages, head, tail, opening, closing, note, message):
    lines = list(head)
    for kind, *rest in steps(messages):
        lines.append({"open": opening, "close": closing, "note": note, "message": message}[kind](*rest))
    return "\n".join(lines + list(tail)) + "\n"


def cachediag(messages):
    head = """title: Generated

resource node "/nodes/{id}"

device browser "Browser" [per=user] {
  storage memory "Memory" [per=page, clears=reload]
  storage disk "Disk" [per=profile, http=private]
}
storage proxy "Proxy" [http=shared]
storage cdn "CDN" [http=shared]
device server "Server" {
  storage cache "Server cache"
}
storage db "Database" [origin]

user alice
user bob

scenario generated {
  alice => GET /nodes/0
  bob => GET /nodes/0""".split("\n")
    return spell(
        messages, head, ["}"],
        lambda title: f"  group {title} {{", lambda: "  }",
        lambda text: f"    note over alice, cdn: {text}",
        lambda sender, receiver, label, answers: f"    {sender} {'-->' if answers else '->'} {receiver}: {label}",
    )


def mermaid(messages):
    return spell(
        messages, ["sequenceDiagram"] + [f"  participant {p}" for p in PLACES], [],
        lambda title: f"  opt {title}", lambda: "  end",
        lambda text: f"    Note over alice,cdn: {text}",
        lambda sender, receiver, label, answers: f"    {sender}{'-->>' if answers else '->>'}{receiver}: {label}",
    )


def plantuml(messages):
    return spell(
        messages, ["@startuml"] + [f"participant {p}" for p in PLACES], ["@enduml"],
        lambda title: f"group {title}", lambda: "end",
        lambda text: f"note over alice, cdn: {text}",
        lambda sender, receiver, label, answers: f"{sender} {'-->' if answers else '->'} {receiver}: {label}",
    )


def d2(messages):
    return spell(
        messages, ["shape: sequence_diagram"] + PLACES, [],
        lambda title: f'"{title}": {{', lambda: "}",
        lambda text: f'  alice."{text}"',
        lambda sender, receiver, label, answers: f'  {sender} -> {receiver}: "{label}"'
        + (" {style.stroke-dash: 3}" if answers else ""),
    )


def mscgen(messages):
    # It has no fragments: a line across stands for one.
    return spell(
        messages, ["msc {", "  " + ", ".join(PLACES) + ";"], ["}"],
        lambda title: f'  --- [label="{title}"];', lambda: "",
        lambda text: f'  alice note cdn [label="{text}"];',
        lambda sender, receiver, label, answers: f'  {sender} {">>" if answers else "=>"} {receiver} [label="{label}"];',
    )
