#include "tests/support/package/sample_package.hpp"

#include <filesystem>
#include <stdexcept>

#include "sync/base/digest.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/trust/names.hpp"
#include "tests/support/patch_of_texts.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {
namespace {

constexpr base::UnixSeconds kValid_s = 400 * base::UnixSeconds{86'400};
constexpr const char* kCataloguePath = "catalogue/office.jsonl.zst";

offer::Provider provider_of(const std::string& source) {
  offer::Provider provider;
  provider.id = source + ":haus";
  provider.name["de"] = "Bildungshaus " + source;
  provider.address.locality = "Auerbrunn";
  provider.address.country = "DE";
  return provider;
}

offer::Offer offer_of(const std::string& source, std::size_t number, const std::string& title) {
  offer::Offer offer;
  offer.id = source + ":haus:" + std::to_string(number);
  offer.name["de"] = title;
  offer.provider_id = source + ":haus";
  offer.phases = {offer::Phase::kWorkAndFurtherTraining};
  return offer;
}

trust::JsonObject described(const std::string& content) {
  return {{"length", static_cast<std::int64_t>(content.size())}, {"sha256", base::sha256_hex(base::as_bytes(content))}};
}

std::string compressed(const std::vector<std::string>& lines) {
  const auto bytes = exchange::compress(exchange::join_lines(lines), 3);
  if (!bytes) throw std::runtime_error("compress: " + bytes.error().detail);
  return std::string(base::as_text(*bytes));
}

}  // namespace

SamplePackage::SamplePackage(base::UnixSeconds now) : generated_at_(now) {
  set_expiry(now + kValid_s);
  repository.write_root();  // version 1 once more, now with this expiry
  set_titles("vhs", {"Nähkurs für Anfänger", "Englisch am Abend", "Rechnen im Alltag"});
  release();
}

void SamplePackage::set_titles(const std::string& source, const std::vector<std::string>& titles) {
  sources_[source] = lines_for(source, titles);
}

void SamplePackage::set_lines(const std::string& source, std::vector<std::string> lines) {
  sources_[source] = std::move(lines);
}

std::vector<std::string> SamplePackage::lines_for(const std::string& source, const std::vector<std::string>& titles) {
  std::vector<exchange::Record> records{provider_of(source)};
  for (const auto& title : titles) records.emplace_back(offer_of(source, records.size(), title));
  exchange::sort_records(records);
  std::vector<std::string> lines;
  for (const auto& record : records) lines.push_back(exchange::write_record(record));
  return lines;
}

std::string SamplePackage::path_of(const std::string& source) const {
  return source + "/offers-" + std::to_string(version_) + ".jsonl.zst";
}

void SamplePackage::add_target(const std::string& path, const std::string& kind,
                               const std::vector<std::string>& lines) {
  repository.add_target(trust::kTargetsRole, path, compressed(lines));
  repository.targets.targets.at(path).custom =
      trust::JsonObject{{"kind", kind}, {"version", version_}, {"content", described(exchange::join_lines(lines))}};
}

std::string SamplePackage::delta_path(const std::string& source) const {
  return source + "/offers-" + std::to_string(delta_from_.at(source)) + "-" + std::to_string(version_) +
         ".jsonl.zst-patch";
}

void SamplePackage::add_delta(const std::string& source, const std::vector<std::string>& lines) {
  const std::string content = exchange::join_lines(lines);
  const Released& before = released_.at(source);
  delta_from_[source] = before.version;
  const auto patch = patch_of_texts(before.content, content);
  if (!patch) throw std::runtime_error("make_patch: " + patch.error().detail);
  const std::string path = delta_path(source);
  repository.add_target(trust::kTargetsRole, path, std::string(base::as_text(*patch)));
  trust::JsonObject from = described(before.content);
  from.insert_or_assign("version", before.version);
  repository.targets.targets.at(path).custom = trust::JsonObject{
      {"kind", "delta"}, {"source", source}, {"version", version_}, {"from", from}, {"to", described(content)}};
}

void SamplePackage::replace_delta(const std::string& source, const std::string& bytes,
                                  const std::function<void(trust::JsonObject& custom)>& change) {
  const std::string path = delta_path(source);
  trust::JsonObject custom = repository.targets.targets.at(path).custom;
  if (change) change(custom);
  repository.add_target(trust::kTargetsRole, path, bytes);
  repository.targets.targets.at(path).custom = std::move(custom);
  repository.publish();
}

std::string SamplePackage::served_delta_path(const std::string& source) const {
  const std::string path = delta_path(source);
  return "targets/" + trust::target_file_path(path, repository.targets.targets.at(path), true);
}

void SamplePackage::release() {
  ++version_;
  repository.targets.targets.clear();
  offer::CatalogueInfo info;
  info.office = "Bildungsbüro Landkreis Sonnfeld";
  info.region = "Landkreis Sonnfeld";
  info.languages = {"de"};
  info.generated_at = generated_at_;
  add_target(kCataloguePath, "catalogue", {exchange::write_record(info)});
  for (const auto& [source, lines] : sources_) {
    add_target(path_of(source), "offers", lines);
    const auto before = released_.find(source);
    const std::string content = exchange::join_lines(lines);
    if (makes_deltas_ && before != released_.end() && before->second.content != content) add_delta(source, lines);
    released_[source] = {version_, content};
  }
  repository.publish();
}

void SamplePackage::write_to(const std::string& folder) const {
  const std::string package = folder + "/kiosk-update";
  std::filesystem::remove_all(package);
  for (const auto& [path, content] : repository.files) write_text_file(package + "/" + path, content);
}

void SamplePackage::set_expiry(base::UnixSeconds time) {
  for (trust::Common* common :
       {static_cast<trust::Common*>(&repository.root), static_cast<trust::Common*>(&repository.timestamp),
        static_cast<trust::Common*>(&repository.snapshot), static_cast<trust::Common*>(&repository.targets)}) {
    common->expires = time;
  }
}

std::string SamplePackage::served_path(const std::string& source) const {
  const std::string path = path_of(source);
  return "targets/" + trust::target_file_path(path, repository.targets.targets.at(path), true);
}

}  // namespace bildungskiosk::test
