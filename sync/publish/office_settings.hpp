#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/thresholds.hpp"

namespace bildungskiosk::publish {

/// What the office says about itself: DIR/office.toml, which people may edit.
struct OfficeSettings {
  std::string office;  // "Bildungsbüro Landkreis Sonnfeld"
  std::string region;  // "Landkreis Sonnfeld"
  std::vector<offer::Language> languages = {"de"};
  int valid_days = 400;  // how long a release may be installed
  int deltas = 4;  // from how many earlier versions of a source a terminal is spared the full file; 0 to kDeltasMax
  ThresholdSettings thresholds = {};
  std::string map = {};  // an MBTiles file, of the office's folder unless absolute; empty: the kiosks get none
};

/// With German remarks for who edits it. Thresholds of single sources are not written: a new office has none.
[[nodiscard]] std::string write_office_settings(const OfficeSettings& settings);

/// Errors: kInvalidArgument, with `path` and the line. A threshold of an unknown name is refused: a typing error must
/// not switch a guard off.
[[nodiscard]] base::Result<OfficeSettings> parse_office_settings(std::string_view text, const std::string& path);

/// kInvalidArgument when a setting is empty or one that no terminal would take.
base::Result<void> check_office_settings(const OfficeSettings& settings);

}  // namespace bildungskiosk::publish
