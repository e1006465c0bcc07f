#include <array>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>

#include "sync/base/asset_folder.hpp"
#include "sync/base/civil_time.hpp"
#include "sync/base/clock.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/known_words.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/sync_commands.hpp"
#include "sync/cli/sync_facet_words.hpp"
#include "sync/update/generation_store.hpp"

namespace bildungskiosk::cli {

using catalogue::CatalogueReader;
using catalogue::OfferSummary;
using catalogue::SearchResult;
using nlohmann::json;

namespace {

base::Result<SearchResult> search(const SearchArguments& arguments) {
  const update::GenerationStore store(base::posix_file_system(), arguments.store);
  BILDUNGSKIOSK_TRY(const auto current, store.current());
  BILDUNGSKIOSK_TRY(auto reader,
                    CatalogueReader::open(store.layout().catalogue(current.catalogue),
                                          load_known_words("kiosk-sync", base::find_asset_folder(), std::cerr)));
  catalogue::SearchQuery query;
  for (const auto& word : arguments.words) query.text += (query.text.empty() ? "" : " ") + word;
  query.language = arguments.language;
  query.limit = arguments.limit;
  query.correction = arguments.correction;
  query.understanding = arguments.understanding;
  query.explain = arguments.explain;
  query.now = base::german_local_time(base::SystemClock().now());
  return reader.search(query);
}

/// "2026-11-24T18:30", "2026-11-24" without a time of day, "" without a date.
std::string next_iso(const OfferSummary& offer) {
  if (!offer.next) return "";
  std::string text = base::format_date(offer.next->date);
  if (offer.next->starts) text += "T" + base::format_time_of_day(*offer.next->starts);
  return text;
}

std::string next_german(const OfferSummary& offer) {
  if (!offer.next) return "";
  std::string text = german_date(offer.next->date);
  if (offer.next->starts) text += ", " + base::format_time_of_day(*offer.next->starts) + " Uhr";
  return text;
}

std::string_view name_of(catalogue::MatchKind kind) {
  switch (kind) {
    case catalogue::MatchKind::kExact:
      return "exact";
    case catalogue::MatchKind::kJoined:
      return "joined";
    case catalogue::MatchKind::kInflected:
      return "inflected";
    case catalogue::MatchKind::kBeginning:
      return "beginning";
    case catalogue::MatchKind::kCompound:
      return "compound";
    case catalogue::MatchKind::kSynonym:
      return "synonym";
    case catalogue::MatchKind::kPart:
      return "part";
    case catalogue::MatchKind::kTranslation:
      return "translation";
    case catalogue::MatchKind::kLooseTranslation:
      return "loose translation";
  }
  return "";
}

std::string_view german_name(catalogue::MatchKind kind) {
  switch (kind) {
    case catalogue::MatchKind::kExact:
      return "genau so";
    case catalogue::MatchKind::kJoined:
      return "mit den Nachbarwörtern zusammengeschrieben";
    case catalogue::MatchKind::kInflected:
      return "mit anderer Endung";
    case catalogue::MatchKind::kBeginning:
      return "als Wortanfang";
    case catalogue::MatchKind::kCompound:
      return "in einem zusammengesetzten Wort";
    case catalogue::MatchKind::kSynonym:
      return "als Wort mit gleicher Bedeutung";
    case catalogue::MatchKind::kPart:
      return "nur mit seinem Anfang";
    case catalogue::MatchKind::kTranslation:
      return "übersetzt";
    case catalogue::MatchKind::kLooseTranslation:
      return "übersetzt, in anderer Form";
  }
  return "";
}

std::string_view name_of(catalogue::LiftKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"soon", "has_room", "near"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view german_name(catalogue::LiftKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"beginnt bald", "hat freie Plätze", "ist in der Nähe"};
  return kNames.at(static_cast<std::size_t>(kind));
}

json json_of(const catalogue::Reason& reason) {
  json words = json::array();
  for (const auto& match : reason.words) {
    words.push_back({{"word", match.word},
                     {"kind", match.level == 0 ? json(nullptr) : json(name_of(match.kind))},
                     {"in_title", match.in_title},
                     {"level", match.level},
                     {"weight", match.weight}});
  }
  json facets = json::array();
  for (const auto& match : reason.facets) {
    facets.push_back({{"words", match.words}, {"fits", match.fits}, {"level", match.level}});
  }
  json lifts = json::object();
  for (const auto& lift : reason.lifts) lifts[std::string(name_of(lift.kind))] = lift.points;
  return {
      {"score", reason.score}, {"words", std::move(words)}, {"facets", std::move(facets)}, {"lifts", std::move(lifts)}};
}

void print_reason(const catalogue::Reason& reason) {
  std::cout << "      Punkte: " << reason.score << " von 1023\n";
  for (const auto& match : reason.words) {
    std::cout << "      „" << match.word << "“: ";
    if (match.level == 0) {
      std::cout << "nicht gefunden";
    } else {
      std::cout << (match.in_title ? "im Titel, " : "im Text, ") << german_name(match.kind);
    }
    std::cout << " (" << match.level << " von 15, Gewicht " << std::fixed << std::setprecision(1) << match.weight
              << ")\n";
  }
  for (const auto& match : reason.facets) {
    std::cout << "      „" << match.words << "“: " << (match.fits ? "trifft zu" : "steht nur da") << " (" << match.level
              << " von 15)\n";
  }
  for (const auto& lift : reason.lifts) {
    std::cout << "      " << german_name(lift.kind) << ": +" << lift.points << '\n';
  }
}

void print_json(const SearchResult& result) {
  json offers = json::array();
  for (const auto& item : result.items) {
    const std::string next = next_iso(item);
    offers.push_back(json{{"id", item.id},
                          {"title", item.title},
                          {"provider", item.provider_name},
                          {"town", item.town},
                          {"next", next.empty() ? json(nullptr) : json(next)}});
    if (offers.size() <= result.reasons.size()) offers.back()["reason"] = json_of(result.reasons[offers.size() - 1]);
  }
  json corrected = json::array();
  for (const auto& word : result.corrected) corrected.push_back({{"typed", word.typed}, {"searched", word.searched}});
  json dropped = json::array();
  for (const auto& left_out : result.dropped) {
    dropped.push_back({{"kind", left_out_name(left_out.kind)}, {"words", left_out.words}});
  }
  json understood = json::array();
  for (const auto& facet : result.understood) {
    understood.push_back(
        {{"words", facet.words}, {"kind", facet_kind_name(facet.value)}, {"german", german_facet(facet.value)}});
  }
  json value{{"total", result.total},
             {"offers", std::move(offers)},
             {"corrected", std::move(corrected)},
             {"understood", std::move(understood)},
             {"dropped", std::move(dropped)}};
  std::cout << value.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

void print_text(const SearchResult& result) {
  std::cout << german_offers(static_cast<std::uint64_t>(result.total)) << '\n';
  for (const auto& word : result.corrected) {
    std::cout << "„" << word.typed << "“ hat kein Angebot; gesucht wurde nach „" << word.searched
              << "“ (mit --exact nur wie geschrieben)\n";
  }
  for (const auto& facet : result.understood) {
    std::cout << "„" << facet.words << "“: " << german_facet(facet.value) << " (mit --literal nur im Text gesucht)\n";
  }
  for (const auto& left_out : result.dropped) {
    std::cout << german_left_out(left_out) << '\n';
  }
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    const OfferSummary& item = result.items[i];
    std::cout << "  " << item.title;
    for (const auto& part : {item.provider_name, item.town, next_german(item)}) {
      if (!part.empty()) std::cout << " · " << part;
    }
    std::cout << '\n';
    if (i < result.reasons.size()) print_reason(result.reasons[i]);
  }
}

}  // namespace

int run_search(const SearchArguments& arguments) {
  const auto result = search(arguments);
  if (!result) return refuse(result.error());
  if (arguments.form == OutputForm::kJson) {
    print_json(*result);
  } else {
    print_text(*result);
  }
  return kExitDone;
}

}  // namespace bildungskiosk::cli
