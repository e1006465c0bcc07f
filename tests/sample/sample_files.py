"""Reads the sample sources the way the tests look at them: one flat record for each offer, both formats alike.

Knows only what the samples use; the product's importers are in C++ and have tests of their own.
"""

import csv
import json
import pathlib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "assets" / "sample"
SOURCES = SAMPLE / "sources"
SCRIPT = ROOT / "scripts" / "sample-sources"


@dataclass
class Record:
    file: str
    guid: str
    number: str
    name: str
    keywords: list = field(default_factory=list)
    texts: list = field(default_factory=list)  # (property, text)
    sessions: list = field(default_factory=list)  # dates as written
    weekdays: list = field(default_factory=list)
    town: str = ""
    postal_code: str = ""
    category: str = ""
    online: bool = False
    free: bool = False

    def text(self, name):
        return "\n".join(text for key, text in self.texts if key in (name, {"text": "Beschreibung"}.get(name)))

    def languages(self):
        return {key.partition("@")[2] for key, _ in self.texts if "@" in key}


def as_list(value):
    """An element of the Berlin files may be missing, a single value or an array."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def read_xml(path):
    for course in ElementTree.parse(path).getroot().findall("veranstaltung"):
        features = {f.findtext("name"): f.findtext("wert") for f in course.findall("merkmale/merkmal")}
        yield Record(
            file=path.name,
            guid=course.findtext("guid") or "",
            number=course.findtext("nummer") or "",
            name=course.findtext("name") or "",
            keywords=[element.text for element in course.findall("schlagwort")],
            texts=[(t.findtext("eigenschaft"), t.findtext("text")) for t in course.findall("text")],
            sessions=[t.findtext("beginn_datum") for t in course.findall("termin")],
            weekdays=[element.text for element in course.findall("wochentag")],
            town=course.findtext("veranstaltungsort/adresse/ort") or "",
            postal_code=course.findtext("veranstaltungsort/adresse/plz") or "",
            category=course.findtext("dvv_kategorie") or "",
            online=features.get("kursart_digital") == "online_angebot",
            free=course.findtext("preis/betrag") == "0.0",
        )


def read_json(path):
    for course in json.loads(path.read_text(encoding="utf-8"))["veranstaltungen"]["veranstaltung"]:
        places = course.get("ortetermine") or {}
        address = places.get("adresse") or (course.get("veranstaltungsort") or {}).get("adresse") or {}
        sessions = as_list(course.get("termin")) + as_list(places.get("termin"))
        features = {f["name"]: f["wert"] for f in as_list((course.get("merkmale") or {}).get("merkmal"))}
        yield Record(
            file=path.name,
            guid=course["guid"],
            number=course["nummer"],
            name=course["name"],
            keywords=as_list(course["schlagwort"]),
            texts=[(t["eigenschaft"], t["text"]) for t in as_list(course["text"])],
            sessions=[s["beginn_datum"] for s in sessions if "beginn_datum" in s],
            weekdays=as_list(course.get("wochentag")) + [s["wochentag"] for s in sessions if "beginn_datum" not in s],
            town=address.get("ort", ""),
            postal_code=address.get("plz", ""),
            category=(course.get("dvv_kategorie") or {}).get("#text", ""),
            online=features.get("kursart_digital") == "online_angebot",
            free=(course.get("preis") or {}).get("betrag") == "0.00",
        )


def read_all(folder=SOURCES):
    records = []
    for path in sorted(folder.iterdir()):
        records += read_xml(path) if path.suffix == ".xml" else read_json(path)
    return records


def read_index():
    with open(SAMPLE / "sources.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
