#include "sync/update/manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "sync/update/limits.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;
using nlohmann::json;

namespace {

constexpr int kManifestFormat = 1;

json to_json(const ManifestTarget& target) {
  return json{{"path", target.path},       {"kind", target.kind},
              {"version", target.version}, {"length_bytes", target.length_bytes},
              {"hashes", target.hashes},   {"content_sha256", target.content_sha256},
              {"offers", target.offers}};
}

ManifestTarget target_from(const json& value) {
  ManifestTarget target;
  value.at("path").get_to(target.path);
  value.at("kind").get_to(target.kind);
  value.at("version").get_to(target.version);
  value.at("length_bytes").get_to(target.length_bytes);
  value.at("hashes").get_to(target.hashes);
  // Two members that a manifest may lack: then nothing is known, and nothing is fetched the less.
  target.content_sha256 = value.value("content_sha256", std::string());
  target.offers = value.value("offers", std::uint64_t{0});
  return target;
}

json to_json(const ManifestMedium& medium) {
  return json{{"kind", medium.kind}, {"sha256", medium.sha256}, {"length_bytes", medium.length_bytes}};
}

ManifestMedium medium_from(const json& value) {
  ManifestMedium medium;
  value.at("kind").get_to(medium.kind);
  value.at("sha256").get_to(medium.sha256);
  value.at("length_bytes").get_to(medium.length_bytes);
  return medium;
}

Manifest manifest_from(const json& value) {
  Manifest manifest;
  value.at("number").get_to(manifest.number);
  value.at("replaces").get_to(manifest.replaces);
  value.at("installed_at").get_to(manifest.installed_at);
  value.at("source").get_to(manifest.source);
  value.at("office").get_to(manifest.office);
  value.at("region").get_to(manifest.region);
  value.at("generated_at").get_to(manifest.generated_at);
  value.at("metadata_expires_at").get_to(manifest.metadata_expires_at);
  manifest.fetched_bytes = value.value("fetched_bytes", std::uint64_t{0});
  if (const auto found = value.find("catalogue"); found != value.end()) {
    ManifestCatalogue catalogue;
    found->at("bytes").get_to(catalogue.bytes);
    found->at("sha256").get_to(catalogue.sha256);
    found->at("offers").get_to(catalogue.offers);
    manifest.catalogue = std::move(catalogue);
  }
  for (const auto& target : value.at("targets")) manifest.targets.push_back(target_from(target));
  // What an earlier version of the program wrote has none.
  if (const auto media = value.find("media"); media != value.end()) {
    for (const auto& medium : *media) manifest.media.push_back(medium_from(medium));
  }
  return manifest;
}

}  // namespace

std::string serialise(const Manifest& manifest) {
  json value{{"format", kManifestFormat},
             {"number", manifest.number},
             {"replaces", manifest.replaces},
             {"installed_at", manifest.installed_at},
             {"source", manifest.source},
             {"office", manifest.office},
             {"region", manifest.region},
             {"generated_at", manifest.generated_at},
             {"metadata_expires_at", manifest.metadata_expires_at},
             {"fetched_bytes", manifest.fetched_bytes},
             {"targets", json::array()}};
  if (manifest.catalogue) {
    value["catalogue"] = json{{"bytes", manifest.catalogue->bytes},
                              {"sha256", manifest.catalogue->sha256},
                              {"offers", manifest.catalogue->offers}};
  }
  for (const auto& target : manifest.targets) value["targets"].push_back(to_json(target));
  for (const auto& medium : manifest.media) value["media"].push_back(to_json(medium));
  // A source's folder may have a name that is no UTF-8: it is shown, never opened again, so replacing is harmless.
  return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Manifest> parse_manifest(std::string_view text) {
  // nlohmann reports wrong types by exceptions; they end here.
  try {
    const json value = json::parse(text);
    if (value.at("format") != kManifestFormat) {
      return Error{ErrorCode::kCatalogueDamaged, "manifest: unknown format"};
    }
    if (value.at("targets").size() > kManifestTargets_max) {
      return Error{ErrorCode::kCatalogueDamaged, "manifest: too many targets"};
    }
    if (value.contains("media") && value.at("media").size() > kMedia_max) {
      return Error{ErrorCode::kCatalogueDamaged, "manifest: too many media"};
    }
    return manifest_from(value);
  } catch (const json::exception& failure) {
    return Error{ErrorCode::kCatalogueDamaged, std::string("manifest: ") + failure.what()};
  }
}

bool same_content(const std::vector<ManifestTarget>& left, const std::vector<ManifestTarget>& right) {
  const auto same = [](const ManifestTarget& a, const ManifestTarget& b) {
    return std::tie(a.kind, a.length_bytes, a.hashes) == std::tie(b.kind, b.length_bytes, b.hashes);
  };
  // By what the files hold, not by what they are called: a new version number over the same bytes is no new content.
  const auto sorted = [](std::vector<ManifestTarget> targets) {
    std::sort(targets.begin(), targets.end(), [](const ManifestTarget& a, const ManifestTarget& b) {
      return std::tie(a.kind, a.hashes, a.length_bytes) < std::tie(b.kind, b.hashes, b.length_bytes);
    });
    return targets;
  };
  const auto a = sorted(left);
  const auto b = sorted(right);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

}  // namespace bildungskiosk::update
