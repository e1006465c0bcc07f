#include "sync/publish/importers/html_scripts.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/xmlmemory.h>

#include <algorithm>

#include "sync/base/unique_handle.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

using Document = base::UniqueHandle<xmlDocPtr, xmlFreeDoc>;

std::string take(xmlChar* text) {
  std::string copy = text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
  xmlFree(text);
  return copy;
}

bool is_named(const xmlNode* node, std::string_view name) {
  return node->type == XML_ELEMENT_NODE && reinterpret_cast<const char*>(node->name) == name;
}

/// The node after this one in the order of the page. Without recursion: a page may nest as deep as it likes.
xmlNode* next_node(xmlNode* node) {
  if (node->children != nullptr && node->type == XML_ELEMENT_NODE) return node->children;
  while (node != nullptr && node->next == nullptr) node = node->parent;
  return node == nullptr ? nullptr : node->next;
}

}  // namespace

std::vector<HtmlScript> ld_json_scripts(std::string_view page) {
  std::vector<HtmlScript> scripts;
  // RECOVER: a script ends at its own end tag, not at the first "</" of a text in it.
  const Document document(
      htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, nullptr,
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET));
  if (!document) return scripts;
  for (xmlNode* node = xmlDocGetRootElement(document.get()); node != nullptr; node = next_node(node)) {
    if (!is_named(node, "script")) continue;
    const std::string type = take(xmlGetProp(node, reinterpret_cast<const xmlChar*>("type")));
    if (!fold(type).starts_with("application/ld+json")) continue;
    scripts.push_back({take(xmlNodeGetContent(node)), static_cast<std::uint64_t>(std::max(0L, xmlGetLineNo(node)))});
  }
  return scripts;
}

}  // namespace bildungskiosk::publish
