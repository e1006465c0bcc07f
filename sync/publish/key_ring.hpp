#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

/// The private keys at hand on this machine. Which of them may sign is what the metadata says: they are found by what
/// they are, not by their file's name. Belongs to one thread.
class KeyRing {
 public:
  /// Every `*.pem` of the folder, and every `*.uri`, whose first line names a key on a token
  /// (trust::PrivateKey::from_uri). A key that can't be opened is no error, as others may suffice; `missing` tells of
  /// it. The file system's errors, but for kNotFound: a folder that is not there holds no keys. kTooLarge with more
  /// than kKeyFilesMax of them.
  static base::Result<KeyRing> open(base::FileSystem& files, const std::string& folder, std::string_view passphrase);

  /// One file, whose error counts. kUnsupportedFormat for a name that is neither *.pem nor *.uri.
  base::Result<void> add_file(base::FileSystem& files, const std::string& path, std::string_view passphrase);
  void add(trust::PrivateKey key) { keys_.push_back({{}, std::move(key)}); }

  /// Those that the role lists, each once. They live as long as the ring and until the next `add`.
  [[nodiscard]] std::vector<trust::Signer> signers(const trust::KeyMap& keys, const trust::RoleKeys& role) const;
  /// The same, or kKeyUnusable when they are fewer than the role's threshold; the detail says of how many, and which
  /// files could not be opened.
  [[nodiscard]] base::Result<std::vector<trust::Signer>> require(std::string_view role_name, const trust::KeyMap& keys,
                                                                 const trust::RoleKeys& role) const;
  /// All of them, each under the id by which it is listed, else under its own.
  [[nodiscard]] std::vector<trust::Signer> all_signers(const trust::KeyMap& listed) const;
  /// " (file: reason, …)", or empty.
  [[nodiscard]] std::string why_unusable() const;
  /// Files of keys that none of these roles lists: what may be put away.
  [[nodiscard]] std::vector<std::string> files_not_in(const trust::KeyMap& keys) const;

 private:
  struct Held {
    std::string path;
    trust::PrivateKey key;
  };
  std::vector<Held> keys_;
  std::string unusable_;  // ", "-separated reasons
};

}  // namespace bildungskiosk::publish
