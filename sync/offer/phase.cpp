#include "sync/offer/phase.hpp"

namespace bildungskiosk::offer {
namespace {

constexpr std::array<std::string_view, kAllPhases.size()> kNames = {
    "early-education",          "school", "training-and-study", "work-and-further-training",
    "language-and-integration", "family", "later-life",         "counselling",
};

constexpr std::array<std::string_view, kAllPhases.size()> kGermanNames = {
    "Frühe Bildung",         "Schule",  "Ausbildung & Studium", "Arbeit & Weiterbildung",
    "Sprache & Integration", "Familie", "Älter werden",         "Beratung",
};

}  // namespace

std::string_view german_name(Phase phase) { return kGermanNames[static_cast<std::size_t>(phase)]; }

std::string_view to_string(Phase phase) { return kNames[static_cast<std::size_t>(phase)]; }

std::optional<Phase> phase_from_string(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return kAllPhases[i];
  }
  return std::nullopt;
}

}  // namespace bildungskiosk::offer
