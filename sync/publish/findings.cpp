#include "sync/publish/findings.hpp"

#include <array>

#include "sync/base/check.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(kLastFindingKind) + 1> kNames = {
    "no-id",
    "no-name",
    "duplicate-id",
    "record-too-large",
    "not-a-record",
    "record-invalid",
    "example-row",
    "guid-not-uuid",
    "same-number-twice",
    "unreadable-date",
    "unreadable-time",
    "unreadable-number",
    "unreadable-boolean",
    "unreadable-price",
    "end-before-begin",
    "contradictory-price",
    "contradictory-place",
    "contradictory-date",
    "unusable-url",
    "unknown-language",
    "unknown-word",
    "mixed-encoding",
    "text-shortened",
    "list-shortened",
    "inferred",
    "provider-too-large",
    "encoding-guessed",
    "text-before-declaration",
    "unknown-column",
    "provider-unnamed",
};

}  // namespace

std::string_view to_string(FindingKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  BILDUNGSKIOSK_CHECK(index < kNames.size());
  return kNames[index];
}

}  // namespace bildungskiosk::publish
