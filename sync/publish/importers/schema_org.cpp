#include "sync/publish/importers/schema_org.hpp"

#include <algorithm>
#include <array>

#include "sync/publish/importers/json_document.hpp"

namespace bildungskiosk::publish {
namespace {

using nlohmann::json;

/// The tree with short names. As deep as `parse_json_document` lets it be.
json with_short_names(json value) {
  if (value.is_array()) {
    for (json& item : value) item = with_short_names(std::move(item));
  }
  if (!value.is_object()) return value;
  json renamed = json::object();
  for (auto item = value.begin(); item != value.end(); ++item) {
    const std::string name(without_prefix(item.key()));
    if (name != item.key() && value.contains(name)) continue;  // the short name itself goes before one with a prefix
    renamed[name] = with_short_names(std::move(item.value()));
  }
  return renamed;
}

bool is_reference(const json& value) { return value.is_object() && value.size() == 1 && value.contains("@id"); }

bool is_language_map(const json& value) {
  if (!value.is_object() || value.empty()) return false;
  for (auto item = value.begin(); item != value.end(); ++item) {
    const std::string& key = item.key();
    const bool is_tag = key.size() >= 2 && key.size() <= 8 && key != "id" && key[0] >= 'a' && key[0] <= 'z' &&
                        (key.size() == 2 || key[2] == '-');
    if (!is_tag || !item.value().is_string()) return false;
  }
  return true;
}

}  // namespace

std::string_view without_prefix(std::string_view name) {
  for (const std::string_view prefix :
       {"schema:", "http://schema.org/", "https://schema.org/", "http://www.schema.org/", "https://www.schema.org/"}) {
    if (name.starts_with(prefix) && name.size() > prefix.size()) return name.substr(prefix.size());
  }
  return name;
}

SchemaDocument::SchemaDocument(json root) : root_(with_short_names(std::move(root))) { index(root_); }

void SchemaDocument::index(const json& value) {
  if (value.is_object() && !is_reference(value)) {
    if (std::string id = text_of(value, "@id"); !id.empty()) by_id_.emplace(std::move(id), &value);
  }
  if (value.is_structured()) {
    for (const json& item : value) index(item);
  }
}

const json& SchemaDocument::resolved(const json& value) const {
  if (!is_reference(value)) return value;
  const auto found = by_id_.find(text_of(value, "@id"));
  return found == by_id_.end() ? value : *found->second;
}

std::vector<const json*> SchemaDocument::values(const json& node, std::string_view key) const {
  std::vector<const json*> found;
  const json& value = member(node, key);
  if (value.is_array()) {
    for (const json& item : value) {
      if (!item.is_null()) found.push_back(&resolved(item));
    }
  } else if (!value.is_null()) {
    found.push_back(&resolved(value));
  }
  return found;
}

const json& SchemaDocument::first(const json& node, std::string_view key) const {
  static const json kNull;
  const auto found = values(node, key);
  return found.empty() ? kNull : *found.front();
}

std::string SchemaDocument::text(const json& node, std::string_view key) const {
  const auto found = texts(node, key);
  return found.empty() ? std::string() : found.front().text;
}

std::vector<SchemaText> SchemaDocument::texts(const json& node, std::string_view key) const {
  std::vector<SchemaText> found;
  for (const json* value : values(node, key)) {
    if (!value->is_object()) {
      found.push_back({{}, text_of(*value)});
    } else if (value->contains("@value")) {
      found.push_back({text_of(*value, "@language"), text_of(*value, "@value")});
    } else if (is_language_map(*value)) {
      for (auto item = value->begin(); item != value->end(); ++item)
        found.push_back({item.key(), text_of(item.value())});
    } else if (const json& name = member(*value, "name"); !name.is_structured()) {
      found.push_back({{}, text_of(name)});
    }
  }
  std::erase_if(found, [](const SchemaText& text) { return text.text.empty(); });
  return found;
}

bool is_of_type(const json& node, std::string_view type) {
  const json& types = member(node, "@type");
  if (!types.is_array()) return without_prefix(text_of(types)) == type;
  return std::any_of(types.begin(), types.end(), [&](const json& one) { return without_prefix(text_of(one)) == type; });
}

bool is_event(const json& node) {
  // schema.org's kinds of Event.
  constexpr std::array<std::string_view, 21> kEvents = {
      "Event",         "BusinessEvent",  "ChildrensEvent",   "ComedyEvent", "ConferenceEvent", "DanceEvent",
      "DeliveryEvent", "EducationEvent", "ExhibitionEvent",  "Festival",    "FoodEvent",       "Hackathon",
      "LiteraryEvent", "MusicEvent",     "PublicationEvent", "SaleEvent",   "ScreeningEvent",  "SocialEvent",
      "SportsEvent",   "TheaterEvent",   "VisualArtsEvent"};
  return std::any_of(kEvents.begin(), kEvents.end(), [&](std::string_view type) { return is_of_type(node, type); });
}

}  // namespace bildungskiosk::publish
