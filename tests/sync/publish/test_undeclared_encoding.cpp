#include "sync/publish/importers/undeclared_encoding.hpp"
#include "sync/publish/importers/xml_head.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using publish::FindingKind;
using publish::UndeclaredEncoding;

namespace {

std::string decoded(const std::string& bytes, std::size_t piece) {
  UndeclaredEncoding encoding;
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    text += encoding.decode(base::as_bytes(bytes.substr(at, piece)));
  return text + encoding.finish();
}

/// An Open-vhs file whose declaration names no encoding.
std::string undeclared_file(const std::string& title) {
  return "<?xml version=\"1.0\"?><veranstaltungen version=\"1.2\"><veranstaltung><guid>1</guid><name>" + title +
         "</name></veranstaltung></veranstaltungen>";
}

}  // namespace

TEST_CASE("A text without a declared encoding is read as UTF-8 or as Windows-1252, in pieces of any length") {
  for (const std::size_t piece : {1U, 2U, 3U, 1'000U}) {
    INFO(piece);
    CHECK(decoded("nur ASCII", piece) == "nur ASCII");
    CHECK(decoded("Käse für 5 €", piece) == "Käse für 5 €");
    CHECK(decoded("K\xE4se f\xFCr 5 \x80", piece) == "Käse für 5 €");  // Windows-1252
    CHECK(decoded("Stra\xDF"
                  "e, 5 \xA4",
                  piece) == "Straße, 5 €");  // ISO-8859-15
    CHECK(decoded("\x84Stra\xDF"
                  "e\x93 \x96 \xBD",
                  piece) == "„Straße“ – ½");  // Word's quotes and dash
    CHECK(decoded("am Ende \xC3", piece) == "am Ende Ã");
  }
}

TEST_CASE("A text that began as UTF-8 is handed on as it is, for the reader to refuse with its place") {
  CHECK(decoded("Käse, K\xE4se", 4) == "Käse, K\xE4se");
}

TEST_CASE("XML that declares no encoding and is not UTF-8 is read as Windows-1252, and the report says so") {
  const auto outcome = import_text(undeclared_file("T\xF6pfern f\xFCr 5 \x80"));
  CHECK(outcome.only().name.at("de") == "Töpfern für 5 €");
  CHECK(outcome.count(FindingKind::kEncodingGuessed) == 1);
  const auto utf8 = import_text(undeclared_file("Töpfern"));
  CHECK(utf8.only().name.at("de") == "Töpfern");
  CHECK(utf8.count(FindingKind::kEncodingGuessed) == 0);
}

TEST_CASE("XML that mixes encodings, or is not what it declares, is refused with line and column") {
  for (const std::string& file :
       {undeclared_file("Töpfern T\xF6pfern"),
        openvhs_file("<veranstaltung><guid>1</guid><name>T\xF6pfern</name></veranstaltung>")}) {
    const auto outcome = import_text(file);
    REQUIRE(outcome.error);
    CHECK(outcome.error->code == ErrorCode::kMalformedExport);
    REQUIRE(outcome.stopped_at);
    CHECK(outcome.stopped_at->line > 0);
    CHECK(outcome.stopped_at->column > 0);
  }
}

TEST_CASE("An encoding that nobody knows refuses the file") {
  std::string file = openvhs_file(openvhs_course(""));
  file.replace(file.find("UTF-8"), 5, "EBCDIC-X");
  const auto outcome = import_text(file);
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kMalformedExport);
  CHECK(outcome.stopped_at->line == 1);
}

TEST_CASE("A byte order mark says the encoding, also UTF-16") {
  CHECK(import_text("\xEF\xBB\xBF" + undeclared_file("Töpfern")).only().name.at("de") == "Töpfern");
  for (const bool big_endian : {false, true}) {
    std::string file = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : undeclared_file("T\xF6pfern")) {
      if (big_endian) file += '\0';
      file += c;
      if (!big_endian) file += '\0';
    }
    CHECK(import_text(file).only().name.at("de") == "Töpfern");
  }
}

TEST_CASE("The root element is found in the head of a file behind whatever may stand before it") {
  const auto root = [](const std::string& head) { return publish::find_xml_root(base::as_bytes(head)); };
  CHECK(root("<a>")->name == "a");
  CHECK(root("\xEF\xBB\xBF\n<?xml version=\"1.0\"?><!-- <b> --><x:a xmlns:x=\"urn:1\" y=\"2\"/>")->name == "a");
  CHECK(root("<x:a xmlns:y=\"urn:2\" xmlns:x=\"urn:1\">")->ns == "urn:1");
  CHECK(root("<a xmlns='urn:1'>")->ns == "urn:1");
  CHECK(root("<a xmlns=\"urn:cut")->ns.empty());
  CHECK(root("<!DOCTYPE HTML>\n<p>")->name == "html");
  CHECK(root("<!DOCTYPE a SYSTEM \"a.dtd\"><a>")->name == "a");
  for (const char* head : {"", "{}", "<", "<veransta", "<!-- offen <a>", "< a>"}) {
    INFO(head);
    CHECK_FALSE(root(head));
  }
}
