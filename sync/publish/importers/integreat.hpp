#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// The JSON of the Integreat CMS' interface, version 3: lists of locations and of events, as the guides for newcomers
/// of many counties offer them, in one language each. Files of several languages of one source become one offer. What
/// is read and how: formats.md. The file is read whole (kDocumentBytesMax).
class IntegreatImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
