#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Ways around in JSON-LD that speaks schema.org, without the general expansion of JSON-LD: the forms that portals
/// write.
namespace bildungskiosk::publish {

/// A text and its language ("" where nobody says).
struct SchemaText {
  std::string language;
  std::string text;
};

class SchemaDocument {
 public:
  /// Takes the prefixes off names ("schema:name", "https://schema.org/name") and remembers what has an @id.
  explicit SchemaDocument(nlohmann::json root);
  SchemaDocument(const SchemaDocument&) = delete;
  SchemaDocument& operator=(const SchemaDocument&) = delete;

  [[nodiscard]] const nlohmann::json& root() const { return root_; }
  /// What a reference ({"@id": …} alone) stands for, if the document has it; else the value itself.
  [[nodiscard]] const nlohmann::json& resolved(const nlohmann::json& value) const;
  /// The values of a member as a list: of an array each, of a single one that, none of null; references resolved.
  [[nodiscard]] std::vector<const nlohmann::json*> values(const nlohmann::json& node, std::string_view key) const;
  /// The first of `values`, or null.
  [[nodiscard]] const nlohmann::json& first(const nlohmann::json& node, std::string_view key) const;
  /// The first value as text; of an object its name, or its @value.
  [[nodiscard]] std::string text(const nlohmann::json& node, std::string_view key) const;
  /// Every value as text: plain, with @language, or a map from language to text.
  [[nodiscard]] std::vector<SchemaText> texts(const nlohmann::json& node, std::string_view key) const;

 private:
  void index(const nlohmann::json& value);

  nlohmann::json root_;
  std::map<std::string, const nlohmann::json*> by_id_;
};

/// Whether one of a node's types is this one: "Course", also as "schema:Course".
[[nodiscard]] bool is_of_type(const nlohmann::json& node, std::string_view type);
/// An Event, or one of the kinds of it ("EducationEvent", "Festival").
[[nodiscard]] bool is_event(const nlohmann::json& node);
/// "https://schema.org/EventCancelled" → "EventCancelled".
[[nodiscard]] std::string_view without_prefix(std::string_view name);

}  // namespace bildungskiosk::publish
