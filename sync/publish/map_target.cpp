#include "sync/publish/map_target.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "sync/publish/limits.hpp"
#include "sync/publish/published_state.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// Every SQLite file begins so (sqlite.org/fileformat2.html, 1.3), and MBTiles is one.
constexpr std::string_view kSqliteMagic("SQLite format 3\0", 16);

/// Keeps the first bytes and passes over the rest.
class Head final : public base::ByteSink {
 public:
  Result<void> write(base::ByteView bytes) override {
    const std::size_t room = kSqliteMagic.size() - text_.size();
    text_ += base::as_text(bytes).substr(0, room);
    return {};
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

Result<Content> read_map(base::FileSystem& files, const std::string& path) {
  BILDUNGSKIOSK_TRY(Content content, file_content(files, path, kMapBytesMax));
  Head head;
  BILDUNGSKIOSK_TRY_VOID(content.write_to(head));
  if (head.text() != kSqliteMagic) return Error{ErrorCode::kUnsupportedFormat, path + ": not an MBTiles file"};
  return content;
}

/// Whether a map was there to be kept. One whose file was lost must not be named any longer.
bool keep_published(const PublishedTargets& published, TargetFiles& into) {
  if (published.map() == nullptr || !published.is_whole(*published.map())) return false;
  into.insert(*published.map());
  return true;
}

}  // namespace

Result<MapOutcome> add_map(const Office& office, const PublishedTargets& published, NewTargets& targets,
                           TargetFiles& into) {
  MapOutcome outcome;
  const PublishedTargets::Target* const last = published.map();
  if (office.map_path().empty()) {
    outcome.changed = last != nullptr;
    return outcome;
  }
  auto content = read_map(office.files(), office.map_path());
  if (!content) {
    outcome.problem = std::move(content).error();
    outcome.changed = !keep_published(published, into) && last != nullptr;
    return outcome;
  }
  if (last != nullptr && is_target(*content, last->second) && keep_published(published, into)) return outcome;
  const std::int64_t version = last == nullptr ? 1 : integer_member(last->second.custom, "version") + 1;
  const std::string path = std::string(kMediaFolder) + "/map-" + std::to_string(version) + ".mbtiles";
  BILDUNGSKIOSK_TRY_VOID(targets.add_as_it_is(into, path, *content, {{"kind", kMap}, {"version", version}}));
  outcome.changed = true;
  return outcome;
}

}  // namespace bildungskiosk::publish
