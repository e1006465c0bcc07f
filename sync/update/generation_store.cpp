#include "sync/update/generation_store.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

#include "sync/update/limits.hpp"
#include "sync/update/stock.hpp"

namespace bildungskiosk::update {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::FileKind;
using base::join_path;
using base::Result;

namespace {

constexpr std::size_t kGenerationDigits = 6;
constexpr std::string_view kCurrentHeader = "bildungskiosk-store 1";

/// "000007". Wider numbers would not sort as text, so they are never given out.
std::string generation_name(GenerationNumber number) {
  const std::string digits = std::to_string(number);
  return std::string(kGenerationDigits - std::min(kGenerationDigits, digits.size()), '0') + digits;
}

/// nullopt for anything but exactly six digits that are not all zero.
std::optional<GenerationNumber> parse_generation_name(std::string_view name) {
  if (name.size() != kGenerationDigits) return std::nullopt;
  GenerationNumber number = 0;
  for (const char digit : name) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<GenerationNumber>(digit - '0');
  }
  return number == 0 ? std::nullopt : std::optional(number);
}

std::string serialise_current(const Current& current) {
  return std::string(kCurrentHeader) + "\ncatalogue " + generation_name(current.catalogue) + "\nmetadata " +
         generation_name(current.metadata) + "\n";
}

std::optional<Current> parse_current(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string header;
  std::string catalogue_key;
  std::string catalogue;
  std::string metadata_key;
  std::string metadata;
  std::getline(lines, header);
  lines >> catalogue_key >> catalogue >> metadata_key >> metadata;
  const auto catalogue_number = parse_generation_name(catalogue);
  const auto metadata_number = parse_generation_name(metadata);
  if (!catalogue_number || !metadata_number) return std::nullopt;
  const Current current{*catalogue_number, *metadata_number};
  // Whatever was read has to be written the same way: so nothing is tolerated that we would not have written.
  return serialise_current(current) == text ? std::optional(current) : std::nullopt;
}

Result<void> write_manifest(base::FileSystem& files, const std::string& path, const Manifest& manifest) {
  BILDUNGSKIOSK_TRY(const auto file, files.create(path));
  BILDUNGSKIOSK_TRY_VOID(file->append(base::as_bytes(serialise(manifest))));
  return file->close();  // synced with all that lies beside it
}

bool says_absent(const Error& error) {
  return error.code == ErrorCode::kNotFound || error.code == ErrorCode::kNotAFile ||
         error.code == ErrorCode::kTooLarge || error.code == ErrorCode::kCatalogueDamaged;
}

bool is(const Error& error, ErrorCode code) { return error.code == code; }

}  // namespace

std::string StoreLayout::generation(GenerationNumber number) const {
  return join_path(generations(), generation_name(number));
}
std::string StoreLayout::catalogue(GenerationNumber number) const {
  return join_path(generation(number), "catalogue.sqlite");
}
std::string StoreLayout::manifest(GenerationNumber number) const {
  return join_path(generation(number), "manifest.json");
}
std::string StoreLayout::metadata(GenerationNumber number) const { return join_path(generation(number), "metadata"); }

Result<Current> GenerationStore::current() const {
  auto bytes = base::read_file(files_, layout_.current(), kCurrentFile_bytes_max);
  if (!bytes && is(bytes.error(), ErrorCode::kNotFound)) {
    const auto root = files_.status(layout_.trusted_root());
    if (root) return Error{ErrorCode::kNoCatalogue, layout_.root() + ": nothing installed yet"};
    if (!is(root.error(), ErrorCode::kNotFound)) return root.error();
    return Error{ErrorCode::kNotInitialised, layout_.root() + ": no root of trust"};
  }
  if (!bytes && (is(bytes.error(), ErrorCode::kTooLarge) || is(bytes.error(), ErrorCode::kNotAFile))) {
    return Error{ErrorCode::kCatalogueDamaged, bytes.error().detail};
  }
  if (!bytes) return std::move(bytes).error();
  const auto current = parse_current(base::as_text(*bytes));
  if (!current) return Error{ErrorCode::kCatalogueDamaged, layout_.current() + ": not what was written"};
  BILDUNGSKIOSK_TRY(const bool has_catalogue, is_complete(current->catalogue));
  BILDUNGSKIOSK_TRY(const bool has_metadata, is_complete(current->metadata));
  if (!has_catalogue || !has_metadata) {
    return Error{ErrorCode::kCatalogueDamaged, layout_.current() + ": names a generation that is not complete"};
  }
  return *current;
}

