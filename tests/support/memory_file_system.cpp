#include "tests/support/memory_file_system.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/check.hpp"

namespace bildungskiosk::test {

using base::Bytes;
using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::FileKind;
using base::FileStatus;
using base::Result;

/// A file or a folder. `synced_…` is what the medium holds.
struct MemoryFileSystem::Node {
  FileKind kind = FileKind::kFile;
  Bytes bytes;
  Bytes synced_bytes;
  std::map<std::string, NodePtr> names;
  std::map<std::string, NodePtr> synced_names;
};

namespace {

using Node = MemoryFileSystem::Node;
using NodePtr = MemoryFileSystem::NodePtr;

NodePtr new_node(FileKind kind) {
  auto node = std::make_shared<Node>();
  node->kind = kind;
  return node;
}

std::vector<std::string> parts_of(const std::string& path) {
  BILDUNGSKIOSK_CHECK(!path.empty() && path.front() == '/');
  std::vector<std::string> parts;
  std::string part;
  for (const char letter : path + "/") {
    if (letter != '/') {
      part.push_back(letter);
    } else if (!part.empty()) {
      parts.push_back(std::exchange(part, {}));
    }
  }
  return parts;
}

std::string name_of(const std::string& path) {
  const auto parts = parts_of(path);
  BILDUNGSKIOSK_CHECK(!parts.empty());
  return parts.back();
}

Error not_found(const std::string& path) { return Error{ErrorCode::kNotFound, path + ": no such file or directory"}; }

/// A copy of the tree as the medium has it. A file that two folders hold (renamed, one folder synced) stays one file.
NodePtr copy_tree(const NodePtr& node, PowerCut cut, std::map<const Node*, NodePtr>& copied) {
  if (const auto known = copied.find(node.get()); known != copied.end()) return known->second;
  auto copy = new_node(node->kind);
  copied.emplace(node.get(), copy);
  copy->bytes = cut == PowerCut::kAllSurvives ? node->bytes : node->synced_bytes;
  copy->synced_bytes = copy->bytes;
  const auto& names = cut == PowerCut::kOnlySynced ? node->synced_names : node->names;
  for (const auto& [name, child] : names) copy->names.emplace(name, copy_tree(child, cut, copied));
  copy->synced_names = copy->names;
  return copy;
}

class MemoryReadableFile final : public base::ReadableFile {
 public:
  explicit MemoryReadableFile(NodePtr node) : node_(std::move(node)) {}

  Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    const std::size_t count = std::min(buffer.size(), node_->bytes.size() - std::min(offset_, node_->bytes.size()));
    std::copy_n(node_->bytes.begin() + static_cast<std::ptrdiff_t>(offset_), count, buffer.begin());
    offset_ += count;
    return count;
  }

 private:
  NodePtr node_;
  std::size_t offset_ = 0;
};

class MemoryWritableFile final : public base::WritableFile {
 public:
  MemoryWritableFile(NodePtr node, std::uint64_t& free_bytes) : node_(std::move(node)), free_bytes_(free_bytes) {}

  Result<void> append(ByteView bytes) override {
    if (bytes.size() > free_bytes_) return Error{ErrorCode::kNoSpace, "no space left on device"};
    if (free_bytes_ != UINT64_MAX) free_bytes_ -= bytes.size();
    node_->bytes.insert(node_->bytes.end(), bytes.begin(), bytes.end());
    return {};
  }
  Result<void> sync() override {
    node_->synced_bytes = node_->bytes;
    return {};
  }
  Result<void> close() override { return {}; }

 private:
  NodePtr node_;
  std::uint64_t& free_bytes_;
};

}  // namespace

MemoryFileSystem::MemoryFileSystem() : root_(new_node(FileKind::kDirectory)) {}

Result<NodePtr> MemoryFileSystem::find(const std::string& path) const {
  NodePtr node = root_;
  for (const auto& part : parts_of(path)) {
    const auto child = node->names.find(part);
    if (child == node->names.end()) return not_found(path);
    node = child->second;
  }
  return node;
}

Result<NodePtr> MemoryFileSystem::find_directory(const std::string& path) const {
  BILDUNGSKIOSK_TRY(auto node, find(path));
  if (node->kind != FileKind::kDirectory) return not_found(path);
  return node;
}

Result<std::unique_ptr<base::ReadableFile>> MemoryFileSystem::open_for_reading(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto node, find(path));
  if (node->kind != FileKind::kFile) return Error{ErrorCode::kNotAFile, path + ": not a plain file"};
  return std::unique_ptr<base::ReadableFile>(std::make_unique<MemoryReadableFile>(std::move(node)));
}

