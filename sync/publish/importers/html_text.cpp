#include "sync/publish/importers/html_text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "sync/base/byte_blocks.hpp"
#include "sync/base/byte_set.hpp"
#include "sync/exchange/text_rules.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The named references met in course texts; the five of XML, Latin-1's German letters, punctuation.
constexpr std::array<std::pair<std::string_view, std::string_view>, 46> kEntities = {{
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},    {"apos", "'"},   {"nbsp", " "},
    {"auml", "ä"},   {"ouml", "ö"},   {"uuml", "ü"},   {"Auml", "Ä"},     {"Ouml", "Ö"},   {"Uuml", "Ü"},
    {"szlig", "ß"},  {"eacute", "é"}, {"Eacute", "É"}, {"egrave", "è"},   {"ecirc", "ê"},  {"agrave", "à"},
    {"aacute", "á"}, {"acirc", "â"},  {"ccedil", "ç"}, {"iacute", "í"},   {"ntilde", "ñ"}, {"oacute", "ó"},
    {"ocirc", "ô"},  {"uacute", "ú"}, {"oslash", "ø"}, {"aring", "å"},    {"aelig", "æ"},  {"ndash", "–"},
    {"mdash", "—"},  {"hellip", "…"}, {"bdquo", "„"},  {"ldquo", "“"},    {"rdquo", "”"},  {"lsquo", "‘"},
    {"rsquo", "’"},  {"sbquo", "‚"},  {"laquo", "«"},  {"raquo", "»"},    {"euro", "€"},   {"sect", "§"},
    {"deg", "°"},    {"middot", "·"}, {"bull", "•"},   {"shy", "\u00ad"},
}};

