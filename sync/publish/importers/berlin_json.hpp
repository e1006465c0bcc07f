#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// The open data JSON of the twelve Berlin Volkshochschulen, dialects 2020 (`veranstaltungsort`) and 2026
/// (`ortetermine`), told apart course by course (formats.md). Streamed; UTF-8 only, as JSON is. One thread.
class BerlinJsonImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
