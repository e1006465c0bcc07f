#include <chrono>

#include "kiosk/platform/headless_window.hpp"
#include "kiosk/text/scripts.hpp"
#include "kiosk/text/text_engine.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::text;

namespace {

struct Press {
  platform::HeadlessWindow window{{100, 100}};
  TextEngine engine{window};

  Press() { engine.begin_frame(); }
  TextBlock set(std::string_view text, float width_px = 0, int lines_max = 0) {
    TextRequest request;
    request.text = text;
    request.width_px = width_px;
    request.lines_max = lines_max;
    return engine.block(request);
  }
};

}  // namespace

TEST_CASE("The design's fonts are installed") { CHECK(missing_fonts().empty()); }

TEST_CASE("A text asked for again is the same block without work") {
  Press press;
  TextRequest request;
  request.text = "Sprachcafé";
  const TextBlock* first = &press.engine.block(request);
  press.engine.begin_frame();
  std::string copy = "Sprachcafé";
  request.text = copy;
  CHECK(&press.engine.block(request) == first);
  CHECK(press.engine.statistics().misses == 1);
  request.weight = Weight::kBold;
  CHECK(&press.engine.block(request) != first);
  CHECK(press.engine.statistics().misses == 2);
}

TEST_CASE("Text wraps at its width, and an ellipsis ends what has no room") {
  Press press;
  const std::string_view title = "Bewerbung am Computer schreiben – Schritt für Schritt zum Lebenslauf";
  const TextBlock line = press.set(title);
  CHECK(line.lines == 1);
  const TextBlock wrapped = press.set(title, 300);
  CHECK(wrapped.lines > 2);
  CHECK(wrapped.width_px <= 300);
  CHECK_FALSE(wrapped.shortened);
  const TextBlock cut = press.set(title, 300, 2);
  CHECK(cut.lines == 2);
  CHECK(cut.shortened);
  CHECK(cut.width_px <= 300);
  CHECK(cut.height_px == 2 * line.height_px);
}

TEST_CASE("A long German word is broken instead of leaving its box") {
  Press press;
  const TextBlock block = press.set("Weiterbildungsberatungsstelle", 120);
  CHECK(block.lines > 1);
  CHECK(block.width_px <= 120);
}

TEST_CASE("Arabic letters join: a word is narrower than its letters apart") {
  Press press;
  const TextBlock joined = press.set("تعليم");
  const TextBlock apart = press.set("ت ع ل ي م");
  CHECK(joined.right_to_left);
  CHECK(joined.image_width > 0);
  CHECK(joined.width_px < apart.width_px);
  CHECK(joined.height_px > press.set("Bildung").height_px);  // lines of 1.5
}

TEST_CASE("Ukrainian has its letters, in the interface's own face") {
  Press press;
  const TextBlock block = press.set("Що ви хочете вивчити? Їжак і ґанок");
  CHECK(block.image_width > 200);
  CHECK_FALSE(block.right_to_left);
}

TEST_CASE("Start is the right edge in a right-to-left interface; natural follows the text") {
  Press press;
  const auto ink_left = [&](std::string_view text, Direction direction, Align align) {
    TextRequest request;
    request.text = text;
    request.width_px = 600;
    request.direction = direction;
    request.align = align;
    return press.engine.block(request).image_x;
  };
  CHECK(ink_left("Kurs", Direction::kLeftToRight, Align::kStart) < 10);
  CHECK(ink_left("Kurs", Direction::kLeftToRight, Align::kEnd) > 500);
  CHECK(ink_left("Kurs", Direction::kRightToLeft, Align::kStart) > 500);
  CHECK(ink_left("Kurs", Direction::kRightToLeft, Align::kEnd) < 10);
  CHECK(ink_left("دورة", Direction::kLeftToRight, Align::kStart) < 10);
  CHECK(ink_left("دورة", Direction::kLeftToRight, Align::kNatural) > 500);
  CHECK(ink_left("Kurs", Direction::kRightToLeft, Align::kNatural) < 10);
}

TEST_CASE("Marked words come back as rectangles on their lines") {
  Press press;
  TextRequest request;
  request.text = "Deutschkurs A1 am Abend";
  const ByteRange mark{0, 11};
  request.marks = {&mark, 1};
  const TextBlock& one = press.engine.block(request);
  REQUIRE(one.marks.size() == 1);
  CHECK(one.marks[0].x == 0);
  CHECK(one.marks[0].width > 50);
  CHECK(one.marks[0].width < one.width_px / 1.5F);

  request.width_px = 90;
  const ByteRange all{0, 23};
  request.marks = {&all, 1};
  const TextBlock& wrapped = press.engine.block(request);
  CHECK(wrapped.marks.size() == static_cast<std::size_t>(wrapped.lines));
}