Result<Manifest> GenerationStore::manifest(GenerationNumber number) const {
  BILDUNGSKIOSK_TRY(const auto bytes, base::read_file(files_, layout_.manifest(number), kManifest_bytes_max));
  return parse_manifest(base::as_text(bytes));
}

Result<std::vector<GenerationNumber>> GenerationStore::generations() const {
  std::vector<GenerationNumber> numbers;
  auto names = files_.list(layout_.generations());
  if (!names && is(names.error(), ErrorCode::kNotFound)) return numbers;
  if (!names) return std::move(names).error();
  for (const auto& name : *names) {
    const auto number = parse_generation_name(name);
    if (!number) continue;
    BILDUNGSKIOSK_TRY(const bool complete, is_complete(*number));
    if (complete) numbers.push_back(*number);
  }
  return numbers;
}

/// Whether everything is there that the manifest promises; contents are for `verify`. A disk that does not answer says
/// nothing about what is on it: that is an error, or a passing fault would make `recover` show another catalogue.
Result<bool> GenerationStore::is_complete(GenerationNumber number) const {
  auto manifest = this->manifest(number);
  if (!manifest && says_absent(manifest.error())) return false;
  if (!manifest) return std::move(manifest).error();
  if (!manifest->catalogue) return true;
  auto status = files_.status(layout_.catalogue(number));
  if (!status && says_absent(status.error())) return false;
  if (!status) return std::move(status).error();
  return status->kind == FileKind::kFile && status->size_bytes == manifest->catalogue->bytes;
}

Result<void> GenerationStore::initialise(ByteView root_json) {
  auto present = base::read_file(files_, layout_.trusted_root(), kRootFile_bytes_max);
  if (present) {
    if (std::equal(present->begin(), present->end(), root_json.begin(), root_json.end())) return {};
    return Error{ErrorCode::kInvalidArgument, layout_.trusted_root() + ": another root of trust is there already"};
  }
  if (!is(present.error(), ErrorCode::kNotFound)) return std::move(present).error();
  BILDUNGSKIOSK_TRY_VOID(files_.create_directories(layout_.generations()));
  BILDUNGSKIOSK_TRY_VOID(files_.create_directories(layout_.staging()));
  BILDUNGSKIOSK_TRY_VOID(files_.create_directories(layout_.trust()));
  BILDUNGSKIOSK_TRY_VOID(files_.sync_directory(layout_.root()));
  BILDUNGSKIOSK_TRY_VOID(files_.sync_directory(base::parent_path(layout_.root())));
  // Last, since it is what makes a folder a store.
  return base::write_file_atomically(files_, layout_.trusted_root(), root_json);
}

