#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/offer/offer.hpp"
#include "tests/support/generator/generated_catalogue.hpp"

/// What the writers of the export forms share. Internal to the generator.
namespace bildungskiosk::test {

/// One offer as an administration holds it. Views into the catalogue that is being walked through.
struct ExportRow {
  const offer::Offer* offer = nullptr;
  const offer::Provider* provider = nullptr;
  const offer::Place* place = nullptr;  // none: online
  std::string guid;
  std::string number;                 // of one administration: unlike across providers
  std::string description;            // plain, or HTML
  std::vector<std::string> keywords;  // with what this administration says only here
  bool level_in_field = false;
  bool mode_in_field = false;
};
void for_each_row(const GeneratedCatalogue& catalogue, const std::function<void(const ExportRow&)>& take);

[[nodiscard]] std::string_view german_kind(offer::OfferKind kind);
/// "18.5"
[[nodiscard]] std::string money(std::int64_t cents, char decimal_sign);

/// Appends the part of the file that an offer is.
void append_openvhs(std::string& out, const ExportRow& row);
void append_berlin(std::string& out, const ExportRow& row);
void append_csv(std::string& out, const ExportRow& row);
[[nodiscard]] std::string_view csv_header();

}  // namespace bildungskiosk::test
