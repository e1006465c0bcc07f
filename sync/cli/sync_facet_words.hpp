#pragma once

#include <string>

#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::cli {

/// What was understood, in German: "nur Samstag und Sonntag", "nur Niveau A1".
[[nodiscard]] std::string german_facet(const catalogue::FacetValue& value);

/// What was left out: "Ohne „gitarre“ gesucht: …".
[[nodiscard]] std::string german_left_out(const catalogue::LeftOut& left_out);

/// For JSON: "word", "understood", "towns", "phases", "filters".
[[nodiscard]] std::string_view left_out_name(catalogue::LeftOutKind kind);
/// For JSON: "level", "mode", "free" …
[[nodiscard]] std::string_view facet_kind_name(const catalogue::FacetValue& value);

}  // namespace bildungskiosk::cli
