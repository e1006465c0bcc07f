#include "tests/bench/json_texts.hpp"

#include <initializer_list>

namespace bildungskiosk::bench {
namespace {

namespace dom = simdjson::dom;

/// Every string below an element: a text, a list, an object of languages.
void append(std::string& texts, const dom::element& element) {
  if (element.is_string()) {
    texts += ' ';
    texts += std::string_view(element);
  } else if (element.is_array()) {
    for (const dom::element item : dom::array(element)) append(texts, item);
  } else if (element.is_object()) {
    for (const auto field : dom::object(element)) append(texts, field.value);
  }
}

void append_field(std::string& texts, const dom::element& object, std::string_view key) {
  dom::element value;
  if (object.at_key(key).get(value) == simdjson::SUCCESS) append(texts, value);
}

std::string text_of(const dom::element& object, std::string_view key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::string category_key(const dom::element& ref) { return text_of(ref, "scheme") + ' ' + text_of(ref, "code"); }

}  // namespace

void JsonTexts::add_shared(std::string_view line) {
  const dom::element record = parser_.parse(line.data(), line.size());
  const std::string key = text_of(record, "type") == "category" ? category_key(record) : text_of(record, "id");
  std::string& texts = shared_[key];
  append_field(texts, record, "name");
  dom::element address;
  if (text_of(record, "type") == "place" && record.at_key("address").get(address) == simdjson::SUCCESS) {
    append_field(texts, address, "locality");
    append_field(texts, address, "district");
  }
}

void JsonTexts::append_shared(std::string& texts, std::string_view key) const {
  const auto found = shared_.find(std::string(key));
  if (found != shared_.end()) texts += found->second;
}

JsonTexts::Texts JsonTexts::of(std::string_view line) {
  const dom::element offer = parser_.parse(line.data(), line.size());
  Texts texts;
  append_field(texts.title, offer, "name");
  texts.all = texts.title;
  for (const char* key : {"abstract", "description", "access_requirements", "funding", "keywords", "level", "number"}) {
    append_field(texts.all, offer, key);
  }
  dom::element part;
  if (offer.at_key("audience").get(part) == simdjson::SUCCESS) append_field(texts.all, part, "groups");
  if (offer.at_key("certificates").get(part) == simdjson::SUCCESS) {
    for (const dom::element certificate : dom::array(part)) append_field(texts.all, certificate, "name");
  }
  append_shared(texts.all, text_of(offer, "provider"));
  append_shared(texts.all, text_of(offer, "place"));
  if (offer.at_key("categories").get(part) == simdjson::SUCCESS) {
    for (const dom::element ref : dom::array(part)) append_shared(texts.all, category_key(ref));
  }
  return texts;
}

}  // namespace bildungskiosk::bench
