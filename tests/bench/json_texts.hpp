#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>
#include <unordered_map>

/// The texts of an offer's line by simdjson alone, unchecked: what a bare build would index.
namespace bildungskiosk::bench {

class JsonTexts {
 public:
  /// A provider's, place's or category's line: its names are texts of its offers, too.
  void add_shared(std::string_view line);

  struct Texts {
    std::string title;
    std::string all;
  };
  [[nodiscard]] Texts of(std::string_view line);

 private:
  void append_shared(std::string& texts, std::string_view key) const;

  simdjson::dom::parser parser_;
  std::unordered_map<std::string, std::string> shared_;
};

}  // namespace bildungskiosk::bench
