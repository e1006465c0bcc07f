#include "sync/update/record_scope.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "sync/update/package.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

/// Whether an id of a source's file belongs to that source: "vhs:…" in "vhs/…".
Result<void> check_source(std::string_view id, std::string_view source) {
  if (id.starts_with(source) && (id.size() == source.size() || id[source.size()] == ':')) return {};
  return Error{ErrorCode::kMalformedRecord, std::string(id) + ": not of the source " + std::string(source)};
}

template <typename T>
Result<void> check_scope_of(const ManifestTarget& target, const T& record) {
  if constexpr (std::is_same_v<T, offer::Offer> || std::is_same_v<T, offer::Place> ||
                std::is_same_v<T, offer::Provider>) {
    return check_scope(target, exchange::kTypeIndex<T>, record.id);
  } else {
    return check_scope(target, exchange::kTypeIndex<T>, {});
  }
}

}  // namespace

Result<void> check_scope(const ManifestTarget& target, exchange::TypeIndex type, std::string_view id) {
  if (target.kind == kKindCatalogue) return {};
  if (type == exchange::kTypeIndex<offer::CatalogueInfo>) {
    return Error{ErrorCode::kMalformedRecord, "a catalogue record among a source's offers"};
  }
  const bool has_source = type == exchange::kTypeIndex<offer::Offer> || type == exchange::kTypeIndex<offer::Place> ||
                          type == exchange::kTypeIndex<offer::Provider>;
  return has_source ? check_source(id, source_of(target.path)) : Result<void>();
}

Result<std::optional<exchange::Record>> read_record(const ManifestTarget& target, std::string_view line) {
  auto record = exchange::parse_record(line);
  if (!record && record.error().code == ErrorCode::kUnsupportedFormat) return std::optional<exchange::Record>();
  if (!record) return std::move(record).error();
  BILDUNGSKIOSK_TRY_VOID(std::visit([&target](const auto& value) { return check_scope_of(target, value); }, *record));
  return std::optional(std::move(*record));
}

}  // namespace bildungskiosk::update
