#pragma once

#include <string>
#include <vector>

#include "kiosk/typing/keyboards.hpp"
#include "sync/base/error.hpp"
#include "sync/base/file_system.hpp"

namespace bildungskiosk::typing {

struct LoadedKeyboards {
  Keyboards keyboards;
  /// What could not be had: the file or the database (then German is all there is), or a keyboard, named by its
  /// language (then that one is German).
  std::vector<base::Error> problems;
};

/// The keyboards that `file` names (assets/keyboards/keyboards.toml, whose comments specify the form), their letters
/// out of the system's keyboard database. Some milliseconds. Never fails: German is always there. On any thread.
/// `database` names another folder than the system's.
[[nodiscard]] LoadedKeyboards load_keyboards(base::FileSystem& files, const std::string& file,
                                             const std::string& database = {});

}  // namespace bildungskiosk::typing
