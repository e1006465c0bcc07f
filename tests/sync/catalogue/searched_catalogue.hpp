#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "sync/catalogue/catalogue_reader.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

using Ids = std::vector<std::string>;

inline bool contains(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// The small catalogue on Monday 2026-11-23 at noon.
struct SearchedCatalogue {
  TemporaryDirectory folder;
  catalogue::CatalogueReader reader = [this] {
    build_small_catalogue(folder / "catalogue.sqlite");
    auto opened = catalogue::CatalogueReader::open(folder / "catalogue.sqlite");
    return std::move(opened).value();
  }();

  catalogue::SearchQuery query(const std::string& text) const {
    catalogue::SearchQuery query;
    query.text = text;
    query.now = now("2026-11-23");
    return query;
  }
  catalogue::SearchResult search(const catalogue::SearchQuery& query) {
    auto result = reader.search(query);
    return std::move(result).value();
  }
  catalogue::SearchResult search(const std::string& text) { return search(query(text)); }
  Ids ids(const catalogue::SearchQuery& query) {
    Ids ids;
    for (const auto& item : search(query).items) ids.push_back(item.id);
    return ids;
  }
  Ids ids(const std::string& text) { return ids(query(text)); }
};

}  // namespace bildungskiosk::test
