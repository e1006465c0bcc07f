#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sync/base/configuration_problem.hpp"
#include "sync/publish/importers/importer.hpp"
#include "sync/transport/package_url.hpp"

/// What `kiosk-publish sync` does each time: a TOML file that people write. assets/system/publish.toml is the
/// documented example; every key of it is known here, and no other.
namespace bildungskiosk::publish {

using base::ConfigurationProblem;

/// A source and where its files come from; at least one of `paths` and `urls`.
struct SyncSource {
  std::string id;
  std::vector<std::string> paths;  // of files, and of folders whose files count
  std::vector<std::string> urls;
  std::optional<Format> format;  // none: found out from each file
  std::string provider_name;
  std::string mapping;  // path of a spreadsheet's columns
};

struct SyncNetwork {
  std::string proxy;
  std::string ca_file;
  transport::PlainHttp plain_http = transport::PlainHttp::kLoopbackOnly;
};

/// Paths are absolute, or relative to the folder that the program joins before them (`resolve`).
struct SyncConfiguration {
  std::string office;
  std::string publish_to;  // kiosk-update/ is kept up to date in this folder; empty: nowhere but in the office's own
  SyncNetwork network;
  std::vector<SyncSource> sources;  // in the order of the file, each id once

  /// Puts `folder` before every path that is not absolute.
  void resolve(const std::string& folder);
};

/// The first problem in the order of the file's lines.
[[nodiscard]] std::variant<SyncConfiguration, ConfigurationProblem> parse_sync_configuration(std::string_view text);

}  // namespace bildungskiosk::publish
