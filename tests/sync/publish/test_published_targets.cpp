#include "sync/base/digest.hpp"
#include "sync/exchange/compressing_sink.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/published_targets.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/trust/names.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/office_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;

namespace {

/// An office whose first release holds a source of one course.
struct Released {
  Released() {
    add_courses(office, "vhs", 1);
    REQUIRE(publish::release(office, {}, {}, kReleaseTime));
    state.emplace(publish::read_own_state(files, "/office/repository").value());
  }
  MemoryFileSystem files;
  publish::Office office = make_office(files, "/office");
  std::optional<publish::PublishedState> state;
};

/// One after the other, each with as long a description as there may be.
publish::Content long_offers(std::size_t count) {
  offer::Offer offer;
  offer.provider_id = "vhs:haus";
  offer.phases = {offer::Phase::kFamily};
  offer.description["de"].assign(exchange::kLongTextBytesMax, 'x');
  const auto write_to = [offer, count](base::ByteSink& sink) mutable -> base::Result<void> {
    for (std::size_t i = 0; i < count; ++i) {
      offer.id = "vhs:" + std::to_string(i);
      offer.name["de"] = "Kurs " + std::to_string(i);
      offer.registration.url = "https://vhs.example/kurse/" + std::to_string(i);
      BILDUNGSKIOSK_TRY_VOID(sink.write(base::as_bytes(exchange::write_record(offer) + '\n')));
    }
    return {};
  };
  struct Counting final : base::ByteSink {
    base::Result<void> write(base::ByteView bytes) override {
      length += bytes.size();
      return {};
    }
    std::uint64_t length = 0;
  } counting;
  REQUIRE(publish::Content{0, {}, write_to}.write_to(counting));
  return {counting.length, {}, write_to};
}

/// The content's file lies in the repository, as an earlier release may have left it there.
publish::TargetFiles store(Released& released, const publish::Content& content) {
  {
    const auto file = released.files.create("/office/packed", base::FileSystem::Mode::kPublic).value();
    exchange::CompressingSink sink(*file, content.length_bytes);
    REQUIRE(content.write_to(sink));
    REQUIRE(sink.finish());
    REQUIRE(file->close());
  }
  const auto packed = base::read_file(released.files, "/office/packed", 1U << 24U).value();
  publish::TargetFiles named;
  trust::TargetFile& file = named["vhs/offers-7.jsonl.zst"];
  file.length_bytes = packed.size();
  file.hashes["sha256"] = base::sha256_hex(packed);
  file.custom = {{"kind", "offers"}, {"source", "vhs"}, {"content_sha256", "of a stock that was"}};
  const std::string stored =
      trust::target_file_path(named.begin()->first, file, released.state->root.consistent_snapshot);
  REQUIRE(released.files.rename("/office/packed", released.office.targets_directory() + "/" + stored));
  return named;
}

}  // namespace

TEST_CASE("Offers that are still published are recognised also in a file that is too long for a delta") {
  Released released;
  constexpr std::size_t kOffers = exchange::kPatchContentBytesMax / exchange::kLongTextBytesMax + 1;
  const publish::TargetFiles named = store(released, long_offers(kOffers));
  const publish::PublishedTargets published(released.office, *released.state);
  const auto identities = published.identities(named, "vhs", released.office.source_content("vhs").value());
  REQUIRE(identities);
  CHECK(identities->offers.size() == kOffers);
}

TEST_CASE("Nobody is recognised in what is not published, and an altered file of it is an error") {
  Released released;
  const publish::PublishedTargets published(released.office, *released.state);
  const auto stock = released.office.source_content("vhs").value();
  CHECK(published.identities({}, "vhs", stock)->offers.empty());
  publish::TargetFiles named = store(released, long_offers(3));
  CHECK(published.identities(named, "vhs", stock)->offers.size() == 3);
  CHECK(published.identities(named, "bib", stock)->offers.empty());
  const std::string path =
      released.office.targets_directory() + "/" +
      trust::target_file_path(named.begin()->first, named.begin()->second, released.state->root.consistent_snapshot);
  REQUIRE(released.files.overwrite(path, 40, base::as_bytes("!")));
  CHECK(published.identities(named, "vhs", stock).error().code == base::ErrorCode::kHashMismatch);
}

TEST_CASE("What the last release published is found by its folder") {
  Released released;
  const publish::PublishedTargets published(released.office, *released.state);
  const auto stock = released.office.source_content("vhs").value();
  REQUIRE(published.find("vhs") != nullptr);
  CHECK(published.find("vhs")->first == "vhs/offers-1.jsonl.zst");
  CHECK(published.version_of("vhs") == 1);
  CHECK(published.version_of("office") == 1);
  CHECK(published.version_of("bib") == 0);
  CHECK(published.is_unchanged("vhs", stock.sha256));
  CHECK_FALSE(published.is_unchanged("vhs", "another"));
  CHECK_FALSE(published.is_unchanged("bib", stock.sha256));
  publish::TargetFiles kept;
  CHECK(published.keep(kept, "vhs"));
  CHECK(published.keep(kept, "bib"));
  REQUIRE(kept.size() == 1);
  CHECK(kept.contains("vhs/offers-1.jsonl.zst"));
  CHECK(publish::offers_of(kept, "vhs") == 1);
  CHECK(publish::names_content(kept, "vhs", stock.sha256));
}
