#include <string>

#include "kiosk/handoff/qr_code.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/qr_reader/qr_reader.hpp"

namespace bildungskiosk::handoff::test {
namespace {

constexpr int kLargest = 177;
constexpr int kQuietModules = 4;  // the white that belongs on each side

/// As a display shows it: the code with its white, each module so many pixels.
bildungskiosk::test::GreyPicture picture_of(const QrCode& code, int module_px = 3) {
  const int side = (code.modules + 2 * kQuietModules) * module_px;
  bildungskiosk::test::GreyPicture picture{
      side, side, std::vector<std::uint8_t>(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 255)};
  for (int y = 0; y < code.modules * module_px; ++y) {
    for (int x = 0; x < code.modules * module_px; ++x) {
      if (!code.is_dark(x / module_px, y / module_px)) continue;
      const int row = y + kQuietModules * module_px;
      const int column = x + kQuietModules * module_px;
      picture
          .pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(side) + static_cast<std::size_t>(column)] =
          0;
    }
  }
  return picture;
}

}  // namespace

TEST_CASE("Another reader finds in a code what was put in, whatever the script", "[handoff]") {
  const std::string text =
      GENERATE(std::string("geo:50.123457,9.123456"),
               std::string("BEGIN:VCARD\r\nFN:Bücherei Größenau (fiktiv)\r\nEND:VCARD\r\n"),
               std::string("Курс німецької · الألمانية · Türkçe ıİ"),
               std::string("Schweißen: Grundkurs · Bildung und Teilhabe: Geld für Kinder"), std::string(900, 'x'));
  const auto code = make_qr_code(text, kLargest);
  REQUIRE(code);
  CHECK(bildungskiosk::test::read_qr_codes(picture_of(*code)) == std::vector<std::string>{text});
}

TEST_CASE("A code is no larger than its room, and gives up spare modules before it gives up the text", "[handoff]") {
  const std::string text(300, 'a');
  const auto roomy = make_qr_code(text, kLargest);
  REQUIRE(roomy);
  const auto tight = make_qr_code(text, roomy->modules - 1);
  REQUIRE(tight);
  CHECK(tight->modules < roomy->modules);
  CHECK(bildungskiosk::test::read_qr_codes(picture_of(*tight)) == std::vector<std::string>{text});
  CHECK_FALSE(make_qr_code(text, tight->modules - 1));
}

TEST_CASE("There is no code of nothing, and none of more than the largest holds", "[handoff]") {
  CHECK_FALSE(make_qr_code("", kLargest));
  CHECK(make_qr_code(std::string(2'953, 'b'), kLargest));
  CHECK_FALSE(make_qr_code(std::string(2'954, 'b'), kLargest));
}

}  // namespace bildungskiosk::handoff::test
