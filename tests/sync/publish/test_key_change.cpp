#include "sync/publish/repository_writer.hpp"
#include "sync/publish/root_change.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/office_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using publish::KeyChange;
using publish::Role;
using publish::RootChange;
using State = publish::RootProgress::State;

namespace {

trust::PrivateKey new_key(trust::KeyType type = trust::KeyType::kEd25519) {
  return trust::PrivateKey::generate(type).value();
}

void keep_key(base::FileSystem& files, const std::string& path, const trust::PrivateKey& key) {
  REQUIRE(base::write_file_atomically(files, path, base::as_bytes(key.to_pem().value())));
}

trust::Root root_of(base::FileSystem& files) {
  const auto bytes = base::read_file(files, "/office/root.json", 1U << 20U).value();
  return trust::read_root(bytes).value().metadata;
}

std::string only_key_id(const trust::Root& root, Role role) {
  return root.roles.find(publish::to_string(role))->second.key_ids.front();
}

publish::Office released_office(base::FileSystem& files) {
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 3);
  REQUIRE(publish::release(office, {}, {}, kReleaseTime));
  return office;
}

/// `key` takes the place of the role's only one.
publish::RootProgress replace(const publish::Office& office, Role role, const trust::PrivateKey& key) {
  const auto ring = office.keys({}).value();
  RootChange change(office, ring, kReleaseTime);
  const auto root = change.current().value();
  return change
      .propose(
          publish::changed_root(root, {role, {key.public_key()}, {only_key_id(root, role)}, {}}, kReleaseTime).value())
      .value();
}

/// What a terminal says that still trusts the office's first root.
Received from_the_first_root(base::FileSystem& files, const publish::Office& office) {
  const auto newest = base::read_file(files, "/office/root.json", 1U << 20U).value();
  const auto first = base::read_file(files, "/office/repository/metadata/1.root.json", 1U << 20U).value();
  REQUIRE(base::write_file_atomically(files, "/office/root.json", first));
  auto received = receive(files, office, "/office/repository");
  REQUIRE(base::write_file_atomically(files, "/office/root.json", newest));
  return received;
}

}  // namespace

TEST_CASE("The key of every role can be changed, to a key of any kind, and terminals follow") {
  const Role role = GENERATE(Role::kRoot, Role::kTargets, Role::kSnapshot, Role::kTimestamp);
  const auto type = GENERATE(trust::KeyType::kEd25519, trust::KeyType::kEcdsaP256);
  MemoryFileSystem files;
  auto office = released_office(files);
  const auto key = new_key(type);
  keep_key(files, "/office/keys/new.pem", key);
  CHECK(replace(office, role, key).state == State::kPublished);
  CHECK(root_of(files).version == 2);
  CHECK(only_key_id(root_of(files), role) == key.public_key().key_id());
  CHECK_FALSE(from_the_first_root(files, office).error);

  // The old key's file may go, and the next release is signed with the new one.
  REQUIRE(files.remove_file("/office/keys/" + std::string(publish::to_string(role)) + ".pem"));
  add_courses(office, "vhs", 4);
  REQUIRE(publish::release(office, {}, {}, kReleaseTime));
  const auto received = from_the_first_root(files, office);
  CHECK_FALSE(received.error);
  CHECK(received.offers == 4);
}

TEST_CASE("A stolen key signs nothing any more once its role's key was changed") {
  MemoryFileSystem files;
  auto office = released_office(files);
  const auto stolen = base::read_file(files, "/office/keys/timestamp.pem", 1U << 16U).value();
  const auto key = new_key();
  keep_key(files, "/office/keys/new.pem", key);
  REQUIRE(replace(office, Role::kTimestamp, key).state == State::kPublished);

  // The thief's timestamp, of a version beyond all others.
  const auto thief = trust::PrivateKey::from_pem(base::as_text(stolen)).value();
  const std::string path = "/office/repository/metadata/timestamp.json";
  auto forged = trust::read_timestamp(base::read_file(files, path, 1U << 20U).value()).value().metadata;
  forged.version = 1'000'000;
  const std::vector<const trust::PrivateKey*> signers = {&thief};
  REQUIRE(base::write_file_atomically(
      files, path,
      base::as_bytes(trust::write_signed(forged, std::span<const trust::PrivateKey* const>(signers)).value())));
  const auto received = from_the_first_root(files, office);
  REQUIRE(received.error);
  CHECK(received.error->code == ErrorCode::kWrongSignature);
}

