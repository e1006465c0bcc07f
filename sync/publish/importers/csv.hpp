#pragma once

#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// Spreadsheets saved as CSV: a row is an offer or a place. Which column is what says `ImportSource::mapping`, or else
/// the headers of the templates (csv_template.hpp). What is read and how: formats.md. Streaming: the memory is that of
/// a row.
class CsvImporter final : public Importer {
 public:
  base::Result<void> import(const ImportSource& source, RecordSink& sink) override;
};

}  // namespace bildungskiosk::publish
