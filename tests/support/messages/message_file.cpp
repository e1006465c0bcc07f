#include "tests/support/messages/message_file.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {
namespace {

constexpr char kContextEnd = '\x04';
constexpr std::uint32_t kMagic = 0x950412de;
constexpr std::size_t kHeaderNumbers = 7;  // magic, revision, count, two tables, size and place of the hashes
constexpr std::size_t kNumberBytes = sizeof(std::uint32_t);

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  REQUIRE(at + kNumberBytes <= bytes.size());
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, kNumberBytes);
  return number;
}

void append(std::string& bytes, std::uint32_t number) {
  std::array<char, kNumberBytes> raw{};
  std::memcpy(raw.data(), &number, kNumberBytes);
  bytes.append(raw.data(), kNumberBytes);
}

/// Entry `index` of the table at `table`: a length and a place.
std::string string_at(const std::string& bytes, std::size_t table, std::size_t index) {
  const std::size_t entry = table + index * 2 * kNumberBytes;
  const std::size_t length = number_at(bytes, entry);
  const std::size_t begin = number_at(bytes, entry + kNumberBytes);
  REQUIRE(begin + length <= bytes.size());
  return bytes.substr(begin, length);
}

}  // namespace

MessageKey parts_of(const std::string& key) {
  MessageKey parts;
  const std::size_t context = key.find(kContextEnd);
  if (context != std::string::npos) parts.context = key.substr(0, context);
  const std::string text = context != std::string::npos ? key.substr(context + 1) : key;
  const std::size_t plural = text.find('\0');
  parts.singular = text.substr(0, plural);
  if (plural != std::string::npos) parts.plural = text.substr(plural + 1);
  return parts;
}

std::string key_of(const MessageKey& parts) {
  std::string key = parts.context.empty() ? std::string() : parts.context + kContextEnd;
  key += parts.singular;
  if (!parts.plural.empty()) key += '\0' + parts.plural;
  return key;
}

Messages read_messages(const std::string& path) {
  const std::string bytes = read_text_file(path);
  REQUIRE(number_at(bytes, 0) == kMagic);
  const std::size_t count = number_at(bytes, 2 * kNumberBytes);
  const std::size_t keys = number_at(bytes, 3 * kNumberBytes);
  const std::size_t values = number_at(bytes, 4 * kNumberBytes);
  Messages messages;
  for (std::size_t i = 0; i < count; ++i) messages[string_at(bytes, keys, i)] = string_at(bytes, values, i);
  return messages;
}

void write_messages(const std::string& path, const Messages& messages) {
  const auto count = static_cast<std::uint32_t>(messages.size());
  const auto header = static_cast<std::uint32_t>(kHeaderNumbers * kNumberBytes);
  const auto table = static_cast<std::uint32_t>(count * 2 * kNumberBytes);
  std::string tables;
  std::string texts;
  const auto add = [&](const std::string& text) {
    append(tables, static_cast<std::uint32_t>(text.size()));
    append(tables, static_cast<std::uint32_t>(header + 2 * table + texts.size()));
    texts += text + '\0';
  };
  for (const auto& [key, value] : messages) add(key);  // in the order of their bytes, as gettext wants them
  for (const auto& [key, value] : messages) add(value);
  std::string bytes;
  for (const std::uint32_t number : {kMagic, 0U, count, header, header + table, 0U, header + 2 * table}) {
    append(bytes, number);
  }
  write_text_file(path, bytes + tables + texts);
}

}  // namespace bildungskiosk::test