void append_code_point(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

// "#228" or "#xE4" to a code point that may stand in a text.
std::optional<std::uint32_t> numeric_reference(std::string_view name) {
  name.remove_prefix(1);
  const bool hex = !name.empty() && (name[0] == 'x' || name[0] == 'X');
  if (hex) name.remove_prefix(1);
  if (name.empty() || name.size() > 7) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : name) {
    std::uint32_t digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    if (hex && c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a') + 10;
    if (hex && c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A') + 10;
    if (digit >= (hex ? 16U : 10U)) return std::nullopt;
    value = value * (hex ? 16U : 10U) + digit;
  }
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return value;
}

/// Appends what the reference at the front of `text` ("&auml;…") stands for; returns its length, 0 for none.
std::size_t append_reference(std::string& out, std::string_view text) {
  const std::size_t end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  if (name[0] == '#') {
    const auto code = numeric_reference(name);
    if (!code) return 0;
    append_code_point(out, *code);
    return end + 1;
  }
  for (const auto& [entity, replacement] : kEntities) {
    if (entity == name) {
      out += replacement;
      return end + 1;
    }
  }
  return 0;
}

std::string decode_references(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text[i] == '&' ? append_reference(out, text.substr(i)) : 0;
    if (length == 0) out += text[i];
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

struct Tag {
  std::string name;  // lower case, "" for comments and declarations
  bool closing = false;
  std::string_view inside;  // attributes
  std::size_t length = 0;   // in the source
};

/// The tag at the front of `text`, which starts with '<'; nullopt when it is only a sign.
std::optional<Tag> read_tag(std::string_view text) {
  if (text.starts_with("<!--")) {
    const std::size_t end = text.find("-->");
    return Tag{{}, false, {}, end == std::string_view::npos ? text.size() : end + 3};
  }
  std::size_t at = 1;
  Tag tag;
  if (at < text.size() && text[at] == '/') {
    tag.closing = true;
    ++at;
  }
  const bool declaration = at < text.size() && (text[at] == '!' || text[at] == '?');
  if (!declaration && (at >= text.size() || !is_alpha(text[at]))) return std::nullopt;
  const std::size_t name_begin = at;
  while (at < text.size() && text[at] != '>' && text[at] != '<' && text[at] != '/' && text[at] > ' ') ++at;
  const std::string_view name = text.substr(name_begin, at - name_begin);
  const std::size_t end = text.find_first_of("<>", at);
  if (end == std::string_view::npos || text[end] == '<') return std::nullopt;
  if (!declaration) tag.name = fold(name);
  tag.inside = text.substr(at, end - at);
  tag.length = end + 1;
  return tag;
}

std::string attribute_value(std::string_view inside, std::string_view name) {
  const std::size_t at = inside.find(name);
  if (at == std::string_view::npos) return {};
  std::string_view rest = trim(inside.substr(at + name.size()));
  if (!rest.starts_with('=')) return {};
  rest = trim(rest.substr(1));
  if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return {};
  const std::size_t end = rest.find(rest[0], 1);
  return end == std::string_view::npos ? std::string() : decode_references(rest.substr(1, end - 1));
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool breaks_line(std::string_view name) {
  return is_one_of(name, {"p",  "br", "div",   "ul",         "ol", "li",      "h1",      "h2", "h3", "h4", "h5",
                          "h6", "tr", "table", "blockquote", "hr", "section", "article", "dl", "dt", "dd", "pre"});
}

bool holds_markup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (read_tag(text.substr(at))) return true;
  }
  return false;
}

/// Takes HTML apart into lines. White space in the source means nothing; tags break lines.
class HtmlReader {
 public:
  std::string read(std::string_view html) {
    for (std::size_t i = 0; i < html.size();) {
      std::optional<Tag> tag;
      if (html[i] == '<') tag = read_tag(html.substr(i));
      if (tag) {
        i += tag->length;
        i += skip_unseen(*tag, html.substr(i));
        apply(*tag);
        continue;
      }
      std::size_t length = html[i] == '&' ? append_reference(out_, html.substr(i)) : 0;
      if (length == 0) {
        length = append_text(html.substr(i));
      } else {
        is_item_empty_ = false;
      }
      i += length;
    }
    return std::move(out_);
  }

 private:
  /// Appends the first character, which is no markup, and what is none behind it; returns how much that was.
  std::size_t append_text(std::string_view html) {
    constexpr base::ByteSet kSpecial("<&\n\r\t");
    const bool is_break = html[0] == '\n' || html[0] == '\r' || html[0] == '\t';
    const std::size_t length = is_break ? 1 : std::min(kSpecial.find_in(html, 1), html.size());
    const std::string_view text = is_break ? std::string_view(" ") : html.substr(0, length);
    is_item_empty_ = is_item_empty_ && text.find_first_not_of(' ') == std::string_view::npos;
    out_ += text;
    return length;
  }

  /// What stands inside script, style and the like is no text: the length up to their end.
  static std::size_t skip_unseen(const Tag& tag, std::string_view rest) {
    if (tag.closing || !is_one_of(tag.name, {"script", "style", "head", "title", "template"})) return 0;
    for (std::size_t at = rest.find("</"); at != std::string_view::npos; at = rest.find("</", at + 1)) {
      const auto end = read_tag(rest.substr(at));
      if (end && end->name == tag.name) return at;
    }
    return rest.size();
  }

  void apply(const Tag& tag) {
    if (tag.name == "a") {
      if (!tag.closing) {
        link_ = attribute_value(tag.inside, "href");
        link_begin_ = out_.size();
      } else {
        end_link();
      }
    } else if (tag.name == "li" && !tag.closing) {
      out_ += "\n- ";
      is_item_empty_ = true;
    } else if (breaks_line(tag.name) && (tag.closing || !is_item_empty_)) {
      out_ += '\n';
      is_item_empty_ = false;
    } else if (is_one_of(tag.name, {"td", "th"})) {
      out_ += ' ';
    }
  }

  void end_link() {
    std::string address = std::exchange(link_, {});
    if (address.starts_with("mailto:")) address.erase(0, 7);
    const std::string_view shown = std::string_view(out_).substr(std::min(link_begin_, out_.size()));
    const bool worth_it = !address.empty() && (parse_url(address) || address.find('@') != std::string::npos);
    if (worth_it && shown.find(address) == std::string_view::npos) {
      out_ += trim(shown).empty() ? address : " (" + address + ")";
    }
  }

  std::string out_;
  bool is_item_empty_ = false;  // a paragraph at the front of a list item ("<li><p>") is the item
  std::string link_;
  std::size_t link_begin_ = 0;
};

/// Whether every character is below U+0300: none of them is composed any further.
bool is_plain_latin(std::string_view text) {
  while (!text.empty()) {
    if (text.size() >= base::kBlockBytes && base::any_high(base::load_block(text.data())) == 0) {
      text.remove_prefix(base::kBlockBytes);
      continue;
    }
    if (static_cast<unsigned char>(text.front()) >= 0xCC) return false;
    text.remove_prefix(1);
  }
  return true;
}

std::string to_nfc(std::string text) {
  if (is_plain_latin(text)) return text;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) != 0 || nfc->isNormalizedUTF8(text, status) != 0) return text;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, text, sink, nullptr, status);
  return U_FAILURE(status) != 0 ? text : out;
}

