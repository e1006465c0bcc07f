#include "sync/publish/delegated_role.hpp"
#include "sync/publish/draft_signing.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/publish/stick_export.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/office_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using Outcome = publish::ReleaseResult::Outcome;

namespace {

publish::Delegation delegation_to(const std::vector<const trust::PrivateKey*>& keys, std::int64_t threshold = 1) {
  publish::Delegation delegation;
  delegation.role.threshold = threshold;
  for (const trust::PrivateKey* key : keys) {
    delegation.keys.emplace(key->public_key().key_id(), key->public_key().to_json());
    delegation.role.key_ids.push_back(key->public_key().key_id());
  }
  return delegation;
}

trust::PrivateKey new_key() { return trust::PrivateKey::generate(trust::KeyType::kEd25519).value(); }

/// The provider's machine: the draft is carried there and back.
void sign(base::FileSystem& files, const publish::Office& office, const std::string& source,
          const trust::PrivateKey& key) {
  const auto delegation = office.delegation(source).value().value();
  const publish::DelegatedRole role(office, source, delegation);
  const auto draft = base::read_file(files, role.draft_path(), 1U << 20U).value();
  const std::vector<const trust::PrivateKey*> keys = {&key};
  const auto text = trust::add_signatures(draft, trust::signers_of(keys)).value();
  REQUIRE(role.accept(base::as_bytes(text)));
}

publish::ReleaseResult release(const publish::Office& office, base::UnixSeconds now = kReleaseTime) {
  return publish::release(office, {}, {}, now).value();
}

bool holds(const Received& received, const std::string& beginning) {
  return std::any_of(received.paths.begin(), received.paths.end(),
                     [&](const std::string& path) { return path.starts_with(beginning); });
}

}  // namespace

TEST_CASE("A source that signs for itself is published when its provider has signed") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto provider = new_key();
  add_courses(office, "bib", 2);
  add_courses(office, "vhs", 3);
  REQUIRE(office.delegate("vhs", delegation_to({&provider})));

  const auto first = release(office);
  REQUIRE(first.waiting.size() == 1);
  CHECK(first.waiting.front().source == "vhs");
  CHECK(first.waiting.front().missing == 1);
  auto received = receive(files, office, "/office/repository");
  CHECK_FALSE(received.error);
  CHECK(received.offers == 2);
  CHECK_FALSE(holds(received, "vhs/"));

  sign(files, office, "vhs", provider);
  const auto second = release(office);
  CHECK(second.waiting.empty());
  CHECK(second.changed_sources == std::vector<std::string>{"vhs"});
  CHECK(second.offers == 5);
  received = receive(files, office, "/office/repository");
  CHECK_FALSE(received.error);
  CHECK(received.offers == 5);
  CHECK_FALSE(files.status("/office/to-sign/vhs"));
  CHECK(release(office).outcome == Outcome::kUnchanged);
}

TEST_CASE("While the provider has not signed the new stock, the one before stays published") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto provider = new_key();
  add_courses(office, "vhs", 3);
  REQUIRE(office.delegate("vhs", delegation_to({&provider})));
  REQUIRE_FALSE(release(office).waiting.empty());
  sign(files, office, "vhs", provider);
  release(office);

  add_courses(office, "vhs", 9);
  CHECK(release(office).waiting.size() == 1);
  CHECK(receive(files, office, "/office/repository").offers == 3);
  CHECK(release(office).waiting.size() == 1);  // and says so again
  sign(files, office, "vhs", provider);
  CHECK(release(office).waiting.empty());
  CHECK(receive(files, office, "/office/repository").offers == 9);

  SECTION("a stock that changes while a draft waits makes another draft, for which the old signature is none") {
    add_courses(office, "vhs", 10);
    release(office);
    const auto old = base::read_file(files, "/office/to-sign/vhs/vhs.json", 1U << 20U).value();
    add_courses(office, "vhs", 11);
    release(office);
    const publish::DelegatedRole role(office, "vhs", office.delegation("vhs").value().value());
    CHECK(role.accept(old).error().code == ErrorCode::kSameVersionOtherContent);
    sign(files, office, "vhs", provider);
    release(office);
    CHECK(receive(files, office, "/office/repository").offers == 11);
  }
}

TEST_CASE("A key that is here signs at once, and a threshold of two waits for the second hand") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto first = new_key();
  const auto second = new_key();
  REQUIRE(base::write_file_atomically(files, "/office/keys/vhs.pem", base::as_bytes(first.to_pem().value())));
  add_courses(office, "vhs", 3);
  SECTION("one") {
    REQUIRE(office.delegate("vhs", delegation_to({&first})));
    CHECK(release(office).waiting.empty());
    CHECK(receive(files, office, "/office/repository").offers == 3);
  }
  SECTION("two") {
    REQUIRE(office.delegate("vhs", delegation_to({&first, &second}, 2)));
    add_courses(office, "bib", 1);
    CHECK(release(office).waiting.front().missing == 1);
    sign(files, office, "vhs", second);
    CHECK(release(office).waiting.empty());
    CHECK(receive(files, office, "/office/repository").offers == 4);
  }
}

