#include "sync/transport/answer_memory.hpp"

#include <array>
#include <string_view>

#include "sync/base/digest.hpp"
#include "sync/transport/etag.hpp"
#include "sync/transport/limits.hpp"

namespace bildungskiosk::transport {
namespace {

constexpr std::string_view kFirstLine = "bildungskiosk-answer 1";

}  // namespace

std::optional<AnswerMemory::Answer> AnswerMemory::recall(const std::string& url) const {
  const auto file = base::read_file(*files_, path_, kRememberedAnswerBytesMax);
  if (!file) return std::nullopt;
  std::string_view rest = base::as_text(*file);
  std::array<std::string_view, 4> lines;
  for (auto& line : lines) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }
  const auto& [first, asked_url, etag, hash] = lines;
  const base::ByteView body = base::as_bytes(rest);
  if (first != kFirstLine || asked_url != url || !is_etag(etag) || base::sha256_hex(body) != hash) return std::nullopt;
  return Answer{std::string(etag), base::Bytes(body.begin(), body.end())};
}

void AnswerMemory::remember(const std::string& url, const std::string& etag, base::ByteView body) {
  if (!is_etag(etag)) {
    static_cast<void>(files_->remove_file(path_));
    return;
  }
  std::string text(kFirstLine);
  text.append("\n").append(url).append("\n").append(etag).append("\n").append(base::sha256_hex(body)).append("\n");
  text.append(base::as_text(body));
  if (text.size() > kRememberedAnswerBytesMax || !files_->create_directories(base::parent_path(path_))) return;
  static_cast<void>(base::write_file_atomically(*files_, path_, base::as_bytes(text)));
}

}  // namespace bildungskiosk::transport
