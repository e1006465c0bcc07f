#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// iCalendar (RFC 5545), as libraries and museums export their calendars: an event with all its dates is one offer.
/// What is read and how: formats.md. The file is read whole (kDocumentBytesMax), for its zones and changed dates stand
/// anywhere.
class IcalImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
