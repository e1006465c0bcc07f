#!/usr/bin/env python3
"""Breaks a catalogue in one way at a time and looks whether scripts/check-translations says so."""

import pathlib
import shutil
import subprocess
import tempfile
import unittest

CHECK = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "check-translations"

SOURCE = """
const auto& a = texts.tr("Zurück");
const auto b = fill(texts.tr("Form: {1}"), {form});
const auto& c = texts.trc("Zeichen", "Punkt");
const auto& d = texts.trn("{1} Angebot", "{1} Angebote", count);
"""

HEADER = r'''msgid ""
msgstr ""
"Project-Id-Version: bildungskiosk\n"
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

'''

MESSAGES = """msgid "Zurück"
msgstr "Back"

msgid "Form: {1}"
msgstr "Form: {1}"

msgctxt "Zeichen"
msgid "Punkt"
msgstr "full stop"

msgid "{1} Angebot"
msgid_plural "{1} Angebote"
msgstr[0] "one offer"
msgstr[1] "{1} offers"
"""


class CheckTranslations(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "scripts").mkdir()
        shutil.copy(CHECK, self.folder / "scripts" / "check-translations")
        (self.folder / "kiosk").mkdir()
        (self.folder / "kiosk" / "screen.cpp").write_text(SOURCE, encoding="utf-8")
        self.languages = self.folder / "assets" / "languages"
        (self.languages / "de").mkdir(parents=True)
        (self.languages / "de" / "bildungskiosk.po").write_text(HEADER, encoding="utf-8")
        (self.languages / "en").mkdir()

    def said(self, messages, header=HEADER):
        """What the check says of an English catalogue, and that it fails exactly when it complains."""
        (self.languages / "en" / "bildungskiosk.po").write_text(header + messages, encoding="utf-8")
        result = subprocess.run([str(self.folder / "scripts" / "check-translations")], capture_output=True, text=True,
                                check=False)
        complaints = [line for line in result.stdout.splitlines() if not line.startswith("translations: ")]
        self.assertEqual(result.returncode, 1 if complaints else 0, result.stdout + result.stderr)
        return "\n".join(complaints)

    def test_a_whole_catalogue_passes(self):
        self.assertEqual(self.said(MESSAGES), "")

    def test_a_missing_message_is_named(self):
        self.assertIn("en: missing: Zurück", self.said(MESSAGES.replace('msgid "Zurück"\nmsgstr "Back"\n', "")))

    def test_a_message_without_its_context_is_missing(self):
        self.assertIn("en: missing: Punkt", self.said(MESSAGES.replace('msgctxt "Zeichen"\n', "")))

    def test_an_empty_translation_is_missing(self):
        self.assertIn("en: missing: Zurück", self.said(MESSAGES.replace('"Back"', '""')))

    def test_an_empty_plural_form_is_missing(self):
        self.assertIn("en: missing: {1} Angebot", self.said(MESSAGES.replace('"{1} offers"', '""')))

    def test_a_message_that_nobody_asks_for_is_named(self):
        self.assertIn("en: no longer used: Weiter", self.said(MESSAGES + '\nmsgid "Weiter"\nmsgstr "Next"\n'))

    def test_a_message_kept_as_obsolete_is_named(self):
        self.assertIn("en: no longer used: Weiter", self.said(MESSAGES + '\n#~ msgid "Weiter"\n#~ msgstr "Next"\n'))

    def test_a_fuzzy_message_is_refused(self):
        self.assertIn("en: has fuzzy messages",
                      self.said(MESSAGES.replace('msgid "Zurück"', '#, fuzzy\nmsgid "Zurück"')))

    def test_a_lost_value_is_named(self):
        self.assertIn("en: other {n} than the German: Form: {1}",
                      self.said(MESSAGES.replace('msgstr "Form: {1}"', 'msgstr "Form"')))

    def test_a_value_that_the_german_has_not_is_named(self):
        for wrong in ("Form: {1} {2}", "Form: {1} {x}", "Form: {1} {12}", "Form: {1"):
            self.assertIn("en: other {n} than the German: Form: {1}",
                          self.said(MESSAGES.replace('msgstr "Form: {1}"', 'msgstr "%s"' % wrong)), wrong)

    def test_a_plural_form_too_few_is_refused(self):
        self.assertIn("en: ", self.said(MESSAGES.replace('msgstr[1] "{1} offers"\n', "")))

    def test_a_plural_rule_that_does_not_count_is_refused(self):
        self.assertIn("en: ", self.said(MESSAGES, HEADER.replace("plural=(n != 1)", "plural=(n !=)")))

    def test_a_file_that_gettext_cannot_read_is_refused(self):
        self.assertIn("en: ", self.said(MESSAGES.replace('msgstr "Back"', 'msgstr "Back')))

    def test_a_key_twice_is_refused(self):
        self.assertIn("en: ", self.said(MESSAGES + '\nmsgid "Zurück"\nmsgstr "Return"\n'))


if __name__ == "__main__":
    unittest.main()
