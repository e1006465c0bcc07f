#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bildungskiosk::publish {

struct HtmlScript {
  std::string text;
  std::uint64_t line = 0;
};

/// The script elements of an HTML page whose type is "application/ld+json", in UTF-8. HTML is forgiving, and so is
/// this: what can't be read has no such elements. libxml2 parses without network and without loading anything.
[[nodiscard]] std::vector<HtmlScript> ld_json_scripts(std::string_view page);

}  // namespace bildungskiosk::publish
