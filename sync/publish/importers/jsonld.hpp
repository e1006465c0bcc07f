#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// Courses and events of schema.org in JSON-LD, as a file of its own or out of the script elements of an HTML page.
/// What is read and how: formats.md. The file is read whole (kDocumentBytesMax), for its nodes refer to each other. A
/// script element that is not well-formed is left out and reported: each of a page stands for itself.
class JsonLdImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
