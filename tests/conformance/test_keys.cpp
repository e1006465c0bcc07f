#include <stdexcept>

#include "tests/conformance/suite.hpp"
#include "tests/support/catch.hpp"

// Who signed, how often, and with what kind of key.

namespace bildungskiosk::conformance {

using trust::JsonArray;
using trust::JsonObject;

namespace {

/// The file with its signatures changed.
template <typename Change>
std::string with_signatures(const std::string& file, Change&& change) {
  trust::JsonValue json = trust::parse_json(file).value();
  change(*json.as_object()->at("signatures").as_array());
  return trust::to_json_text(json);
}

std::string& signature_of(JsonArray& signatures, const std::string& key_id) {
  for (trust::JsonValue& value : signatures) {
    JsonObject& signature = *value.as_object();
    if (*signature.at("keyid").as_string() == key_id) {
      return const_cast<std::string&>(*signature.at("sig").as_string());
    }
  }
  throw std::runtime_error("nobody signed as " + key_id);
}

}  // namespace

TEST_CASE("A snapshot signed by fewer than the threshold is refused") {
  Suite suite;
  suite.repo.root.roles["snapshot"].threshold = 3;
  suite.repo.add_key("snapshot");
  suite.repo.add_key("snapshot");
  suite.publish({"root", "targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  suite.repo.signers["snapshot"].pop_back();
  suite.publish({"targets", "snapshot", "timestamp"});
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 2, snapshot 2, targets 2, timestamp 3");
}

TEST_CASE("A threshold beyond the keys of the role can never be met") {
  Suite suite;
  for (int count = 0; count < 4; ++count) suite.repo.add_key("snapshot");
  suite.repo.root.roles["snapshot"].threshold = 6;
  suite.publish({"root", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 2, timestamp 2");
}

TEST_CASE("One key listed many times, signing many times, counts once") {
  for (const bool under_other_ids : {false, true}) {
    Suite suite;
    const std::string key_id = suite.repo.root.roles["snapshot"].key_ids.front();
    for (int count = 0; count < 9; ++count) {
      const std::string id = under_other_ids ? key_id + std::to_string(count) : key_id;
      suite.repo.root.keys[id] = suite.repo.root.keys[key_id];
      suite.repo.root.roles["snapshot"].key_ids.push_back(id);
    }
    suite.repo.root.roles["snapshot"].threshold = 6;
    suite.publish({"root", "snapshot", "timestamp"});
    suite.served("2.snapshot.json") = with_signatures(suite.served("2.snapshot.json"), [&](JsonArray& signatures) {
      const JsonObject first = *signatures.front().as_object();
      for (int count = 0; count < 9; ++count) {
        JsonObject again = first;
        if (under_other_ids) again["keyid"] = key_id + std::to_string(count);
        signatures.emplace_back(std::move(again));
      }
    });
    REQUIRE(suite.init() == 0);
    CHECK(suite.refresh() == 1);
    CHECK(suite.trusted() == "root 2, timestamp 2");
  }
}

TEST_CASE("A key id that signs twice spoils the file, though the threshold is met without it") {
  Suite suite;
  suite.served("1.snapshot.json") = with_signatures(suite.served("1.snapshot.json"), [](JsonArray& signatures) {
    const trust::JsonValue first = signatures.front();
    signatures.push_back(first);
  });
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 1);
  CHECK(suite.trusted() == "root 1, timestamp 1");
}

TEST_CASE("Each kind of key of the specification signs roots, and a wrong signature of it is seen") {
  for (const trust::KeyType type : {trust::KeyType::kEd25519, trust::KeyType::kEcdsaP256, trust::KeyType::kRsaPss}) {
    Suite suite;
    REQUIRE(suite.init() == 0);
    const std::string key_id = suite.repo.add_key("root", type).public_key().key_id();
    suite.repo.root.roles["root"].threshold = 2;
    suite.publish({"root"});
    CHECK(suite.refresh() == 0);
    const std::string good_root = suite.served("2.root.json");
    suite.publish({"root"});
    suite.served("3.root.json") = with_signatures(suite.served("3.root.json"), [&](JsonArray& signatures) {
      // Right in form: it is the same key's signature under the root before.
      JsonArray before = *trust::parse_json(good_root).value().as_object()->at("signatures").as_array();
      signature_of(signatures, key_id) = signature_of(before, key_id);
    });
    CHECK(suite.refresh() == 1);
    CHECK(suite.trusted() == "root 2, snapshot 1, targets 1, timestamp 1");
  }
}

TEST_CASE("A wrong, empty or unreadable signature beside enough right ones does no harm") {
  for (const char* signature : {"", "00", "no hex at all", "abc"}) {
    Suite suite;
    const std::string key_id = suite.repo.root.roles["timestamp"].key_ids.front();
    suite.repo.add_key("timestamp");
    suite.publish({"root", "timestamp"});
    suite.served("timestamp.json") = with_signatures(
        suite.served("timestamp.json"), [&](JsonArray& signatures) { signature_of(signatures, key_id) = signature; });
    REQUIRE(suite.init() == 0);
    CHECK(suite.refresh() == 0);
    CHECK(suite.trusted() == "root 2, snapshot 1, targets 1, timestamp 2");
  }
}

TEST_CASE("A key that cannot be used beside enough usable ones does no harm") {
  Suite suite;
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    suite.repo.root.roles[role].key_ids.emplace_back("future");
  }
  suite.repo.root.keys["future"] = {
      {"keytype", "ml-dsa"}, {"scheme", "ml-dsa-65"}, {"keyval", JsonObject{{"public", "00"}}}};
  suite.publish({"root", "targets", "snapshot", "timestamp"});
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
}

TEST_CASE("Key ids are names: those of other tools are not computed again") {
  Suite suite;
  for (const std::string role : {"timestamp", "snapshot", "targets"}) {
    trust::RoleKeys& keys = suite.repo.root.roles[role];
    const std::string id = keys.key_ids.front();
    suite.repo.root.keys["the " + role + " key"] = suite.repo.root.keys.extract(id).mapped();
    keys.key_ids = {"the " + role + " key"};
  }
  suite.publish({"root", "targets", "snapshot", "timestamp"});
  const auto rename = [&](const std::string& file, const std::string& role) {
    suite.served(file) = with_signatures(suite.served(file), [&](JsonArray& signatures) {
      signatures.front().as_object()->insert_or_assign("keyid", "the " + role + " key");
    });
  };
  rename("2.targets.json", "targets");
  rename("2.snapshot.json", "snapshot");
  rename("timestamp.json", "timestamp");
  REQUIRE(suite.init() == 0);
  CHECK(suite.refresh() == 0);
  CHECK(suite.trusted() == "root 2, snapshot 2, targets 2, timestamp 2");
}

}  // namespace bildungskiosk::conformance