/// The second of two spaces that stand side by side; past the end when there are none.
std::size_t find_second_space(std::string_view line) {
  std::size_t at = 1;
  for (; at + base::kBlockBytes <= line.size(); at += base::kBlockBytes) {
    const std::uint64_t spaces = base::marks_of(base::load_block(line.data() + at), ' ');
    if ((spaces & base::marks_of(base::load_block(line.data() + at - 1), ' ')) != 0) break;
  }
  while (at < line.size() && (line[at] != ' ' || line[at - 1] != ' ')) ++at;
  return at;
}

/// Appends the line, trimmed. Spaces in a run become one; the no-break space stays where it binds.
void append_squeezed(std::string& out, std::string_view line) {
  line = trim(line);
  while (true) {
    const std::size_t end = std::min(find_second_space(line), line.size());
    out += line.substr(0, end);
    if (end == line.size()) return;
    line.remove_prefix(end);
    line.remove_prefix(line.find_first_not_of(' '));  // the last one is none
  }
}

/// "• Wort", "* Wort", "– Wort" at the front of a line are list items.
constexpr std::array<std::string_view, 8> kListMarks = {"• ", "•", "* ", "– ", "· ", "▪ ", "◦ ", "- "};

/// The length of the mark at the front of the line; 0: none.
std::size_t list_mark_length(std::string_view line) {
  const bool may_be_one =
      !line.empty() && (line[0] == '-' || line[0] == '*' || static_cast<unsigned char>(line[0]) >= 0x80);
  if (!may_be_one) return 0;
  for (const std::string_view mark : kListMarks) {
    if (line.starts_with(mark)) return mark.size();
  }
  return 0;
}

/// Appends the line, squeezed, with a hyphen for the mark of a list item; false when it says nothing.
bool append_line(std::string& out, std::string_view line) {
  const std::size_t begin = out.size();
  append_squeezed(out, line);
  if (const std::size_t mark = list_mark_length(std::string_view(out).substr(begin)); mark > 0) {
    const std::string rest(trim(std::string_view(out).substr(begin + mark)));
    out.resize(begin);
    (out += "- ") += rest;
  }
  const std::string_view written = std::string_view(out).substr(begin);
  if (!written.empty() && written != "-" && written != "- ") return true;
  out.resize(begin);
  return false;
}

std::string join_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!out.empty()) out += '\n';
    const bool says_something = append_line(out, text.substr(0, end));
    if (!says_something && !out.empty()) out.pop_back();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string clean_paragraphs(std::string_view source) {
  const bool may_hold_markup = source.find('<') != std::string_view::npos || source.find('&') != std::string_view::npos;
  if (!may_hold_markup) {
    const bool is_simple = is_plain_latin(source) && exchange::is_clean(source, exchange::TextShape::kParagraphs);
    if (is_simple) return join_lines(source);
    return join_lines(to_nfc(exchange::clean_text(source, exchange::TextShape::kParagraphs)));
  }
  std::string text(source);
  bool unwrapped = holds_markup(text);
  if (unwrapped) text = HtmlReader().read(text);
  // Escaped once or twice more by programs on the way: unwrap as long as something changes.
  for (int round = 0; round < kUnescapeRoundsMax; ++round) {
    const std::string decoded = decode_references(text);
    if (decoded == text) break;
    text = !unwrapped && holds_markup(decoded) ? HtmlReader().read(decoded) : decoded;
    unwrapped = unwrapped || text != decoded;
  }
  if (holds_markup(text)) text = HtmlReader().read(text);
  return join_lines(to_nfc(exchange::clean_text(text, exchange::TextShape::kParagraphs)));
}

std::string clean_line(std::string_view source) {
  // Most values by far: a few words in one line.
  constexpr base::ByteSet kNotSimple("<&\n");
  const bool is_simple =
      !kNotSimple.is_in(source) && is_plain_latin(source) && exchange::is_clean(source, exchange::TextShape::kLine);
  std::string line;
  if (is_simple) {
    line.reserve(source.size());
    append_line(line, source);
    return line;
  }
  std::string text = clean_paragraphs(source);
  std::replace(text.begin(), text.end(), '\n', ' ');
  append_squeezed(line, text);
  return line;
}

}  // namespace bildungskiosk::publish
