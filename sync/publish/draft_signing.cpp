#include "sync/publish/draft_signing.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/digest.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/source_import.hpp"
#include "sync/trust/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<std::string> type_of(base::ByteView bytes) {
  BILDUNGSKIOSK_TRY(const trust::JsonValue value, trust::parse_json(base::as_text(bytes)));
  const auto* file = value.as_object();
  const auto* payload = file == nullptr ? nullptr : trust::find_member(*file, "signed");
  const auto* fields = payload == nullptr ? nullptr : payload->as_object();
  const auto* type = fields == nullptr ? nullptr : trust::find_member(*fields, "_type");
  if (type == nullptr || type->as_string() == nullptr) {
    return Error{ErrorCode::kMalformedMetadata, "no metadata of a TUF repository"};
  }
  return *type->as_string();
}

/// A target's file beside the draft, if there is one.
Result<void> look_at_content(base::FileSystem& files, const std::string& folder, const std::string& target_path,
                             const trust::TargetFile& target, DraftSummary& summary) {
  const std::string name = target_path.substr(target_path.rfind('/') + 1);
  const auto content = file_content(files, base::join_path(folder, name), kStockBytesMax);
  if (!content && content.error().code == ErrorCode::kNotFound) return {};
  if (!content) return content.error();
  if (!is_target(*content, target)) {
    return Error{ErrorCode::kHashMismatch, name + ": not what the draft names"};
  }
  BILDUNGSKIOSK_TRY(auto file, files.open_for_reading(base::join_path(folder, name)));
  exchange::CompressedLineReader reader(std::move(file));
  exchange::CompressedLineReader::Line line;
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool more, reader.next(line));
    if (!more) break;
    BILDUNGSKIOSK_TRY(const exchange::Record record, exchange::parse_record(line.text));
    if (std::holds_alternative<offer::Offer>(record)) ++summary.offers;
  }
  summary.content.push_back(name);
  return {};
}

}  // namespace

Result<DraftSummary> read_draft(base::FileSystem& files, const std::string& path) {
  BILDUNGSKIOSK_TRY(const base::Bytes bytes, base::read_file(files, path, kDraftBytesMax));
  BILDUNGSKIOSK_TRY(const std::string type, type_of(bytes));
  DraftSummary summary;
  if (type == trust::kRootRole) {
    BILDUNGSKIOSK_TRY(auto read, trust::read_root(bytes));
    summary.root = std::move(read.metadata);
    summary.signatures = std::move(read.signatures);
    return summary;
  }
  if (type != trust::kTargetsRole) return Error{ErrorCode::kUnsupportedFormat, path + ": metadata of type " + type};
  BILDUNGSKIOSK_TRY(auto read, trust::read_targets(bytes));
  for (const auto& [target_path, target] : read.metadata.targets) {
    BILDUNGSKIOSK_TRY_VOID(look_at_content(files, base::parent_path(path), target_path, target, summary));
  }
  summary.targets = std::move(read.metadata);
  summary.signatures = std::move(read.signatures);
  return summary;
}

Result<std::vector<std::string>> sign_draft(base::FileSystem& files, const std::string& path, const KeyRing& ring) {
  BILDUNGSKIOSK_TRY(const base::Bytes bytes, base::read_file(files, path, kDraftBytesMax));
  BILDUNGSKIOSK_TRY(const std::string type, type_of(bytes));
  // Under the id by which a root lists the key; one that it does not list is an outgoing key, or a provider's, which
  // only the delegator's metadata knows: there the id is ours.
  trust::KeyMap listed;
  if (type == trust::kRootRole) {
    BILDUNGSKIOSK_TRY(auto root, trust::read_root(bytes));
    listed = std::move(root.metadata.keys);
  }
  const std::vector<trust::Signer> signers = ring.all_signers(listed);
  if (signers.empty()) return Error{ErrorCode::kKeyUnusable, "no key to sign with" + ring.why_unusable()};
  BILDUNGSKIOSK_TRY(const std::string text, trust::add_signatures(bytes, signers));
  BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, path, base::as_bytes(text)));
  std::vector<std::string> key_ids;
  for (const trust::Signer& signer : signers) key_ids.push_back(signer.key_id);
  return key_ids;
}

}  // namespace bildungskiosk::publish
