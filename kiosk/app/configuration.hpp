#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/model/display.hpp"
#include "kiosk/model/staff.hpp"
#include "kiosk/print/slip.hpp"
#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"

namespace bildungskiosk::app {

/// Read when it is there and no other is named.
inline constexpr std::string_view kUsualConfiguration = "/etc/bildungskiosk/kiosk.toml";

/// What a terminal's configuration says. TOML, every entry optional:
///
///     [kiosk]
///     name = "Kiosk Auerbrunn 1"          # stands on messages that staff read to the office
///     latitude = 50.123456                # where it stands, WGS 84 in degrees; both or none. With it, lists can be
///     longitude = 9.123456                # put in the order of distance, and what is near comes first
///     [staff]
///     pin = "pbkdf2-sha256$…"             # from `bildungskiosk --hash-pin`: for sticks while the clock is wrong
///     contact = "Telefon 09999 123-450"   # whom to call
///     package_at = "Netzlaufwerk › Kiosk" # where a new package lies
///     [display]                           # what every visit begins with; visitors may choose otherwise
///     theme = "light"                     # or "dark", "contrast"
///     text_size = 1                       # to 4
///     calm = false                        # true: nothing moves
///     monitor = "HDMI-1"                  # or its number; while it is not connected the first one is used
///     width_mm = 476                      # how large the picture really is, where the monitor lies about it
///     height_mm = 268
///     [printer]                           # without it nothing is printed
///     queue = "kiosk"                     # its name in CUPS, as `lpstat -p` has it
///     media = "a4"                        # or "roll80": what lies in it
///
/// What is not known is refused: a misspelt `pin` would silently be none.
struct Configuration {
  model::StaffSetup staff;
  std::string staff_pin_hash;  // empty: none
  std::optional<offer::GeoPoint> place;
  model::DisplaySettings display;
  std::string monitor;         // name or number; empty: the first
  float display_width_mm = 0;  // 0: as the monitor says
  float display_height_mm = 0;
  std::string print_queue;  // empty: no printer
  print::Media print_media = print::Media::kA4;
};

/// kMalformedRecord with the line or the entry that is wrong.
[[nodiscard]] base::Result<Configuration> parse_configuration(std::string_view toml);
/// The same of a file. kNotFound, kPermissionDenied, kTooLarge and the file system's.
[[nodiscard]] base::Result<Configuration> load_configuration(const std::string& path);

}  // namespace bildungskiosk::app
