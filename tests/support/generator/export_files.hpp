#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "tests/support/generator/generated_catalogue.hpp"

/// A generated catalogue as the files that course administrations export, for what reads them.
namespace bildungskiosk::test {

enum class ExportForm {
  kOpenVhs,  // 1.2, of one creator; texts in CDATA, as the programs write them
  kBerlin,   // the dialect of 2026, a district for each provider
  kCsv,      // with the headers of the offers' template
};

/// Hands the whole file on in pieces of about 64 kB; memory does not grow with the catalogue. Well-formed, without a
/// slip in any value: each offer can be taken. Ids are UUIDs that stay the offer's own over the weeks
/// (`GeneratedCatalogue::mutated`) and come in no order. As in the whole Berlin file (10,230 courses) level and online
/// stand in the keywords only for half of those that have them; a quarter of the descriptions is HTML.
void write_export(const GeneratedCatalogue& catalogue, ExportForm form,
                  const std::function<void(std::string_view)>& write);

}  // namespace bildungskiosk::test
