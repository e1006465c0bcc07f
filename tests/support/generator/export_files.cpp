#include "tests/support/generator/export_files.hpp"

#include <array>
#include <cstdio>
#include <utility>
#include <variant>

#include "tests/support/generator/export_row.hpp"
#include "tests/support/generator/random.hpp"

namespace bildungskiosk::test {
namespace {

constexpr std::size_t kPieceBytes = 64U << 10U;

/// FNV-1a: the same on every machine.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  return hash;
}

/// A random UUID (version 4) by its form.
std::string uuid(Random random) {
  const std::uint64_t high = (random.next() & ~0xf000ULL) | 0x4000U;
  const std::uint64_t low = (random.next() & ~(3ULL << 62U)) | (1ULL << 63U);
  std::array<char, 37> text{};
  static_cast<void>(std::snprintf(
      text.data(), text.size(), "%08llx-%04llx-%04llx-%04llx-%012llx", static_cast<unsigned long long>(high >> 32U),
      static_cast<unsigned long long>((high >> 16U) & 0xffffU), static_cast<unsigned long long>(high & 0xffffU),
      static_cast<unsigned long long>(low >> 48U), static_cast<unsigned long long>(low & 0xffffffffffffU)));
  return text.data();
}

std::string as_html(std::string_view text) {
  std::string html = "<p>";
  for (const char letter : text) {
    if (letter == '\n') {
      html += "<br />\n";
    } else {
      html += letter;
    }
  }
  return html + "</p>";
}

ExportRow make_row(const offer::Offer& offer) {
  ExportRow row;
  row.offer = &offer;
  Random random(hash_of(offer.id));
  row.guid = uuid(Random(random.next()));
  row.number = offer.id.front() + offer.number;
  row.description = offer::localized(offer.description, "de");
  if (random.chance(0.25)) row.description = as_html(row.description);
  row.level_in_field = random.chance(0.5);
  row.mode_in_field = random.chance(0.5);
  row.keywords = offer.keywords;
  if (!offer.level.empty() && !row.level_in_field) row.keywords.push_back(offer.level);
  if (offer.mode == offer::AttendanceMode::kOnline && !row.mode_in_field) row.keywords.emplace_back("Online-Kurs");
  return row;
}

constexpr std::string_view kOpenVhsHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<openvhs:veranstaltungen version=\"1.2\" "
    "xmlns:openvhs=\"http://www.dvv-vhs.de/Open-VHS\">\n  <export>\n"
    "    <erstellungszeitpunkt>2026-11-20T03:00:00+01:00</erstellungszeitpunkt>\n    <ersteller>\n"
    "      <guid>0123456789</guid>\n      <name><![CDATA[Volkshochschule Sonnfeld (fiktiv)]]></name>\n"
    "    </ersteller>\n  </export>\n";

struct Form {
  std::string_view head;
  std::string_view between;
  std::string_view end;
  void (*append)(std::string& out, const ExportRow& row);
};

Form form_of(ExportForm form) {
  switch (form) {
    case ExportForm::kBerlin:
      return {"{\"veranstaltungen\":{\"veranstaltung\":[\n", ",\n", "\n]}}\n", append_berlin};
    case ExportForm::kCsv:
      return {csv_header(), "", "", append_csv};
    case ExportForm::kOpenVhs:
      break;
  }
  return {kOpenVhsHead, "", "</openvhs:veranstaltungen>\n", append_openvhs};
}

}  // namespace

void for_each_row(const GeneratedCatalogue& catalogue, const std::function<void(const ExportRow&)>& take) {
  for (const std::string& source : GeneratedCatalogue::sources()) {
    std::map<std::string, offer::Provider> providers;
    std::map<std::string, offer::Place> places;
    for (const exchange::Record& record : catalogue.ground_records(source)) {
      if (const auto* provider = std::get_if<offer::Provider>(&record)) providers.emplace(provider->id, *provider);
      if (const auto* place = std::get_if<offer::Place>(&record)) places.emplace(place->id, *place);
    }
    catalogue.for_each_offer(source, [&](const offer::Offer& offer) {
      ExportRow row = make_row(offer);
      row.provider = &providers.at(offer.provider_id);
      if (const auto place = places.find(offer.place_id); place != places.end()) row.place = &place->second;
      take(row);
    });
  }
}

std::string_view german_kind(offer::OfferKind kind) {
  switch (kind) {
    case offer::OfferKind::kEvent:
      return "Veranstaltung";
    case offer::OfferKind::kCounselling:
      return "Beratung";
    case offer::OfferKind::kPlace:
      return "Lernort";
    case offer::OfferKind::kSelfStudy:
      return "Selbstlernangebot";
    case offer::OfferKind::kCourse:
      break;
  }
  return "Kurs";
}

std::string money(std::int64_t cents, char decimal_sign) {
  const std::string fraction = std::to_string(cents % 100);
  return std::to_string(cents / 100) + decimal_sign + (fraction.size() < 2 ? "0" : "") + fraction;
}

void write_export(const GeneratedCatalogue& catalogue, ExportForm form,
                  const std::function<void(std::string_view)>& write) {
  const auto [head, between, end, append] = form_of(form);
  std::string piece(head);
  bool first = true;
  for_each_row(catalogue, [&, &append_row = append, &separator = between](const ExportRow& row) {
    if (!std::exchange(first, false)) piece += separator;
    append_row(piece, row);
    if (piece.size() < kPieceBytes) return;
    write(piece);
    piece.clear();
  });
  piece += end;
  write(piece);
}

}  // namespace bildungskiosk::test
