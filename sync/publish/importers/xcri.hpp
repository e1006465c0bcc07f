#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// XCRI-CAP 1.2 (EN 15982) and 1.1, the course feeds of British and other European providers (formats.md). Each
/// presentation of a course is an offer. A provider's address stands behind its courses: these lie in a temporary file
/// until then (element_spool.hpp), so that memory does not grow with the document. One thread.
///
/// Errors: those of `Importer`; kNoSpace for the temporary file.
class XcriImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
