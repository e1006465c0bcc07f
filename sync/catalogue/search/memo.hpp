#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>

namespace bildungskiosk::catalogue {

/// Some answers that will be asked for again: while somebody types, all words but the last stay. All are forgotten when
/// there are too many.
template <typename Value>
class Memo {
 public:
  explicit Memo(std::size_t entries_max) : entries_max_(entries_max) {}

  /// Null: not known. Valid until the next `keep`.
  [[nodiscard]] const Value* find(const std::string& key) const {
    const auto found = values_.find(key);
    return found != values_.end() ? &found->second : nullptr;
  }
  const Value& keep(const std::string& key, Value value) {
    if (values_.size() >= entries_max_) values_.clear();
    return values_.insert_or_assign(key, std::move(value)).first->second;
  }
  void clear() { values_.clear(); }

 private:
  std::size_t entries_max_;
  std::unordered_map<std::string, Value> values_;
};

}  // namespace bildungskiosk::catalogue
