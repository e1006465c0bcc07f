#include "kiosk/ui/text_buffer.hpp"
#include "tests/support/catch.hpp"

using bildungskiosk::ui::TextBuffer;

TEST_CASE("Typing inserts at the caret, which moves by characters and not by bytes") {
  TextBuffer buffer;
  buffer.insert("Tür");
  CHECK(buffer.caret() == 4);
  buffer.move(-2);
  CHECK(buffer.caret() == 1);
  buffer.insert("o");
  CHECK(buffer.text() == "Toür");
  buffer.move(100);
  CHECK(buffer.caret() == buffer.text().size());
  buffer.move(-100);
  CHECK(buffer.caret() == 0);
}

TEST_CASE("Löschen takes a whole character with its combining marks") {
  TextBuffer buffer;
  buffer.set("ae\xCC\x81");  // a, e + combining acute
  buffer.erase_before();
  CHECK(buffer.text() == "a");
  buffer.set("шкі");
  buffer.erase_before();
  CHECK(buffer.text() == "шк");
  buffer.move(-2);
  buffer.erase_before();
  CHECK(buffer.text() == "шк");
  buffer.erase_after();
  CHECK(buffer.text() == "к");
}

TEST_CASE("Text beyond the limit and bytes that are not UTF-8 are not taken") {
  TextBuffer buffer;
  buffer.set(std::string(TextBuffer::kBytesMax, 'x'));
  buffer.insert("y");
  CHECK(buffer.text().size() == TextBuffer::kBytesMax);
  buffer.clear();
  for (const char* bad : {"\xFF", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xC0\x80", "\xF5\x80\x80\x80"}) {
    buffer.insert(bad);
    CHECK(buffer.text().empty());
  }
}
