#pragma once

#include <memory>
#include <string>

#include "sync/base/file_system.hpp"
#include "sync/publish/progress.hpp"

namespace bildungskiosk::publish {

/// The file, telling with each read how many of its bytes are read. Without a listener the file itself.
[[nodiscard]] std::unique_ptr<base::ReadableFile> watched(std::unique_ptr<base::ReadableFile> file,
                                                          const ProgressListener& listener, Progress start);

}  // namespace bildungskiosk::publish
