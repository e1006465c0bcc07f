#include "tests/kiosk/app/store_builder.hpp"

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {

InstalledStore::InstalledStore() : InstalledStore(small_offers()) {}

InstalledStore::InstalledStore(const std::vector<offer::Offer>& offers) : InstalledStore(kEmpty) { install(offers); }

InstalledStore::InstalledStore(Empty /*empty*/) {
  update::GenerationStore store(base::posix_file_system(), folder_.path());
  // The kiosk reads no metadata; any root of trust makes the store an initialised one.
  REQUIRE(store.initialise(base::as_bytes("{}")));
}

void InstalledStore::install(const std::vector<offer::Offer>& offers) {
  install_built([&offers](const std::string& path) { build_catalogue(path, offers); });
}

void InstalledStore::install_built(const std::function<void(const std::string& path)>& build) {
  update::GenerationStore store(base::posix_file_system(), folder_.path());
  const auto folder = store.begin_generation();
  REQUIRE(folder);
  build(*folder + "/catalogue.sqlite");
  REQUIRE(base::posix_file_system().create_directories(*folder + "/metadata"));
  update::Manifest manifest;
  manifest.office = "Bildungsbüro Landkreis Sonnfeld";
  const auto status = base::posix_file_system().status(*folder + "/catalogue.sqlite");
  REQUIRE(status);
  manifest.catalogue = update::ManifestCatalogue{};
  manifest.catalogue->bytes = status->size_bytes;
  const auto number = store.publish_generation(*folder, manifest);
  REQUIRE(number);
  REQUIRE(store.activate({*number, *number}));
}

std::string InstalledStore::catalogue_path() const {
  const update::GenerationStore store(base::posix_file_system(), folder_.path());
  const auto current = store.current();
  REQUIRE(current);
  return store.layout().catalogue(current->catalogue);
}

}  // namespace bildungskiosk::test
