#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/print/paper.hpp"
#include "kiosk/print/slip_pdf.hpp"
#include "tests/kiosk/print/printed.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::print::test {
namespace {

using bildungskiosk::test::read_qr_codes;

constexpr int kRollPrinter_dpi = 203;
constexpr int kCoarse_dpi = 100;

const std::string kRegistration = "https://vhs-sonnfeld.example/anmeldung/4711";

SlipCode code_of(const std::string& text, Media media, const std::string& label) {
  const auto code = handoff::make_qr_code(text, code_modules_max(media));
  REQUIRE(code);
  return {label, *code};
}

Slip german_slip(Media media) {
  Slip slip{.language = "de",
            .heading = "Bildungskiosk",
            .region = "Landkreis Sonnfeld (fiktiv)",
            .title = {},
            .stand = "Stand: 20.11.2026",
            .page_pattern = "Seite {1} von {2}",
            .entries = {},
            .codes = {}};
  slip.entries.push_back({"Schweißen für Anfänger",
                          "de",
                          {{"Wann", "Mo 23.11.2026, 18:00–20:15 Uhr", ""}, {"Wo", "vhs-Haus, Auerbrunn (fiktiv)", ""}},
                          {code_of(kRegistration, media, "Zur Anmeldung")}});
  return slip;
}

// No word with the ligature of lam and alef: this version of poppler reads its two letters in the wrong order.
Slip arabic_slip() {
  return {.language = "ar",
          .heading = "كشك التعليم",
          .region = "Landkreis Sonnfeld (fiktiv)",
          .title = "قائمتي",
          .stand = "التاريخ: 20.11.2026",
          .page_pattern = "{1} / {2}",
          .entries = {{"Deutschkurs A1", "de", {{"متى", "الجمعة", ""}, {"", "Курс німецької", "uk"}}, {}}},
          .codes = {}};
}

Printed printed(const Slip& slip, Media media) {
  const auto pdf = slip_pdf(slip, media);
  REQUIRE(pdf);
  return Printed(*pdf);
}

}  // namespace

TEST_CASE("A slip's words are on the paper as text, with umlauts, and say from when they are", "[print]") {
  const Media media = GENERATE(Media::kA4, Media::kRoll80);
  const std::string text = printed(german_slip(media), media).text();
  for (const char* const word :
       {"Bildungskiosk", "Landkreis Sonnfeld (fiktiv)", "Schweißen für Anfänger", "Wann",
        "Mo 23.11.2026, 18:00–20:15 Uhr", "vhs-Haus, Auerbrunn (fiktiv)", "Zur Anmeldung", "Stand: 20.11.2026"}) {
    CHECK_THAT(text, ContainsSubstring(word));
  }
}

TEST_CASE("Arabic words can be read out of the paper, beside German and Ukrainian ones", "[print]") {
  const Media media = GENERATE(Media::kA4, Media::kRoll80);
  const std::string text = printed(arabic_slip(), media).text();
  for (const char* const word : {"كشك التعليم", "قائمتي", "متى", "الجمعة", "Deutschkurs A1", "Курс німецької"}) {
    CHECK_THAT(text, ContainsSubstring(word));
  }
}

TEST_CASE("A paper in Arabic begins at its right side", "[print]") {
  const auto ink_left_of_middle = [](const bildungskiosk::test::GreyPicture& picture) {
    int count = 0;
    constexpr int kHeadRows = 120;  // 30 mm: heading and region
    for (int y = 0; y < kHeadRows; ++y) {
      const auto row = picture.pixels.begin() + static_cast<std::ptrdiff_t>(y) * picture.width;
      count +=
          static_cast<int>(std::count_if(row, row + picture.width / 2, [](std::uint8_t grey) { return grey < 128; }));
    }
    return count;
  };
  CHECK(ink_left_of_middle(printed(arabic_slip(), Media::kA4).picture(1, kCoarse_dpi)) == 0);
  CHECK(ink_left_of_middle(printed(german_slip(Media::kA4), Media::kA4).picture(1, kCoarse_dpi)) > 0);
}

TEST_CASE("A sheet is A4; a roll is 80 mm wide and cut behind the text", "[print]") {
  constexpr double kHalfPoint = 0.5;
  const auto sheets = printed(german_slip(Media::kA4), Media::kA4).pages();
  REQUIRE(sheets.size() == 1);
  CHECK(sheets[0].width_pt == Approx(595.28).margin(kHalfPoint));
  CHECK(sheets[0].height_pt == Approx(841.89).margin(kHalfPoint));

  Slip slip = german_slip(Media::kRoll80);
  const auto roll = printed(slip, Media::kRoll80).pages();
  REQUIRE(roll.size() == 1);
  CHECK(roll[0].width_pt == Approx(80 * kPointsPerMm).margin(kHalfPoint));
  slip.entries.push_back(slip.entries.front());
  const auto longer = printed(slip, Media::kRoll80).pages();
  REQUIRE(longer.size() == 1);
  CHECK(longer[0].height_pt > roll[0].height_pt + 30 * kPointsPerMm);
}

