#include "tests/sync/publish/office_support.hpp"

#include "sync/base/cancel_token.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/publish/limits.hpp"
#include "sync/transport/folder_source.hpp"
#include "sync/trust/tuf_client.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {
namespace {

class Collected final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView more) override {
    bytes.insert(bytes.end(), more.begin(), more.end());
    return {};
  }
  base::Bytes bytes;
};

class BytesFile final : public base::ReadableFile {
 public:
  explicit BytesFile(base::Bytes bytes) : bytes_(std::move(bytes)) {}
  base::Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    const std::size_t count = std::min(buffer.size(), bytes_.size() - at_);
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), count, buffer.begin());
    at_ += count;
    return count;
  }

 private:
  base::Bytes bytes_;
  std::size_t at_ = 0;
};

std::uint64_t count_offers(base::Bytes compressed) {
  exchange::CompressedLineReader reader(std::make_unique<BytesFile>(std::move(compressed)));
  std::uint64_t offers = 0;
  exchange::CompressedLineReader::Line line;
  for (auto more = reader.next(line); more.value(); more = reader.next(line)) {
    const auto record = exchange::parse_record(line.text);
    REQUIRE(record);
    if (std::holds_alternative<offer::Offer>(*record)) ++offers;
  }
  return offers;
}

}  // namespace

publish::Office make_office(base::FileSystem& files, const std::string& directory, const std::string& passphrase) {
  const publish::OfficeSettings settings{"Bildungsbüro Sonnfeld", "Landkreis Sonnfeld", {"de", "uk"}};
  return publish::Office::create(files, directory, settings, passphrase, kReleaseTime).value();
}

publish::SourceStock stock_of(const std::string& source, int count) {
  std::string courses;
  for (int i = 0; i < count; ++i) {
    courses += "<veranstaltung><guid>" + std::to_string(i) + "</guid><name>Kurs " + std::to_string(i) +
               "</name><dvv_kategorie version=\"2.0\">4.06</dvv_kategorie></veranstaltung>\n";
  }
  const TemporaryDirectory directory;
  write_text_file(directory / "export", openvhs_file(courses));
  publish::SourceImport import(base::posix_file_system(), product_taxonomy(), {source, {}}, import_day());
  REQUIRE(import.add_file(directory / "export", std::nullopt));
  return import.finish().value();
}

void add_courses(publish::Office& office, const std::string& source, int count) {
  REQUIRE(office.store_source(source, stock_of(source, count)));
}

Received receive(base::FileSystem& files, const publish::Office& office, const std::string& package,
                 base::UnixSeconds now) {
  Received received;
  const auto run = [&]() -> base::Result<void> {
    MemoryFileSystem terminal;
    BILDUNGSKIOSK_TRY(const auto root, base::read_file(files, office.directory() + "/root.json", 1U << 20U));
    BILDUNGSKIOSK_TRY_VOID(trust::TufClient::initialise(terminal, "/trusted", root));
    BILDUNGSKIOSK_TRY(const auto source, transport::FolderSource::open(files, package));
    trust::TufClient client(terminal, "/trusted", *source);
    BILDUNGSKIOSK_TRY(const auto outcome, client.refresh(now));
    CHECK(outcome == trust::RefreshOutcome::kNew);
    BILDUNGSKIOSK_TRY(const auto targets, client.targets());
    const base::CancelToken never;
    for (const trust::TrustedTarget& target : targets) {
      Collected collected;
      BILDUNGSKIOSK_TRY_VOID(client.download(target, collected, never));
      received.paths.push_back(target.path);
      if (!target.path.ends_with(".jsonl.zst")) continue;
      received.offers += count_offers(std::move(collected.bytes));
    }
    return {};
  };
  if (auto result = run(); !result) received.error = result.error();
  return received;
}

}  // namespace bildungskiosk::test
