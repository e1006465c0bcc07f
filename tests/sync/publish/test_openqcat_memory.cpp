#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <numeric>

#include "sync/publish/importers/importer.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;

namespace {

std::uint64_t resident_bytes() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;  // the second number
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

/// An openQ-cat file that is made while it is read: first all offers, then their events in another order.
class OffersThenEvents final : public base::ReadableFile {
 public:
  explicit OffersThenEvents(std::uint64_t offers) : offers_(offers) {
    REQUIRE(std::gcd(kStep, offers) == 1);  // so that the events meet each offer once
  }

  base::Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    if (rest_.empty()) make_more();
    const std::size_t count = std::min(buffer.size(), rest_.size());
    std::copy_n(rest_.begin(), count, buffer.begin());
    rest_.erase(0, count);
    size_bytes += count;
    return count;
  }

  std::uint64_t size_bytes = 0;

 private:
  static constexpr std::uint64_t kStep = 7'919;

  void make_more() {
    if (made_ > 2 * offers_) return;
    if (made_ == 0) rest_ = "<OPENQCAT><NEW_CATALOG>";
    if (made_ == 2 * offers_) {
      rest_ = "</NEW_CATALOG></OPENQCAT>";
    } else {
      rest_ += service(made_ < offers_ ? "true" : "false", made_ < offers_ ? made_ : made_ * kStep % offers_);
    }
    ++made_;
  }

  [[nodiscard]] std::string service(const std::string& is_offer, std::uint64_t course) const {
    return "<SERVICE><PRODUCT_ID>" + std::to_string(made_) + "</PRODUCT_ID><SERVICE_DETAILS><TITLE>" +
           (is_offer == "true" ? "Kurs" : "") + "</TITLE><DESCRIPTION_LONG>" + text_ +
           "</DESCRIPTION_LONG><SERVICE_MODULE><EDUCATION type=\"" + is_offer + "\"><COURSE_ID>" +
           std::to_string(course) + "</COURSE_ID></EDUCATION></SERVICE_MODULE></SERVICE_DETAILS></SERVICE>\n";
  }

  std::uint64_t offers_;
  std::uint64_t made_ = 0;
  std::string rest_;
  std::string text_ = std::string(8'000, 'x');
};

/// Forgets the records and remembers how much memory the process had at most.
class MemoryWatch final : public publish::RecordSink {
 public:
  base::Result<void> take(publish::CourseRecord record) override {
    ++records;
    named += record.name == "Kurs" ? 1U : 0U;
    resident_max = std::max(resident_max, resident_bytes());
    return {};
  }
  void stopped_at(publish::TextPosition) override {}
  void report(publish::Finding) override {}

  std::uint64_t records = 0;
  std::uint64_t named = 0;
  std::uint64_t resident_max = 0;
};

}  // namespace

TEST_CASE("openQ-cat: offers and events far apart are joined in memory that does not grow with the file") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  WARN("skipped: a sanitizer keeps what has been freed");
#else
  constexpr std::uint64_t kOffers = 8'000;
  OffersThenEvents file(kOffers);
  MemoryWatch watch;
  const std::uint64_t before = resident_bytes();
  REQUIRE(publish::make_importer(publish::Format::kOpenQCat)->import({.file = &file, .name = "export"}, watch));
  CHECK(file.size_bytes > 130'000'000);
  CHECK(watch.records == kOffers);
  CHECK(watch.named == kOffers);  // each event has the title of its offer
  CHECK(watch.resident_max - std::min(before, watch.resident_max) < 64U << 20U);
#endif
}
