#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bildungskiosk::publish {

/// Grows an HTML page (with SVG in it). Markup can only be what stands in the program; everything else goes through
/// `text`, which makes it text wherever it stands, between tags or in a quoted attribute. One thread.
class HtmlWriter {
 public:
  template <std::size_t N>
  HtmlWriter& markup(const char (&literal)[N]) {
    page_.append(literal, N - 1);
    return *this;
  }
  /// The program's own style sheet.
  HtmlWriter& styles(std::string_view sheet) {
    page_ += sheet;
    return *this;
  }
  /// Escaped; what no HTML may hold (control characters, invalid UTF-8) is replaced, white space at the ends dropped.
  HtmlWriter& text(std::string_view words);
  /// "12.345"
  HtmlWriter& number(std::uint64_t number);
  /// A length or place in a drawing, to a tenth: "12.5". Not past 100,000 either way.
  HtmlWriter& length(double value);

  [[nodiscard]] std::string finish() && { return std::move(page_); }

 private:
  std::string page_;
};

}  // namespace bildungskiosk::publish
