#include "sync/publish/importers/xml_head.hpp"

#include <algorithm>
#include <string_view>

#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

/// UTF-16 of either order without its zeros is ASCII enough to find a name in.
std::string as_ascii(base::ByteView head) {
  std::string text(base::as_text(head));
  std::erase(text, '\0');
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (text.starts_with(mark)) text.erase(0, mark.size());
  }
  return text;
}

/// Behind declarations, comments and processing instructions; empty when the head ends inside one.
std::string_view skip_prolog(std::string_view text, bool& is_page) {
  while (true) {
    text = trim(text);
    std::string_view end;
    if (text.starts_with("<!--")) {
      end = "-->";
    } else if (text.starts_with("<?")) {
      end = "?>";
    } else if (text.starts_with("<!")) {
      is_page = fold(text.substr(0, 14)) == "<!doctype html";
      end = ">";
    } else {
      return text;
    }
    const std::size_t at = text.find(end);
    if (is_page || at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
}

std::string attribute_of(std::string_view tag, const std::string& name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    const bool begins = at > 0 && trim(tag.substr(at - 1, 1)).empty();
    std::string_view rest = trim(tag.substr(at + name.size()));
    if (!begins || !rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return {};
    const std::size_t end = rest.find(rest[0], 1);
    return end == std::string_view::npos ? std::string() : std::string(rest.substr(1, end - 1));
  }
  return {};
}

}  // namespace

std::optional<XmlRoot> find_xml_root(base::ByteView head) {
  const std::string text = as_ascii(head);
  bool is_page = false;
  std::string_view tag = skip_prolog(text, is_page);
  if (is_page) return XmlRoot{"html", {}};
  if (!tag.starts_with('<')) return std::nullopt;
  tag.remove_prefix(1);
  const std::size_t end = tag.find_first_of(" \t\r\n/>");
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const std::string_view name = tag.substr(0, end);
  const std::size_t colon = name.find(':');
  tag = tag.substr(end, std::min(tag.find('>', end), tag.size()) - end);
  if (colon == std::string_view::npos) return XmlRoot{std::string(name), attribute_of(tag, "xmlns")};
  return XmlRoot{std::string(name.substr(colon + 1)), attribute_of(tag, "xmlns:" + std::string(name.substr(0, colon)))};
}

}  // namespace bildungskiosk::publish
