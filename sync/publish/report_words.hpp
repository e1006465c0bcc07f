#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/publish/findings.hpp"

/// How the quality report says in German what the exchange format and the findings call by names of their own. A name
/// that is not listed is its own label: it came out of a file.
namespace bildungskiosk::publish {

[[nodiscard]] std::string_view german_finding(FindingKind kind);
/// "description" → "Beschreibung".
[[nodiscard]] std::string_view german_field(std::string_view field);
/// "early-education" → "Frühe Bildung".
[[nodiscard]] std::string_view german_phase(std::string_view phase);
[[nodiscard]] std::string_view german_kind(std::string_view kind);
[[nodiscard]] std::string_view german_mode(std::string_view mode);
[[nodiscard]] std::string_view german_price(std::string_view price);
/// Of step-free access: "yes", "no", "", "online".
[[nodiscard]] std::string_view german_step_free(std::string_view state);
[[nodiscard]] std::string_view german_assistance(std::string_view name);
/// "de" → "Deutsch".
[[nodiscard]] std::string_view german_language(std::string_view tag);
/// "" → "ohne Ort (online oder unbekannt)"
[[nodiscard]] std::string_view german_town(std::string_view town);
/// "" → "nicht angegeben".
[[nodiscard]] std::string_view or_unsaid(std::string_view text);
/// "2026-09" → "September 2026"; what is no month, as it is.
[[nodiscard]] std::string german_month(std::string_view month);
/// "2026-09" → "Sep".
[[nodiscard]] std::string_view german_short_month(std::string_view month);
/// "62 %", also "unter 1 %" and "über 99 %"; "–" of nothing.
[[nodiscard]] std::string german_share(std::uint64_t part, std::uint64_t whole);

}  // namespace bildungskiosk::publish
