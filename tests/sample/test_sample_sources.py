#!/usr/bin/env python3
"""What the demo, the tests and the README promise of assets/sample, and that scripts/sample-sources keeps it."""

import collections
import datetime
import re
import subprocess
import sys
import tempfile
import unittest
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from sample_files import SAMPLE, SCRIPT, SOURCES, read_all, read_index  # noqa: E402

PHASES = [
    "Frühe Bildung", "Schule", "Ausbildung & Studium", "Arbeit & Weiterbildung", "Sprache & Integration", "Familie",
    "Älter werden", "Beratung",
]
TOWNS = {"Auerbrunn", "Lindach", "Steinau", "Hohenried"}
BASE_MONDAY = datetime.date(2026, 1, 5)
TRANSLATIONS = {"en", "tr", "uk", "ar"}

# The flaws on purpose that these tests have to know of; all are listed in assets/sample/README.md.
DUPLICATE_GUID = "3E7C5A90-4D1B-4B8E-9A6F-1C2D3E4F5A6B"
GUID_THAT_IS_NO_UUID = "F21282"
NUMBER_USED_TWICE = "F40131"


def whole_text():
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(SOURCES.iterdir())}


class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.records = read_all()

    def test_is_large_enough_for_a_demo(self):
        providers = {record.file for record in self.records}
        self.assertGreaterEqual(len(providers), 7)
        self.assertGreaterEqual(len(self.records), 230)
        self.assertEqual({record.town for record in self.records} - {""}, TOWNS)

    def test_every_source_is_listed_with_its_format_and_provider(self):
        index = read_index()
        self.assertEqual({row["file"] for row in index}, {f"sources/{path.name}" for path in SOURCES.iterdir()})
        for row in index:
            self.assertIn(f".{row['format']}.", row["file"])
            self.assertTrue(row["source"] and row["provider"])

    def test_every_phase_of_life_has_its_offers(self):
        main = collections.Counter()
        for record in self.records:
            main.update([word for word in record.keywords if word in PHASES][:1])
        for phase in PHASES:
            self.assertGreaterEqual(main[phase], 18, phase)

    def test_ids_are_unique_but_for_the_flaw_on_purpose(self):
        seen = collections.Counter((record.file, record.guid) for record in self.records)
        self.assertEqual([guid for (_, guid), count in seen.items() if count > 1], [DUPLICATE_GUID])
        numbers = collections.Counter((record.file, record.number) for record in self.records)
        self.assertEqual([number for (_, number), count in numbers.items() if count > 1], [NUMBER_USED_TWICE])
        odd = [r.guid for r in self.records if r.file.endswith(".xml") and not self.is_uuid(r.guid)]
        self.assertEqual(odd, [GUID_THAT_IS_NO_UUID])

    @staticmethod
    def is_uuid(text):
        try:
            return str(uuid.UUID(text)) == text.lower()
        except ValueError:
            return False

    def test_every_offer_is_told_in_its_own_words(self):
        descriptions = collections.Counter()
        for record in self.records:
            text = record.text("text")
            self.assertGreaterEqual(len(text), 60, record.name)
            descriptions[text] += 1
            if record.name:
                self.assertGreaterEqual(len(record.text("kurztext")), 20, record.name)
        self.assertEqual([text for text, count in descriptions.items() if count > 1], [])
        self.assertEqual(sum(1 for record in self.records if not record.name), 1)

    def test_other_languages_are_well_represented(self):
        self.assertGreaterEqual(sum(1 for r in self.records if r.languages() & TRANSLATIONS), 30)
        self.assertGreaterEqual(sum(1 for r in self.records if "de-easy" in r.languages()), 15)
        for language in TRANSLATIONS:
            self.assertGreaterEqual(sum(1 for r in self.records if language in r.languages()), 15, language)
        self.assertEqual({tag for r in self.records for tag in r.languages()}, TRANSLATIONS | {"de-easy"})

    def test_a_translation_is_in_its_script_and_has_a_title(self):
        script = {"uk": re.compile("[а-щьюяєіїґ]"), "ar": re.compile("[\u0621-\u064a]"), "tr": re.compile("[a-zçğıöşü]")}
        wrong_script = {"uk": re.compile("[ыэъё]"), "tr": re.compile("[äß]"), "ar": re.compile("[\u0400-\u04ff]")}
        for record in self.records:
            self.assertEqual({f"name@{tag}" for tag in record.languages()}, {k for k, _ in record.texts if "name@" in k})
            for key, text in record.texts:
                language = key.partition("@")[2]
                if language in script:
                    self.assertRegex(text, script[language], f"{record.name}, {key}")
                    self.assertNotRegex(text, wrong_script[language], f"{record.name}, {key}")

    def test_the_kinds_of_offers_that_screens_show_are_there(self):
        self.assertGreaterEqual(sum(record.free for record in self.records), 80)
        self.assertGreaterEqual(sum(record.online for record in self.records), 8)
        dateless = [r for r in self.records if r.weekdays and not r.sessions and "Beratung" in r.keywords]
        self.assertGreaterEqual(len(dateless), 15)
        names = [record.name for record in self.records]
        for name in ("Deutschkurs A1 am Abend", "Eltern-Kind-Gruppe „Kleine Entdecker“", "Smartphone-Hilfe ab 60",
                     "Weiterbildungsberatung – ohne Termin", "Ferienwerkstatt: Wir bauen einen Roboter"):
            self.assertIn(name, names)

    def test_no_day_of_the_base_week_ends_with_an_empty_calendar(self):
        offers_on = collections.Counter(day for record in self.records for day in set(record.sessions))
        for weekday in range(7):
            day = (BASE_MONDAY + datetime.timedelta(days=weekday)).isoformat()
            self.assertGreaterEqual(offers_on[day], 6, day)