Result<void> GenerationStore::recover() {
  const auto root = files_.status(layout_.trusted_root());
  if (!root && is(root.error(), ErrorCode::kNotFound)) {
    return Error{ErrorCode::kNotInitialised, layout_.root() + ": no root of trust"};
  }
  if (!root) return root.error();
  BILDUNGSKIOSK_TRY_VOID(files_.remove_tree(layout_.staging()));
  BILDUNGSKIOSK_TRY_VOID(files_.create_directories(layout_.staging()));
  BILDUNGSKIOSK_TRY_VOID(files_.create_directories(layout_.generations()));
  for (const auto& leftover : {layout_.current() + ".tmp", layout_.trusted_root() + ".tmp"}) {
    if (auto removed = files_.remove_file(leftover); !removed && !is(removed.error(), ErrorCode::kNotFound)) {
      return removed;
    }
  }
  BILDUNGSKIOSK_TRY_VOID(repair_current());

  GenerationNumber newest_used = 0;
  auto current = this->current();
  if (current) newest_used = std::max(current->catalogue, current->metadata);
  if (!current && !is(current.error(), ErrorCode::kNoCatalogue)) return std::move(current).error();
  BILDUNGSKIOSK_TRY(const auto names, files_.list(layout_.generations()));
  for (const auto& name : names) {
    const auto number = parse_generation_name(name);
    if (number && *number <= newest_used) continue;
    BILDUNGSKIOSK_TRY_VOID(files_.remove_tree(join_path(layout_.generations(), name)));
  }
  BILDUNGSKIOSK_TRY_VOID(files_.sync_directory(layout_.generations()));
  return prune_stock();
}

/// A rename replaces a file or a link, but not a folder: on a damaged disk one may be in a file's place.
Result<void> GenerationStore::make_way(const std::string& path) {
  const auto status = files_.status(path);
  if (!status || status->kind != FileKind::kDirectory) return {};
  return files_.remove_tree(path);
}

/// A lost or damaged pointer is set again to the newest complete generation: it was verified and built in full before
/// it got its name. (Also the case of a first installation that was cut between the two renames.)
Result<void> GenerationStore::repair_current() {
  auto current = this->current();
  if (current) return {};
  if (!is(current.error(), ErrorCode::kNoCatalogue) && !is(current.error(), ErrorCode::kCatalogueDamaged)) {
    return std::move(current).error();
  }
  BILDUNGSKIOSK_TRY_VOID(make_way(layout_.current()));
  auto newest = newest_complete();
  if (newest) return activate(*newest);
  if (!is(newest.error(), ErrorCode::kNoCatalogue)) return std::move(newest).error();
  if (is(current.error(), ErrorCode::kCatalogueDamaged)) {
    BILDUNGSKIOSK_TRY_VOID(files_.remove_tree(layout_.current()));
    return files_.sync_directory(layout_.root());
  }
  return {};
}

Result<Current> GenerationStore::newest_complete() const {
  BILDUNGSKIOSK_TRY(const auto numbers, generations());
  Current newest;
  for (const auto number : numbers) {
    BILDUNGSKIOSK_TRY(const auto manifest, this->manifest(number));
    if (manifest.catalogue) newest.catalogue = number;
    newest.metadata = number;
  }
  if (newest.catalogue == 0) return Error{ErrorCode::kNoCatalogue, layout_.root() + ": no complete generation"};
  return newest;
}

Result<std::string> GenerationStore::begin_generation() {
  const std::string folder = join_path(layout_.staging(), "generation");
  BILDUNGSKIOSK_TRY_VOID(files_.remove_tree(folder));
  BILDUNGSKIOSK_TRY_VOID(files_.create_directories(folder));
  return folder;
}

Result<GenerationNumber> GenerationStore::publish_generation(const std::string& folder, Manifest manifest) {
  BILDUNGSKIOSK_TRY(const auto names, files_.list(layout_.generations()));
  // Complete or not, a name is not given twice.
  GenerationNumber newest = 0;
  for (const auto& name : names) newest = std::max(newest, parse_generation_name(name).value_or(0));
  const GenerationNumber number = newest + 1;
  if (number > kGenerationNumber_max) return Error{ErrorCode::kTooLarge, "no generation number is left"};

  manifest.number = number;
  BILDUNGSKIOSK_TRY_VOID(write_manifest(files_, join_path(folder, "manifest.json"), manifest));
  BILDUNGSKIOSK_TRY_VOID(sync_tree(folder));
  BILDUNGSKIOSK_TRY_VOID(files_.rename(folder, layout_.generation(number)));
  BILDUNGSKIOSK_TRY_VOID(files_.sync_directory(layout_.generations()));
  return number;
}

