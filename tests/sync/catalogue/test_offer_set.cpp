#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "sync/catalogue/search/offer_set.hpp"
#include "tests/support/catch.hpp"

// Sets of offers as bytes: whatever is written is read again, and whatever is read stays within its bounds.

namespace bildungskiosk {
namespace {

using catalogue::OfferBits;
using catalogue::OfferIndex;

std::vector<OfferIndex> random_set(std::mt19937& random, OfferIndex offers, double density) {
  std::bernoulli_distribution has(density);
  std::vector<OfferIndex> set;
  for (OfferIndex offer = 0; offer < offers; ++offer) {
    if (has(random)) set.push_back(offer);
  }
  return set;
}

std::vector<OfferIndex> listed(const OfferBits& bits) {
  std::vector<OfferIndex> offers;
  bits.for_each([&offers](OfferIndex offer) { offers.push_back(offer); });
  return offers;
}

base::Bytes written(const std::vector<OfferIndex>& set, OfferIndex offers) {
  base::Bytes bytes;
  catalogue::append_offer_set(bytes, set, offers);
  return bytes;
}

TEST_CASE("A set of offers is read as it was written, in no more than a bit for each offer") {
  std::mt19937 random(20261130);
  for (const OfferIndex offers : {1U, 7U, 8U, 63U, 64U, 65U, 1'000U, 40'003U}) {
    for (const double density : {0.0, 0.001, 0.01, 0.1, 0.13, 0.5, 0.99, 1.0}) {
      const std::vector<OfferIndex> set = random_set(random, offers, density);
      const base::Bytes bytes = written(set, offers);
      CAPTURE(offers, density, set.size());
      CHECK(bytes.size() <= 1 + (offers + 7) / 8);
      CHECK(catalogue::read_offer_set(bytes, offers) == set);
      OfferBits bits(offers);
      REQUIRE(catalogue::add_offer_set(bytes, offers, bits));
      CHECK(listed(bits) == set);
      CHECK(bits.count() == set.size());
      CHECK(bits.empty() == set.empty());
    }
  }
}

TEST_CASE("Few offers far apart take a few bytes each") {
  CHECK(written({}, 1'000'000).empty());
  CHECK(written({0}, 1'000'000).size() == 2);
  CHECK(written({999'999}, 1'000'000).size() == 4);
  CHECK(written({3, 100'000, 100'001}, 1'000'000) == base::Bytes{0x00, 0x03, 0x9c, 0x8d, 0x06, 0x00});
}

TEST_CASE("Sets that are put together have what both, either or one of them has") {
  std::mt19937 random(7);
  constexpr OfferIndex kOffers = 500;
  for (int i = 0; i < 20; ++i) {
    const std::vector<OfferIndex> left = random_set(random, kOffers, 0.3);
    const std::vector<OfferIndex> right = random_set(random, kOffers, 0.1);
    const auto bits = [](const std::vector<OfferIndex>& offers) {
      OfferBits set(kOffers);
      for (const OfferIndex offer : offers) set.add(offer);
      return set;
    };
    std::vector<OfferIndex> wanted;
    std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(wanted));
    CHECK(listed(bits(left) |= bits(right)) == wanted);
    wanted.clear();
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(wanted));
    CHECK(listed(bits(left) &= bits(right)) == wanted);
    wanted.clear();
    std::set_difference(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(wanted));
    CHECK(listed(bits(left) -= bits(right)) == wanted);
  }
}

TEST_CASE("A set that was not written for so many offers is refused") {
  OfferBits bits(100);
  const auto is_refused = [&bits](const base::Bytes& bytes) {
    return !catalogue::read_offer_set(bytes, 100) && !catalogue::add_offer_set(bytes, 100, bits);
  };
  CHECK(is_refused({0x02, 0x00}));                                      // no such form
  CHECK(is_refused({0x00, 0x64}));                                      // the offer behind the last
  CHECK(is_refused({0x00, 0x63, 0x00}));                                // one more
  CHECK(is_refused({0x00, 0x80}));                                      // a number without an end
  CHECK(is_refused({0x00, 0xff, 0xff, 0xff, 0xff, 0x1f}));              // of more than 32 bits
  CHECK(is_refused({0x00, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00}));        // of more bytes than any
  CHECK(is_refused({0x01, 0xff}));                                      // too few bits
  CHECK(is_refused({0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10}));  // the offer behind the last
  CHECK(catalogue::read_offer_set(base::Bytes{0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x08}, 100) ==
        std::vector<OfferIndex>{99});
}

TEST_CASE("Any bytes are read or refused, and no offer past the last comes out") {
  std::mt19937 random(11);
  std::uniform_int_distribution<unsigned> byte(0, 255);
  int read = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto offers = static_cast<OfferIndex>(1 + random() % 200);
    base::Bytes bytes(random() % 30);
    for (auto& value : bytes) value = static_cast<std::uint8_t>(byte(random) >> (random() % 8));
    if (!bytes.empty()) bytes[0] %= 3;
    const auto set = catalogue::read_offer_set(bytes, offers);
    OfferBits bits(offers);
    CHECK(catalogue::add_offer_set(bytes, offers, bits) == set.has_value());
    if (!set) continue;
    ++read;
    CHECK(listed(bits) == *set);
    CHECK((set->empty() || set->back() < offers));
  }
  CHECK(read > 1'000);
}

}  // namespace
}  // namespace bildungskiosk
