#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace bildungskiosk::offer {

/// The eight phases of "Lernen im Lebenslauf", after the German guide to municipal education monitoring
/// (Anwendungsleitfaden zum Aufbau eines kommunalen Bildungsmonitorings), in the order the home screen shows them.
enum class Phase {
  kEarlyEducation,          // Frühe Bildung
  kSchool,                  // Schule
  kTrainingAndStudy,        // Ausbildung & Studium
  kWorkAndFurtherTraining,  // Arbeit & Weiterbildung
  kLanguageAndIntegration,  // Sprache & Integration
  kFamily,                  // Familie
  kLaterLife,               // Älter werden
  kCounselling,             // Beratung
};

inline constexpr std::array kAllPhases = {
    Phase::kEarlyEducation,         Phase::kSchool, Phase::kTrainingAndStudy, Phase::kWorkAndFurtherTraining,
    Phase::kLanguageAndIntegration, Phase::kFamily, Phase::kLaterLife,        Phase::kCounselling,
};

/// The name in the exchange format: "early-education", "school", "training-and-study",
/// "work-and-further-training", "language-and-integration", "family", "later-life", "counselling".
[[nodiscard]] std::string_view to_string(Phase phase);
/// As people read it: "Frühe Bildung".
[[nodiscard]] std::string_view german_name(Phase phase);
[[nodiscard]] std::optional<Phase> phase_from_string(std::string_view name);

}  // namespace bildungskiosk::offer