TEST_CASE("A lost key is replaced in two changes, and the repository is right after each") {
  MemoryFileSystem files;
  auto office = released_office(files);
  REQUIRE(files.remove_file("/office/keys/timestamp.pem"));
  const std::string lost = only_key_id(root_of(files), Role::kTimestamp);
  const auto key = new_key();
  keep_key(files, "/office/keys/new.pem", key);
  const auto ring = office.keys({}).value();
  RootChange change(office, ring, kReleaseTime);

  SECTION("at once it can't be: nothing that is signed now would be right on both sides") {
    const auto next =
        publish::changed_root(root_of(files), {Role::kTimestamp, {key.public_key()}, {lost}, {}}, kReleaseTime);
    const auto progress = change.propose(next.value());
    REQUIRE_FALSE(progress);
    CHECK(progress.error().code == ErrorCode::kKeyUnusable);
    CHECK(root_of(files).version == 1);
    CHECK_FALSE(from_the_first_root(files, office).error);
    REQUIRE(change.discard());
  }
  const auto added =
      publish::changed_root(root_of(files), {Role::kTimestamp, {key.public_key()}, {}, {}}, kReleaseTime);
  REQUIRE(change.propose(added.value()).value().state == State::kPublished);
  CHECK_FALSE(from_the_first_root(files, office).error);
  const auto removed = publish::changed_root(root_of(files), {Role::kTimestamp, {}, {lost}, {}}, kReleaseTime);
  REQUIRE(change.propose(removed.value()).value().state == State::kPublished);
  CHECK(root_of(files).version == 3);
  CHECK_FALSE(from_the_first_root(files, office).error);
}

TEST_CASE("A root of two out of three hands waits until two have signed, each on a machine of their own") {
  MemoryFileSystem files;
  publish::OfficeSettings settings;
  settings.office = "Bildungsbüro Sonnfeld";
  settings.region = "Landkreis Sonnfeld";
  auto office =
      publish::Office::create(files, "/office", settings, {}, kReleaseTime, {trust::KeyType::kEd25519, 3, 2}).value();
  add_courses(office, "vhs", 3);
  REQUIRE(publish::release(office, {}, {}, kReleaseTime));
  CHECK(root_of(files).roles.find("root")->second.threshold == 2);
  for (const char* number : {"1", "2", "3"}) {
    const std::string name = "root-" + std::string(number) + ".pem";
    REQUIRE(files.create_directories("/hand" + std::string(number)));
    REQUIRE(files.rename("/office/keys/" + name, "/hand" + std::string(number) + "/" + name));
  }
  const auto hand = [&](const std::string& number) {
    return publish::KeyRing::open(files, "/hand" + number, {}).value();
  };
  const auto signed_by = [&](const std::string& number, const base::Bytes& draft) {
    const auto ring = hand(number);
    const auto text =
        trust::add_signatures(draft, ring.all_signers(trust::read_root(draft).value().metadata.keys)).value();
    return base::Bytes(text.begin(), text.end());
  };

  const auto key = new_key();
  keep_key(files, "/office/keys/new.pem", key);
  const auto ring = office.keys({}).value();
  RootChange change(office, ring, kReleaseTime);
  auto progress = replace(office, Role::kTimestamp, key);
  CHECK(progress.state == State::kWaiting);
  CHECK(progress.missing_now == 2);
  const auto draft = base::read_file(files, change.draft_path(), 1U << 20U).value();

  // A release meanwhile goes on under the present root.
  add_courses(office, "vhs", 5);
  CHECK(publish::release(office, {}, {}, kReleaseTime).value().root.state == State::kWaiting);
  CHECK(from_the_first_root(files, office).offers == 5);

  progress = change.accept(signed_by("1", draft)).value();
  CHECK(progress.state == State::kWaiting);
  CHECK(progress.missing_now == 1);
  CHECK(change.accept(signed_by("1", draft)).value().missing_now == 1);  // the same hand twice
  progress = change.accept(signed_by("3", draft)).value();
  CHECK(progress.state == State::kPublished);
  CHECK_FALSE(from_the_first_root(files, office).error);
  CHECK(change.accept(signed_by("2", draft)).error().code == ErrorCode::kNotFound);  // nothing waits any longer

  SECTION("and one lost root key is replaced by the other two") {
    const auto lost = hand("2").all_signers({}).front().key_id;
    const auto fresh = new_key();
    const auto next =
        publish::changed_root(root_of(files), {Role::kRoot, {fresh.public_key()}, {lost}, {}}, kReleaseTime);
    REQUIRE(change.propose(next.value()).value().state == State::kWaiting);
    const auto second = base::read_file(files, change.draft_path(), 1U << 20U).value();
    REQUIRE(change.accept(signed_by("1", second)));
    CHECK(change.accept(signed_by("3", second)).value().state == State::kPublished);
    CHECK_FALSE(from_the_first_root(files, office).error);
  }
}