TEST_CASE("A mark outside the text is no mark") {
  Press press;
  TextRequest request;
  request.text = "Kurs";
  const ByteRange mark{10, 20};
  request.marks = {&mark, 1};
  CHECK(press.engine.block(request).marks.empty());
}

TEST_CASE("Bytes that are not UTF-8 are shown as replacement characters") {
  std::string valid;
  make_showable(
      "a\xFF"
      "b\xC3",
      valid);
  CHECK(valid ==
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD");
  Press press;
  CHECK(press.set("\xFF\xFE\x00z").image_width > 0);
  CHECK(press.set("").image_width == 0);
  CHECK(press.set("   ").image_width == 0);
}

TEST_CASE("Ten thousand accents upon a letter stay within their line, and take no time") {
  const auto piled = [](int accents) {
    std::string text = "Zoe";
    for (int i = 0; i < accents; ++i) text += "\u0301";
    return text;
  };
  Press press;
  const auto before = std::chrono::steady_clock::now();
  static_cast<void>(press.set(piled(10'000) + " tanzt", 600, 2));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(1));
  const TextBlock block = press.set(piled(4'000) + " tanzt", 600, 2);
  const TextBlock plain = press.set("Zoe tanzt", 600, 2);
  CHECK(block.height_px == plain.height_px);
  CHECK(block.width_px == Approx(plain.width_px).margin(2));
  CHECK(static_cast<float>(block.image_height) < 3 * plain.height_px);
  CHECK(static_cast<float>(block.image_y) > -2 * plain.height_px);
}

TEST_CASE("No text turns what stands beside it: overrides are left out, and isolates that do not close") {
  Press press;
  for (const char* hostile :
       {"\u202eabc", "\u202babc", "\u2067abc", "\u2069abc\u2067", "abc\u2068", "\u202dabc\u202c"}) {
    CAPTURE(hostile);
    std::string showable;
    make_showable(hostile, showable);
    CHECK(showable == "abc");
    const TextBlock turned = press.set(hostile + std::string(" · 18:30 Lindach"));
    const TextBlock straight = press.set("abc · 18:30 Lindach");
    CHECK(turned.width_px == straight.width_px);
    CHECK(turned.image_width == straight.image_width);
  }
  std::string showable;
  make_showable("\u2066/var/lib\u2069 · می\u200cخواهم", showable);
  CHECK(showable == "\u2066/var/lib\u2069 · می\u200cخواهم");
  make_showable("a\u0007b\u0085c\nd", showable);
  CHECK(showable == "abc\nd");
}

TEST_CASE("Icons resolve by name, and an unknown name is an empty place") {
  Press press;
  const TextBlock& icon = press.engine.icon("arrow_back", 48);
  CHECK(icon.image_width > 20);
  CHECK(icon.image_width <= 50);
  CHECK(press.engine.icon("no_such_icon_name", 48).image_width == 0);
  for (const char* name : {"search", "child_care", "backpack", "family_restroom", "nature_people", "bookmark_added",
                           "event_available", "keyboard_arrow_down", "touch_app", "qr_code_2", "accessibility_new",
                           "euro", "signal_cellular_alt", "front_hand", "event_repeat", "motion_photos_pause"}) {
    CAPTURE(name);
    CHECK(press.engine.icon(name, 48).image_width > 0);
  }
}

TEST_CASE("The caret stands before the byte it is asked for") {
  Press press;
  TextRequest request;
  request.text = "äbc";
  CHECK(press.engine.caret_x_px(request, 0) == 0);
  const float after_umlaut = press.engine.caret_x_px(request, 2);
  CHECK(after_umlaut > 5);
  CHECK(press.engine.caret_x_px(request, 4) > after_umlaut);
  CHECK(press.engine.caret_x_px(request, 99) >= press.engine.caret_x_px(request, 4));
}

TEST_CASE("The cache stays within its budget however many texts come by") {
  Press press;
  for (int i = 0; i < 60; ++i) {
    press.engine.begin_frame();
    TextRequest request;
    const std::string text = "Angebot Nummer " + std::to_string(i);
    request.text = text;
    request.size_px = 120;
    request.width_px = 900;
    CHECK(press.engine.block(request).image_width > 0);
  }
  for (int i = 0; i < 40; ++i) {
    press.engine.begin_frame();
    TextRequest request;
    const std::string text = std::to_string(i) + " " + std::string(3000, 'n');
    request.text = text;
    request.size_px = 40;
    request.width_px = 1800;
    CHECK(press.engine.block(request).image_width > 0);
  }
  press.engine.begin_frame();
  CHECK(press.engine.statistics().pages * 1024 * 1024 <= 2 * TextEngine::kAtlasBytesMax);
  CHECK(press.window.live_textures() == press.engine.statistics().pages);
}
