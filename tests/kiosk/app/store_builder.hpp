#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sync/offer/offer.hpp"
#include "sync/update/generation_store.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

/// A store with one installed generation, in a temporary folder: what the kiosk reads, without keys and signatures.
class InstalledStore {
 public:
  /// With the small catalogue of tests/support.
  InstalledStore();
  explicit InstalledStore(const std::vector<offer::Offer>& offers);
  /// Set up, with nothing installed yet.
  enum Empty { kEmpty };
  explicit InstalledStore(Empty empty);

  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  [[nodiscard]] std::string catalogue_path() const;
  /// As an installation does it while the kiosk runs.
  void install(const std::vector<offer::Offer>& offers);
  /// The same with a catalogue that `build` writes to the path it is given.
  void install_built(const std::function<void(const std::string& path)>& build);

 private:
  TemporaryDirectory folder_;
};

}  // namespace bildungskiosk::test
