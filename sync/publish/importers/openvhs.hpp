#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// Open-vhs XML 0.9 – 1.2, the exchange format of the German Volkshochschulen (formats.md). Streamed through
/// libxml2's push parser with handlers of our own: no network, no DTD (a DOCTYPE is refused, so there are no entities
/// to expand), any encoding the declaration names. One thread.
class OpenVhsImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
