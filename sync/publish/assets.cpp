#include "sync/publish/assets.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string_view>

namespace bildungskiosk::publish {
namespace {

std::string program_directory() {
  std::array<char, 4096> buffer{};
  const ssize_t length = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
  if (length <= 0) return ".";
  return base::parent_path(std::string_view(buffer.data(), static_cast<std::size_t>(length)));
}

}  // namespace

std::string find_assets(base::FileSystem& files, const std::string& chosen) {
  if (!chosen.empty()) return chosen;
  if (const char* named = std::getenv("BILDUNGSKIOSK_ASSETS"); named != nullptr && *named != '\0') return named;
  const std::string beside = program_directory();
  for (const std::string& candidate : {beside + "/assets", beside + "/../share/bildungskiosk"}) {
    const auto status = files.status(candidate + "/taxonomy");
    if (status && status->kind == base::FileKind::kDirectory) return candidate;
  }
  return BILDUNGSKIOSK_SOURCE_ASSETS;
}

}  // namespace bildungskiosk::publish
