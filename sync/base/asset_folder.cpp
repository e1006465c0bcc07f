#include "sync/base/asset_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace bildungskiosk::base {

Result<std::string> find_asset_folder(std::string_view wanted) {
  std::filesystem::path folder = wanted;
  const char* from_environment = std::getenv("BILDUNGSKIOSK_ASSETS");
  if (folder.empty() && from_environment != nullptr) folder = from_environment;
  std::error_code error;
  if (folder.empty()) {
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return Error{ErrorCode::kIo, "/proc/self/exe: " + error.message()};
    folder = program.parent_path().parent_path() / "share" / "bildungskiosk";
  }
  if (!std::filesystem::is_directory(folder, error)) {
    return Error{ErrorCode::kNotFound, folder.string() + ": the program's own data is not there"};
  }
  return folder.string();
}

}  // namespace bildungskiosk::base
