#include "sync/publish/html_writer.hpp"

#include <algorithm>
#include <cmath>

#include "sync/base/german_number.hpp"
#include "sync/exchange/text_rules.hpp"

namespace bildungskiosk::publish {

HtmlWriter& HtmlWriter::text(std::string_view words) {
  for (const char c : exchange::clean_text(words, exchange::TextShape::kParagraphs)) {
    switch (c) {
      case '&':
        page_ += "&amp;";
        break;
      case '<':
        page_ += "&lt;";
        break;
      case '>':
        page_ += "&gt;";
        break;
      case '"':
        page_ += "&quot;";
        break;
      case '\'':
        page_ += "&#39;";
        break;
      default:
        page_ += c;
    }
  }
  return *this;
}

HtmlWriter& HtmlWriter::number(std::uint64_t number) {
  page_ += base::german_number(number);
  return *this;
}

HtmlWriter& HtmlWriter::length(double value) {
  constexpr double kMost = 100'000;
  const auto tenths = static_cast<std::int64_t>(std::lround(std::clamp(value, -kMost, kMost) * 10));
  if (tenths < 0) page_ += '-';
  page_ += std::to_string(std::abs(tenths) / 10);
  if (tenths % 10 != 0) page_ += '.' + std::to_string(std::abs(tenths) % 10);
  return *this;
}

}  // namespace bildungskiosk::publish
