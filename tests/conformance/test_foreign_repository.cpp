#include "sync/base/civil_time.hpp"
#include "sync/base/digest.hpp"
#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// Repositories as other tools write them: their JSON, their key ids, their extra fields, an older specification.

namespace bildungskiosk::conformance {

using trust::JsonArray;
using trust::JsonObject;
using trust::JsonValue;

namespace {

/// JSON as Python's json.dumps(indent=1) writes it: spread over lines, text in ASCII with escapes.
void append_indented(std::string& out, const JsonValue& value, std::size_t depth) {
  const std::string margin = "\n" + std::string(depth + 1, ' ');
  if (const JsonObject* object = value.as_object()) {
    out += '{';
    for (const auto& [key, member] : *object) {
      out += (out.back() == '{' ? "" : ",") + margin + trust::to_json_text(JsonValue(key)) + ": ";
      append_indented(out, member, depth + 1);
    }
    out += "\n" + std::string(depth, ' ') + "}";
  } else if (const JsonArray* array = value.as_array()) {
    out += '[';
    for (const JsonValue& element : *array) {
      out += (out.back() == '[' ? "" : ",") + margin;
      append_indented(out, element, depth + 1);
    }
    out += "\n" + std::string(depth, ' ') + "]";
  } else {
    const std::string text = trust::to_json_text(value);
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool is_umlaut = text.compare(at, 2, "ü") == 0;
      out += is_umlaut ? "\\u00fc" : text.substr(at, 1);
      at += is_umlaut ? 1 : 0;
    }
  }
}

/// A repository that one key of each kind signs together, its key ids made by a rule of its own.
class ForeignRepository {
 public:
  explicit ForeignRepository(Suite& suite) : suite_(&suite) {
    for (const trust::KeyType type : {trust::KeyType::kEcdsaP256, trust::KeyType::kRsaPss, trust::KeyType::kEd25519}) {
      keys_.push_back(trust::PrivateKey::generate(type).value());
    }
  }

  void write() {
    write_file("1.root.json", root());
    write_file("7.targets.json", targets());
    write_file("3.provider.json", provider());
    write_file("9.snapshot.json", snapshot());
    write_file("timestamp.json", timestamp());
    suite_->repo.files["targets/office/" + base::sha256_hex(base::as_bytes(content_)) + ".list"] = content_;
  }

 private:
  [[nodiscard]] JsonObject common(const char* type, int version) const {
    return {{"_type", type},
            {"spec_version", "1.0"},
            {"version", version},
            {"expires", base::format_utc(suite_->in_days(20))},
            {"x-tool", "für alle"}};
  }
  [[nodiscard]] static std::string id_of(std::size_t index) { return "key-" + std::to_string(index); }
  [[nodiscard]] JsonObject keys() const {
    JsonObject json;
    for (std::size_t index = 0; index < keys_.size(); ++index) {
      JsonObject key = keys_[index].public_key().to_json();
      // As securesystemslib before 1.0 wrote them.
      if (index == 0) key["keytype"] = "ecdsa-sha2-nistp256";
      key["keyid_hash_algorithms"] = JsonArray{"sha256", "sha512"};
      key["x-keyowner"] = "@somebody";
      json.emplace(id_of(index), std::move(key));
    }
    return json;
  }
  [[nodiscard]] static JsonObject role() {
    return {{"keyids", JsonArray{id_of(0), id_of(1), id_of(2), "key-of-nobody"}}, {"threshold", 3}, {"x-note", ""}};
  }
  [[nodiscard]] JsonObject root() const {
    JsonObject json = common("root", 1);
    json["consistent_snapshot"] = true;
    json["keys"] = keys();
    json["roles"] = JsonObject{{"root", role()}, {"timestamp", role()}, {"snapshot", role()}, {"targets", role()}};
    return json;
  }
  [[nodiscard]] JsonObject targets() const {
    JsonObject json = common("targets", 7);
    JsonObject provider = role();
    provider["name"] = "provider";
    provider["terminating"] = true;
    provider["paths"] = JsonArray{"office/*"};
    json["targets"] = JsonObject();
    json["delegations"] = JsonObject{{"keys", keys()}, {"roles", JsonArray{std::move(provider)}}};
    return json;
  }
  [[nodiscard]] JsonObject provider() const {
    JsonObject json = common("targets", 3);
    json["targets"] = JsonObject{
        {"office/list", JsonObject{{"length", static_cast<std::int64_t>(content_.size())},
                                   {"hashes", JsonObject{{"sha256", base::sha256_hex(base::as_bytes(content_))}}},
                                   {"custom", JsonObject{{"since", 3}}}}}};
    return json;
  }
  [[nodiscard]] JsonObject snapshot() const {
    JsonObject json = common("snapshot", 9);
    json["meta"] =
        JsonObject{{"targets.json", JsonObject{{"version", 7}}}, {"provider.json", JsonObject{{"version", 3}}}};
    return json;
  }
  [[nodiscard]] JsonObject timestamp() const {
    JsonObject json = common("timestamp", 40);
    json["meta"] = JsonObject{{"snapshot.json", JsonObject{{"version", 9}}}};
    return json;
  }

  void write_file(const std::string& name, const JsonObject& payload) {
    const std::string message = trust::to_canonical_json(payload);
    JsonArray signatures{JsonObject{{"keyid", "key-of-nobody"}, {"sig", ""}}};  // has not signed yet
    for (std::size_t index = 0; index < keys_.size(); ++index) {
      const base::Bytes signature = keys_[index].sign(base::as_bytes(message)).value();
      signatures.emplace_back(JsonObject{{"keyid", id_of(index)}, {"sig", base::to_hex(signature)}});
    }
    std::string file;
    append_indented(file, JsonObject{{"signatures", std::move(signatures)}, {"signed", payload}}, 0);
    suite_->served(name) = std::move(file);
  }

  Suite* suite_;
  std::vector<trust::PrivateKey> keys_;
  std::string content_ = "what the provider offers";
};

}  // namespace

TEST_CASE("A repository written by another tool is read as it is") {
  Suite suite;
  suite.repo.files.clear();
  ForeignRepository(suite).write();
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  CHECK(suite.download("office/list") == 0);
  CHECK(suite.said().empty());
  CHECK(suite.downloads().at("office%2Flist") == "what the provider offers");
  CHECK(suite.trusted() == "provider 3, root 1, snapshot 9, targets 7, timestamp 40");
  for (const char* name : {"timestamp.json", "7.targets.json"}) {
    const std::string stored = name[0] == '7' ? "targets.json" : name;
    CHECK(suite.stored(stored) == suite.served(name));
  }
}

}  // namespace bildungskiosk::conformance
