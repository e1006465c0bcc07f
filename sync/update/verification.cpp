#include "sync/update/verification.hpp"

#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/update/generation_builder.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<Manifest> verify_current(base::FileSystem& files, const GenerationStore& store,
                                const base::CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const auto current, store.current());
  BILDUNGSKIOSK_TRY(auto manifest, store.manifest(current.catalogue));
  const std::string path = store.layout().catalogue(current.catalogue);
  if (!manifest.catalogue) return Error{ErrorCode::kCatalogueDamaged, path + ": the manifest names no catalogue"};
  BILDUNGSKIOSK_TRY(const auto measured, measure_file(files, path, cancel));
  if (measured.bytes != manifest.catalogue->bytes || measured.sha256 != manifest.catalogue->sha256) {
    return Error{ErrorCode::kCatalogueDamaged, path + ": size or SHA-256 is not the manifest's"};
  }
  BILDUNGSKIOSK_TRY(auto reader, catalogue::CatalogueReader::open(path));
  BILDUNGSKIOSK_TRY_VOID(reader.verify(cancel));
  if (static_cast<std::uint64_t>(reader.counts().offers) != manifest.catalogue->offers) {
    return Error{ErrorCode::kCatalogueDamaged, path + ": other number of offers than the manifest's"};
  }
  return manifest;
}

}  // namespace bildungskiosk::update
