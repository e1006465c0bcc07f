#pragma once

#include <string>
#include <string_view>

#include "kiosk/i18n/texts.hpp"
#include "sync/catalogue/facet_values.hpp"

/// How that is said to a visitor what a search is narrowed by: on chips, and in the filters.
namespace bildungskiosk::view {

using i18n::Texts;

/// "Niveau A1", "für Anfänger"
[[nodiscard]] std::string level_name(const Texts& texts, catalogue::Level level);
/// "abends"
[[nodiscard]] const std::string& part_of_day_name(const Texts& texts, catalogue::PartOfDay part);
/// "Jugendliche"
[[nodiscard]] const std::string& audience_name(const Texts& texts, catalogue::AudienceGroup group);
/// "Do 26.11.", "23.–29. November"
[[nodiscard]] std::string dates_text(const Texts& texts, const catalogue::Dates& dates);

/// A chip's words and its Material Icon (may be none).
[[nodiscard]] std::string facet_label(const Texts& texts, const catalogue::FacetValue& value);
[[nodiscard]] std::string_view facet_icon(const catalogue::FacetValue& value);

}  // namespace bildungskiosk::view