TEST_CASE("A provider's stolen key is replaced, and until the new one has signed the office answers for the offers") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto stolen = new_key();
  add_courses(office, "vhs", 3);
  REQUIRE(office.delegate("vhs", delegation_to({&stolen})));
  release(office);
  sign(files, office, "vhs", stolen);
  release(office);

  const auto fresh = new_key();
  REQUIRE(office.delegate("vhs", delegation_to({&fresh})));
  CHECK(release(office).waiting.size() == 1);
  auto received = receive(files, office, "/office/repository");
  CHECK_FALSE(received.error);
  CHECK(received.offers == 3);
  // The thief's signature under the waiting draft counts for nothing.
  sign(files, office, "vhs", stolen);
  CHECK(release(office).waiting.size() == 1);
  sign(files, office, "vhs", fresh);
  CHECK(release(office).waiting.empty());
  received = receive(files, office, "/office/repository");
  CHECK_FALSE(received.error);
  CHECK(received.offers == 3);
}

TEST_CASE("A provider that retires leaves the catalogue, and one that no longer signs is signed for by the office") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto provider = new_key();
  add_courses(office, "bib", 2);
  add_courses(office, "vhs", 3);
  REQUIRE(office.delegate("vhs", delegation_to({&provider})));
  release(office);
  sign(files, office, "vhs", provider);
  release(office);

  SECTION("retired") { REQUIRE(office.remove_source("vhs")); }
  SECTION("signed for by the office") { REQUIRE(office.revoke_delegation("vhs")); }
  const bool stays = office.source_ids().value().size() == 2;
  CHECK(release(office).outcome == Outcome::kReleased);
  const auto received = receive(files, office, "/office/repository");
  CHECK_FALSE(received.error);
  CHECK(received.offers == (stays ? 5 : 2));
  CHECK(holds(received, "vhs/") == stays);
  CHECK(office.remove_source("nobody").error().code == ErrorCode::kNotFound);
}

TEST_CASE("A stick holds what providers signed, and their metadata") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto provider = new_key();
  add_courses(office, "vhs", 3);
  REQUIRE(office.delegate("vhs", delegation_to({&provider})));
  release(office);
  sign(files, office, "vhs", provider);
  release(office);
  REQUIRE(files.create_directories("/stick"));
  REQUIRE(publish::export_to_stick(office, "/stick", kReleaseTime));
  const auto received = receive(files, office, "/stick/kiosk-update");
  CHECK_FALSE(received.error);
  CHECK(received.offers == 3);
}

TEST_CASE("A role near its end is drafted anew, and kept until then") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto provider = new_key();
  add_courses(office, "vhs", 3);
  REQUIRE(office.delegate("vhs", delegation_to({&provider})));
  release(office);
  sign(files, office, "vhs", provider);
  release(office);
  const base::UnixSeconds later = kReleaseTime + 250 * 86'400;
  CHECK(release(office, later).waiting.size() == 1);
  CHECK(receive(files, office, "/office/repository", later).offers == 3);
  sign(files, office, "vhs", provider);
  CHECK(release(office, later).waiting.empty());
  CHECK(receive(files, office, "/office/repository", later + 350 * 86'400).offers == 3);
}

TEST_CASE(
    "Wherever a release with a provider's signature is stopped, terminals are served, and the next completes it") {
  for (std::uint64_t operation = 0;; ++operation) {
    MemoryFileSystem memory;
    auto whole = make_office(memory, "/office");
    const auto provider = new_key();
    add_courses(whole, "vhs", 3);
    REQUIRE(whole.delegate("vhs", delegation_to({&provider})));
    release(whole);
    sign(memory, whole, "vhs", provider);
    release(whole);
    add_courses(whole, "vhs", 4);
    release(whole);
    sign(memory, whole, "vhs", provider);

    FaultyFileSystem files(memory);
    const auto office = publish::Office::open(files, "/office").value();
    files.heal();
    files.fail_at(files.operations() + operation, FaultKind::kForGood, ErrorCode::kIo);
    static_cast<void>(publish::release(office, {}, {}, kReleaseTime));
    const bool struck = files.struck();
    files.heal();
    INFO("stopped at operation " << operation);
    const auto received = receive(memory, whole, "/office/repository");
    CHECK_FALSE(received.error);
    CHECK((received.offers == 3 || received.offers == 4));
    CHECK(release(whole).waiting.empty());
    CHECK(receive(memory, whole, "/office/repository").offers == 4);
    if (!struck) break;
    REQUIRE(operation < 2'000);
  }
}

TEST_CASE("Who is to sign sees what is in the draft, and that what lies beside it is what it names") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  const auto provider = new_key();
  add_courses(office, "vhs", 3);
  REQUIRE(office.delegate("vhs", delegation_to({&provider})));
  release(office);
  const std::string path = "/office/to-sign/vhs/vhs.json";
  auto draft = publish::read_draft(files, path);
  REQUIRE(draft);
  CHECK(draft->content == std::vector<std::string>{"offers-1.jsonl.zst"});
  CHECK(draft->offers == 3);
  publish::KeyRing ring;
  CHECK(publish::sign_draft(files, path, ring).error().code == ErrorCode::kKeyUnusable);
  REQUIRE(base::write_file_atomically(files, "/safe.pem", base::as_bytes(provider.to_pem().value())));
  REQUIRE(ring.add_file(files, "/safe.pem", {}));
  REQUIRE(publish::sign_draft(files, path, ring));
  CHECK(release(office).waiting.empty());

  add_courses(office, "vhs", 4);
  release(office);
  REQUIRE(base::write_file_atomically(files, "/office/to-sign/vhs/offers-2.jsonl.zst", base::Bytes{1, 2, 3}));
  CHECK(publish::read_draft(files, path).error().code == ErrorCode::kHashMismatch);
}
