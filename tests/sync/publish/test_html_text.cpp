#include "sync/exchange/text_rules.hpp"
#include "sync/publish/importers/html_text.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk::publish;

TEST_CASE("HTML becomes paragraphs and lists") {
  CHECK(clean_paragraphs("<p>Wir <b>töpfern</b>\n gemeinsam.</p><ul><li>Ton</li><li>Glasur</li></ul><p>Ende</p>") ==
        "Wir töpfern gemeinsam.\n- Ton\n- Glasur\nEnde");
  CHECK(clean_paragraphs("Eins<br>Zwei<BR/>Drei") == "Eins\nZwei\nDrei");
}

TEST_CASE("Entity-escaped HTML is unwrapped, also twice") {
  CHECK(clean_paragraphs("&lt;p&gt;Gr&amp;uuml;n&lt;/p&gt;&lt;p&gt;Blau&lt;/p&gt;") == "Grün\nBlau");
  CHECK(clean_paragraphs("&amp;lt;p&amp;gt;Rot&amp;lt;/p&amp;gt;") == "Rot");
}

TEST_CASE("Scripts, styles and comments never reach the screen") {
  CHECK(clean_paragraphs("<style>p{}</style>Text<script>alert('<p>')</script><!-- geheim -->!") == "Text!");
}

TEST_CASE("In plain text every line is a paragraph and bullets are list items") {
  CHECK(clean_paragraphs("Eins\r\nZwei\r\n\r\n\r\n• Drei\n* Vier") == "Eins\nZwei\n- Drei\n- Vier");
}

TEST_CASE("A paragraph inside a list item is the item") {
  CHECK(clean_paragraphs("Dabei:<ul><li><p>Eins</p></li> <li> <div>Zwei</div><p>dazu</p></li><li><p></p></li></ul>") ==
        "Dabei:\n- Eins\n- Zwei\ndazu");
}

TEST_CASE("A dash of the text's own is no list item, and holds nothing together") {
  CHECK(clean_paragraphs("von<br>-<div>bis</div>") == "von\nbis");
}

TEST_CASE("A sign that is no tag stays") {
  CHECK(clean_paragraphs("Alter < 5 und 3 > 2 & mehr") == "Alter < 5 und 3 > 2 & mehr");
  CHECK(clean_line("I <3 Lesen") == "I <3 Lesen");
}

TEST_CASE("A link keeps its address, once") {
  CHECK(clean_paragraphs("<a href=\"https://vhs.example/x\">Mehr</a>") == "Mehr (https://vhs.example/x)");
  CHECK(clean_paragraphs("<a href=\"https://vhs.example\">https://vhs.example</a>") == "https://vhs.example");
  CHECK(clean_paragraphs("<a href=\"javascript:x()\">Mehr</a>") == "Mehr");
}

TEST_CASE("Texts come out composed and without control characters") {
  CHECK(clean_line("Mu\u0308nchen\x01 \u202Eabc") == "München abc");
  CHECK(clean_line("zwei\nZeilen") == "zwei Zeilen");
}

TEST_CASE("Whatever comes in, what goes out is clean") {
  for (const char* text : {"<", "<p", "&", "&#x;", "&#xFFFFFFF;", "<!--", "<a href='", "</", "\xFF\xFE<p>", "&#0;"}) {
    INFO(text);
    CHECK(bildungskiosk::exchange::is_clean(clean_paragraphs(text), bildungskiosk::exchange::TextShape::kParagraphs));
  }
}
