#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// openQ-cat 1.1, the upload format of the Federal Employment Agency's course database (formats.md). A SERVICE is an
/// offer or one of its dated events, wherever in the file either stands: services lie in a temporary file until the end
/// of the document (element_spool.hpp), so that memory does not grow with it. A file of changes only (UPDATE_CATALOG,
/// FULLCATALOG="false") is refused, for a file is a provider's whole stock. One thread.
///
/// Errors: those of `Importer`; kTooLarge also for suppliers past kSuppliersBytesMax; kNoSpace for the temporary file.
class OpenQCatImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
