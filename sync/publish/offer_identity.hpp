#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/record.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/content.hpp"

/// By what an offer is recognised in another source: 32 bytes for each, so that a million can be compared in memory.
namespace bildungskiosk::publish {

struct OfferIdentity {
  static constexpr std::int32_t kUnknown = std::numeric_limits<std::int32_t>::min();

  std::uint64_t url = 0;           // of the registration, normalised; 0: none
  std::uint64_t content = 0;       // provider, title, days and place, folded; 0: too little is known
  std::int32_t day = kUnknown;     // the first; days since 1970-01-01
  std::int32_t minute = kUnknown;  // of the first meeting
  std::uint32_t richness = 0;      // how much the record says
  std::uint32_t line = 0;          // of the source's records, from 0

  bool operator==(const OfferIdentity&) const = default;
};

/// A source's offers that can be recognised, in the order of their lines. A key that several offers of the source share
/// names none of them (an address under which one registers for everything; parallel groups of one course) and is not
/// there.
struct SourceIdentities {
  std::vector<OfferIdentity> offers;
  bool operator==(const SourceIdentities&) const = default;
};

/// Takes a source's records in the order of the exchange format: providers, places, offers.
class IdentityCollector {
 public:
  /// Also of records that are no offers: every line counts.
  void add(const exchange::Record& record);
  [[nodiscard]] SourceIdentities finish() &&;

 private:
  void add_offer(const offer::Offer& offer);

  std::uint32_t line_ = 0;
  std::map<std::string, std::string> providers_;  // id → folded name; "" for one that nobody named
  std::map<std::string, std::uint64_t> places_;   // id → address
  SourceIdentities identities_;
};

/// Of the lines of a stock. kMalformedRecord with the line's number; the errors of the content.
[[nodiscard]] base::Result<SourceIdentities> identify(const Content& records);

/// As a file: a line that names its form, then 32 bytes for each offer, little endian. Only this machine's cache: what
/// is not of this form reads as kMalformedRecord and is made anew.
[[nodiscard]] base::Bytes write_identities(const SourceIdentities& identities);
[[nodiscard]] base::Result<SourceIdentities> read_identities(base::ByteView bytes);

/// The address without what varies for one page: scheme, "www.", port, fragment, the order of parameters, marks of
/// campaigns and sessions, a slash at the end. "" for one that names a whole site and no page of it.
[[nodiscard]] std::string normalised_url(std::string_view url);

}  // namespace bildungskiosk::publish