Result<void> GenerationStore::activate(const Current& current) {
  return base::write_file_atomically(files_, layout_.current(), base::as_bytes(serialise_current(current)));
}

Result<void> GenerationStore::promote_root(ByteView root_json) {
  BILDUNGSKIOSK_TRY_VOID(make_way(layout_.trusted_root()));
  return base::write_file_atomically(files_, layout_.trusted_root(), root_json);
}

Result<Current> GenerationStore::roll_back() {
  BILDUNGSKIOSK_TRY(auto current, this->current());
  BILDUNGSKIOSK_TRY(const auto manifest, this->manifest(current.catalogue));
  const GenerationNumber earlier = manifest.replaces;
  BILDUNGSKIOSK_TRY(const bool kept, earlier == 0 ? Result<bool>(false) : is_complete(earlier));
  if (!kept) {
    return Error{ErrorCode::kNoEarlierGeneration,
                 "generation " + generation_name(current.catalogue) + " replaced none that is kept"};
  }
  current.catalogue = earlier;
  BILDUNGSKIOSK_TRY_VOID(activate(current));
  return current;
}

Result<void> GenerationStore::prune() {
  BILDUNGSKIOSK_TRY(const auto current, this->current());
  std::vector<GenerationNumber> kept{current.metadata};
  GenerationNumber number = current.catalogue;
  for (std::size_t count = 0; count < kGenerationsKept && number != 0; ++count) {
    kept.push_back(number);
    auto manifest = this->manifest(number);
    // Better one generation too many than the last good one lost to a passing fault.
    if (!manifest && !says_absent(manifest.error())) return std::move(manifest).error();
    number = manifest ? manifest->replaces : 0;
  }
  BILDUNGSKIOSK_TRY(const auto names, files_.list(layout_.generations()));
  for (const auto& name : names) {
    const auto found = parse_generation_name(name);
    if (found && std::find(kept.begin(), kept.end(), *found) != kept.end()) continue;
    BILDUNGSKIOSK_TRY_VOID(files_.remove_tree(join_path(layout_.generations(), name)));
  }
  BILDUNGSKIOSK_TRY_VOID(files_.sync_directory(layout_.generations()));
  return prune_stock();
}

/// A generation whose manifest can't be read for a passing fault may still need its contents: then all stay.
Result<void> GenerationStore::prune_stock() {
  BILDUNGSKIOSK_TRY(const auto numbers, generations());
  std::set<std::string> contents;
  std::set<std::string> media;
  for (const auto number : numbers) {
    BILDUNGSKIOSK_TRY(const auto manifest, this->manifest(number));
    for (const auto& target : manifest.targets) contents.insert(target.content_sha256);
    for (const auto& medium : manifest.media) media.insert(medium.sha256);
  }
  BILDUNGSKIOSK_TRY_VOID(Stock(files_, layout_.media(), "").retain(media));
  return Stock(files_, layout_.stock()).retain(contents);
}

/// Files first, then the folders that name them, from the inside out. Two levels are all there are.
Result<void> GenerationStore::sync_tree(const std::string& folder) {
  BILDUNGSKIOSK_TRY(const auto names, files_.list(folder));
  for (const auto& name : names) {
    const std::string path = join_path(folder, name);
    BILDUNGSKIOSK_TRY(const auto status, files_.status(path));
    if (status.kind == FileKind::kDirectory) {
      BILDUNGSKIOSK_TRY_VOID(sync_tree(path));
    } else {
      BILDUNGSKIOSK_TRY_VOID(files_.sync_file(path));
    }
  }
  return files_.sync_directory(folder);
}

}  // namespace bildungskiosk::update