class Privacy(unittest.TestCase):
    def test_no_address_leads_anywhere(self):
        for name, text in whole_text().items():
            text = text.replace('xmlns:openvhs="http://www.dvv-vhs.de/Open-VHS"', "")
            for host in re.findall(r"https?://([^/\s\"<]+)", text) + re.findall(r"[\w.-]+@([\w-]+\.[\w.-]+)", text):
                self.assertTrue(host.endswith(".example"), f"{name}: {host}")
            self.assertNotRegex(text, r"www\.(?![\w-]+\.example)", name)

    def test_telephone_numbers_are_of_the_block_kept_for_fiction(self):
        for name, text in whole_text().items():
            for number in re.findall(r"\b0\d{2,4}[ /-]\d[\d -]{3,}\d", text):
                self.assertRegex(number, r"^030 23125 \d{3}$", name)

    def test_postal_codes_are_of_a_region_that_does_not_exist(self):
        for record in read_all():
            self.assertRegex(record.postal_code, r"^(00\d{3})?$", record.name)

    def test_nobody_is_named(self):
        for name, text in whole_text().items():
            self.assertNotRegex(text, r"\b(Frau|Herr|Herrn|Dr\.|Prof\.) [A-ZÄÖÜ]", name)
            self.assertEqual(set(re.findall(r'"(?:anrede|titel|vorname)": ([^,}\s]+)', text)) - {"null"}, set(), name)
            self.assertNotRegex(text, r"<(dozent|ansprechperson)\b", name)


class Shift(unittest.TestCase):
    def write(self, folder, today):
        return subprocess.run([sys.executable, "-B", SCRIPT, folder, "--today", today], capture_output=True, text=True)

    def test_the_base_week_becomes_the_week_of_today(self):
        for today in ("2025-12-29", "2026-01-05", "2026-11-29", "2028-02-29", "2031-07-16"):
            with self.subTest(today=today), tempfile.TemporaryDirectory() as folder:
                self.assertEqual(self.write(folder, today).returncode, 0)
                day = datetime.date.fromisoformat(today)
                distance = day - datetime.timedelta(days=day.weekday()) - BASE_MONDAY
                self.assertEqual({p.name for p in Path(folder).iterdir()}, {p.name for p in SOURCES.iterdir()})
                for before, after in zip(read_all(), read_all(Path(folder))):
                    moved = [(datetime.date.fromisoformat(d) + distance).isoformat() for d in before.sessions]
                    self.assertEqual(after.sessions, moved, before.name)
                    self.assertEqual(after.texts, before.texts)

    def test_only_dates_change(self):
        with tempfile.TemporaryDirectory() as folder:
            self.write(folder, "2027-03-10")
            blank = re.compile(r"\d{4}-\d{2}-\d{2}")
            for path in SOURCES.iterdir():
                before, after = path.read_bytes().decode(), (Path(folder) / path.name).read_bytes().decode()
                self.assertEqual(blank.sub("", before), blank.sub("", after), path.name)
                self.assertNotEqual(before, after)
                self.assertEqual(re.findall(r"\b2025-1\d-\d\d|\b2026-0[1-9]-\d\d", after), [], path.name)

    def test_this_week_has_sessions_left_on_any_weekday(self):
        for weekday in range(7):
            today = datetime.date(2027, 5, 24) + datetime.timedelta(days=weekday)
            with tempfile.TemporaryDirectory() as folder:
                self.write(folder, today.isoformat())
                sunday = today + datetime.timedelta(days=6 - weekday)
                left = [r for r in read_all(Path(folder)) if any(today.isoformat() <= d <= sunday.isoformat() for d in r.sessions)]
                self.assertGreaterEqual(len(left), 6, today)

    def test_a_folder_that_cannot_be_written_is_told_in_one_line(self):
        with tempfile.NamedTemporaryFile() as file:
            result = self.write(file.name, "2026-01-05")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(len(result.stderr.splitlines()), 1)

    def test_a_day_that_is_none_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.write(folder, "2026-02-30").returncode, 2)
            self.assertEqual(list(Path(folder).iterdir()), [])


class Readme(unittest.TestCase):
    def test_names_every_source(self):
        readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
        for path in SOURCES.iterdir():
            self.assertIn(path.name, readme)


if __name__ == "__main__":
    unittest.main()