TEST_CASE("Another reader finds the code on the paper as a printer for rolls has it", "[print]") {
  const Media media = GENERATE(Media::kA4, Media::kRoll80);
  CHECK(read_qr_codes(printed(german_slip(media), media).picture(1, kRollPrinter_dpi)) ==
        std::vector<std::string>{kRegistration});
}

TEST_CASE("The largest code that a paper takes is read as well", "[print]") {
  const Media media = GENERATE(Media::kA4, Media::kRoll80);
  std::string text;
  while (handoff::make_qr_code(text + "Ü 1234567", code_modules_max(media))) text += "Ü 1234567";
  Slip slip = german_slip(media);
  slip.entries.front().codes = {code_of(text, media, "Ihre Merkliste")};
  CHECK(read_qr_codes(printed(slip, media).picture(1, kRollPrinter_dpi)) == std::vector<std::string>{text});
}

TEST_CASE("A code's modules are at least 0.6 mm, and whole dots of a printer for rolls", "[print]") {
  const Media media = GENERATE(Media::kA4, Media::kRoll80);
  const Paper paper = paper_of(media);
  for (int modules = 21; modules <= code_modules_max(media); modules += 4) {
    const double size_mm = module_mm(paper, modules);
    CHECK(size_mm >= 0.6);
    CHECK(size_mm * (modules + 2 * kQuietModules) <= paper.text_width_mm());
    CHECK(size_mm * 8 == Approx(std::round(size_mm * 8)).margin(1e-9));
  }
}

TEST_CASE("A list goes on over several sheets, each with its number, and a code is on one of them whole", "[print]") {
  Slip slip = german_slip(Media::kA4);
  for (int i = 1; i < 9; ++i) {
    slip.entries.push_back(slip.entries.front());
    slip.entries.back().codes = {code_of("geo:50.1,9." + std::to_string(i), Media::kA4, "Weg dorthin")};
  }
  const Printed paper = printed(slip, Media::kA4);
  const auto pages = paper.pages();
  REQUIRE(pages.size() > 1);
  const std::string count = std::to_string(pages.size());
  const std::string text = paper.text();
  CHECK_THAT(text, ContainsSubstring("Seite 1 von " + count));
  CHECK_THAT(text, ContainsSubstring("Seite 2 von " + count));
  std::size_t found = 0;
  for (std::size_t page = 1; page <= pages.size(); ++page) {
    found += read_qr_codes(paper.picture(static_cast<int>(page), kRollPrinter_dpi)).size();
  }
  CHECK(found == slip.entries.size());
}

TEST_CASE("Hostile texts cost no more than some pages, and leave the other lines readable", "[print]") {
  const Media media = GENERATE(Media::kA4, Media::kRoll80);
  std::string accents = "a";
  for (int i = 0; i < 10'000; ++i) accents += "\u0301";
  const std::string hostile = GENERATE_COPY(std::string(1'000'000, 'x'), accents, std::string(100'000, '\n'),
                                            std::string("\u202E\u2067\u200B\x01\x1b[31m\xff\xfe\0end", 21));
  Slip slip = german_slip(media);
  slip.region = slip.heading = slip.title = hostile;
  slip.entries[0].lines.insert(slip.entries[0].lines.begin(), SlipLine{hostile, hostile, hostile});
  slip.entries.resize(500, slip.entries[0]);
  const auto pdf = slip_pdf(slip, media);
  REQUIRE(pdf);
  CHECK(pdf->size() < 5'000'000);
  const Printed paper(*pdf);
  CHECK(paper.pages().size() <= static_cast<std::size_t>(kPagesMax));
  for (const auto& page : paper.pages()) CHECK(page.height_pt <= kRollLengthMax_mm * kPointsPerMm);
}

TEST_CASE("A line that is not hostile stands below one that is", "[print]") {
  Slip slip = german_slip(Media::kA4);
  slip.entries[0].title = std::string(400, 'W') + "\u202Etxet";
  CHECK_THAT(printed(slip, Media::kA4).text(), ContainsSubstring("vhs-Haus, Auerbrunn (fiktiv)"));
}

TEST_CASE("What has no room any more is left out with a sign", "[print]") {
  Slip slip = german_slip(Media::kA4);
  slip.entries[0].codes.clear();
  slip.entries[0].lines.assign(kLinesPrintedMax, {"Text", std::string(1'900, 'x'), ""});
  slip.entries.resize(kEntriesPrintedMax, slip.entries[0]);
  const Printed paper = printed(slip, Media::kA4);
  CHECK(paper.pages().size() == static_cast<std::size_t>(kPagesMax));
  CHECK_THAT(paper.text(), ContainsSubstring("…"));
}

}  // namespace bildungskiosk::print::test