TEST_CASE("Changes made while a root waits go into the same draft") {
  MemoryFileSystem files;
  auto office = released_office(files);
  REQUIRE(files.create_directories("/safe"));
  REQUIRE(files.rename("/office/keys/root.pem", "/safe/root.pem"));
  const auto first = new_key();
  const auto second = new_key();
  keep_key(files, "/office/keys/first.pem", first);
  keep_key(files, "/office/keys/second.pem", second);
  CHECK(replace(office, Role::kTimestamp, first).state == State::kWaiting);
  CHECK(replace(office, Role::kSnapshot, second).version == 2);
  REQUIRE(files.rename("/safe/root.pem", "/office/keys/root.pem"));
  const auto ring = office.keys({}).value();
  RootChange change(office, ring, kReleaseTime);
  REQUIRE(
      change.propose(trust::read_root(base::read_file(files, change.draft_path(), 1U << 20U).value()).value().metadata)
          .value()
          .state == State::kPublished);
  CHECK(only_key_id(root_of(files), Role::kTimestamp) == first.public_key().key_id());
  CHECK(only_key_id(root_of(files), Role::kSnapshot) == second.public_key().key_id());
  CHECK_FALSE(from_the_first_root(files, office).error);
}

TEST_CASE("Wherever a change of keys is stopped, terminals are served, and the next run completes it") {
  const Role role = GENERATE(Role::kTargets, Role::kTimestamp);
  for (std::uint64_t operation = 0;; ++operation) {
    MemoryFileSystem memory;
    auto whole = released_office(memory);
    const auto key = new_key();
    keep_key(memory, "/office/keys/new.pem", key);
    FaultyFileSystem files(memory);
    const auto office = publish::Office::open(files, "/office").value();
    files.fail_at(operation, FaultKind::kForGood, ErrorCode::kIo);
    const auto ring = office.keys({});
    bool stopped = true;
    if (ring) {
      RootChange change(office, *ring, kReleaseTime);
      const auto root = change.current();
      if (root) {
        const auto next =
            publish::changed_root(*root, {role, {key.public_key()}, {only_key_id(*root, role)}, {}}, kReleaseTime);
        stopped = !change.propose(next.value());
      }
    }
    files.heal();
    INFO("stopped at operation " << operation);
    CHECK_FALSE(from_the_first_root(memory, whole).error);
    REQUIRE(publish::release(whole, {}, {}, kReleaseTime));
    CHECK_FALSE(from_the_first_root(memory, whole).error);
    if (!stopped) break;
    REQUIRE(operation < 1'000);
  }
}

TEST_CASE("A change that would leave too few keys, or names none, is refused") {
  MemoryFileSystem files;
  auto office = released_office(files);
  const trust::Root root = root_of(files);
  const auto key = new_key();
  const std::string old = only_key_id(root, Role::kTargets);
  const auto refused = [&](const KeyChange& change) {
    const auto next = publish::changed_root(root, change, kReleaseTime);
    return !next && next.error().code == ErrorCode::kInvalidArgument;
  };
  CHECK(refused({Role::kTargets, {}, {}, {}}));                                  // nothing
  CHECK(refused({Role::kTargets, {}, {old}, {}}));                               // the last one
  CHECK(refused({Role::kTargets, {}, {}, 2}));                                   // more than there are
  CHECK(refused({Role::kTargets, {key.public_key()}, {"0000000000"}, {}}));      // not its key
  CHECK(refused({Role::kTargets, {key.public_key()}, {old.substr(0, 7)}, {}}));  // too short to tell
  CHECK_FALSE(refused({Role::kTargets, {key.public_key()}, {old.substr(0, 8)}, {}}));
}
