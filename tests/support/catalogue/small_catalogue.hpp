#pragma once

#include <string>
#include <vector>

#include "sync/exchange/record.hpp"
#include "sync/offer/offer.hpp"

/// Catalogues for tests: Landkreis Sonnfeld in small, on the day 2026-11-23 (a Monday).
namespace bildungskiosk::test {

/// The catalogue record, two providers ("vhs" in Auerbrunn, "fz" in Lindach) and four places ("vhs:place:haus" in
/// Auerbrunn, "fz:place:haus" 10 km north of it in Lindach, and without coordinates "vhs:place:steinau" and
/// "vhs:place:hohenried"): what offers of `OfferBuilder` may name. A category (dvv 2.0 2.09), a synonym and a piece of
/// news.
[[nodiscard]] std::vector<exchange::Record> ground_records();

/// Some 20 offers over all eight phases and four towns: dated, weekly, undated, past, free, online, with texts in other
/// languages (ar, uk, en, tr, de-easy).
[[nodiscard]] std::vector<offer::Offer> small_offers();

/// `count` offers of varied words, dates and places from a fixed seed, for measuring and for long lists.
[[nodiscard]] std::vector<offer::Offer> generated_offers(int count);

/// Builds a catalogue of the ground records and these offers at `path`; stops the test on an error.
void build_catalogue(const std::string& path, const std::vector<offer::Offer>& offers,
                     const std::vector<exchange::Record>& ground = ground_records());
void build_small_catalogue(const std::string& path);

}  // namespace bildungskiosk::test
