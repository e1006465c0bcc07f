#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bildungskiosk::catalogue {

/// Names of places of one kind, numbered from 0. Names that differ in nothing but how their letters are written
/// ("Lindach", "LINDACH"; folding.hpp) are one.
class NumberedNames {
 public:
  /// The name's number: a new one, where no name like it was added before.
  std::uint32_t add(std::string_view name);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }
  /// As it is shown: of several ways to write it always the same one, whichever was added first.
  [[nodiscard]] const std::string& operator[](std::uint32_t number) const { return names_[number]; }
  [[nodiscard]] const std::vector<std::string>& all() const { return names_; }
  /// In whatever way it is written. Nothing: there is none.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // by folded name
};

}  // namespace bildungskiosk::catalogue