Result<std::unique_ptr<base::WritableFile>> MemoryFileSystem::create(const std::string& path, Mode /*mode*/) {
  BILDUNGSKIOSK_TRY(const auto directory, find_directory(base::parent_path(path)));
  auto& node = directory->names[name_of(path)];
  if (!node) node = new_node(FileKind::kFile);
  if (node->kind != FileKind::kFile) return Error{ErrorCode::kNotAFile, path + ": is a directory"};
  node->bytes.clear();
  return std::unique_ptr<base::WritableFile>(std::make_unique<MemoryWritableFile>(node, free_bytes_));
}

Result<FileStatus> MemoryFileSystem::status(const std::string& path) {
  BILDUNGSKIOSK_TRY(const auto node, find(path));
  return FileStatus{node->kind, node->bytes.size()};
}

Result<std::vector<std::string>> MemoryFileSystem::list(const std::string& path) {
  BILDUNGSKIOSK_TRY(const auto directory, find_directory(path));
  std::vector<std::string> names;
  for (const auto& [name, child] : directory->names) names.push_back(name);
  return names;
}

Result<void> MemoryFileSystem::create_directories(const std::string& path) {
  NodePtr node = root_;
  for (const auto& part : parts_of(path)) {
    auto& child = node->names[part];
    if (!child) child = new_node(FileKind::kDirectory);
    if (child->kind != FileKind::kDirectory) return Error{ErrorCode::kNotAFile, path + ": a file is in the way"};
    node = child;
  }
  return {};
}

Result<void> MemoryFileSystem::remove_file(const std::string& path) {
  BILDUNGSKIOSK_TRY(const auto node, find(path));
  if (node->kind == FileKind::kDirectory) return Error{ErrorCode::kNotAFile, path + ": is a directory"};
  BILDUNGSKIOSK_TRY(const auto directory, find_directory(base::parent_path(path)));
  directory->names.erase(name_of(path));
  return {};
}

Result<void> MemoryFileSystem::remove_tree(const std::string& path) {
  const auto directory = find_directory(base::parent_path(path));
  if (directory) (*directory)->names.erase(name_of(path));
  return {};
}

Result<void> MemoryFileSystem::rename(const std::string& from, const std::string& to) {
  BILDUNGSKIOSK_TRY(const auto node, find(from));
  BILDUNGSKIOSK_TRY(const auto from_directory, find_directory(base::parent_path(from)));
  BILDUNGSKIOSK_TRY(const auto to_directory, find_directory(base::parent_path(to)));
  const auto replaced = to_directory->names.find(name_of(to));
  if (replaced != to_directory->names.end() && replaced->second->kind == FileKind::kDirectory &&
      (node->kind != FileKind::kDirectory || !replaced->second->names.empty())) {
    return Error{ErrorCode::kIo, to + ": directory not empty"};
  }
  from_directory->names.erase(name_of(from));
  to_directory->names[name_of(to)] = node;
  return {};
}

Result<void> MemoryFileSystem::sync_file(const std::string& path) {
  BILDUNGSKIOSK_TRY(const auto node, find(path));
  node->synced_bytes = node->bytes;
  return {};
}

Result<void> MemoryFileSystem::sync_directory(const std::string& path) {
  BILDUNGSKIOSK_TRY(const auto directory, find_directory(path));
  directory->synced_names = directory->names;
  return {};
}

Result<void> MemoryFileSystem::overwrite(const std::string& path, std::uint64_t offset, ByteView bytes) {
  BILDUNGSKIOSK_TRY(const NodePtr node, find(path));
  if (node->bytes.size() < offset + bytes.size()) node->bytes.resize(offset + bytes.size());
  std::copy(bytes.begin(), bytes.end(), node->bytes.begin() + static_cast<std::ptrdiff_t>(offset));
  return {};
}

Result<void> MemoryFileSystem::resize(const std::string& path, std::uint64_t size_bytes) {
  BILDUNGSKIOSK_TRY(const NodePtr node, find(path));
  node->bytes.resize(size_bytes);
  return {};
}

Result<std::uint64_t> MemoryFileSystem::free_bytes(const std::string& /*path*/) { return free_bytes_; }

std::unique_ptr<MemoryFileSystem> MemoryFileSystem::after(PowerCut cut) const {
  auto left = std::make_unique<MemoryFileSystem>();
  std::map<const Node*, NodePtr> copied;
  left->root_ = copy_tree(root_, cut, copied);
  left->free_bytes_ = free_bytes_;
  return left;
}

}  // namespace bildungskiosk::test
