#include "sync/update/generation_store.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/memory_file_system.hpp"

// The generation store on a disk in memory. The seam: in the product SQLite writes catalogue.sqlite into the folder
// that `begin_generation` gives, past the FileSystem; here a plain file of that name stands in for it. What SQLite
// itself does when it is cut is its builder's promise (a database is complete once `finish` returned), and what the
// whole program does is shown with the real one in tests/scenario.

namespace bildungskiosk::update {
namespace {

using base::as_bytes;
using base::ErrorCode;
using base::FileSystem;
using base::Result;
using test::FaultKind;
using test::FaultyFileSystem;
using test::MemoryFileSystem;
using test::PowerCut;

constexpr const char* kStore = "/var/lib/kiosk";
constexpr const char* kRoot = "{\"root\": 1}";

Result<void> write(FileSystem& files, const std::string& path, std::string_view text) {
  BILDUNGSKIOSK_TRY(const auto file, files.create(path));
  BILDUNGSKIOSK_TRY_VOID(file->append(as_bytes(text)));
  return file->close();
}

/// What an installation does with the store: catalogue and metadata both hold `label`.
Result<void> install(FileSystem& files, const std::string& label) {
  GenerationStore store(files, kStore);
  BILDUNGSKIOSK_TRY_VOID(store.recover());
  auto current = store.current();
  if (!current && current.error().code != ErrorCode::kNoCatalogue) return std::move(current).error();
  BILDUNGSKIOSK_TRY(const auto folder, store.begin_generation());
  BILDUNGSKIOSK_TRY_VOID(files.create_directories(folder + "/metadata"));
  BILDUNGSKIOSK_TRY_VOID(write(files, folder + "/metadata/timestamp.json", label));
  BILDUNGSKIOSK_TRY_VOID(write(files, folder + "/catalogue.sqlite", label));
  Manifest manifest;
  manifest.replaces = current ? current->catalogue : 0;
  manifest.catalogue = ManifestCatalogue{label.size(), "", 0};
  BILDUNGSKIOSK_TRY(const auto number, store.publish_generation(folder, manifest));
  BILDUNGSKIOSK_TRY_VOID(store.activate(Current{number, number}));
  static_cast<void>(store.prune());
  return {};
}

std::string read(FileSystem& files, const std::string& path) {
  const auto bytes = base::read_file(files, path, 1000);
  return bytes ? std::string(base::as_text(*bytes)) : "<" + std::string(base::to_string(bytes.error().code)) + ">";
}

/// What a reader finds: the catalogue's content when catalogue and metadata are whole and belong together.
std::string shown(FileSystem& files) {
  const GenerationStore store(files, kStore);
  const auto current = store.current();
  if (!current) return "<" + std::string(base::to_string(current.error().code)) + ">";
  const std::string catalogue = read(files, store.layout().catalogue(current->catalogue));
  const std::string metadata = read(files, store.layout().metadata(current->metadata) + "/timestamp.json");
  return catalogue == metadata ? catalogue : "catalogue " + catalogue + ", metadata " + metadata;
}

std::unique_ptr<MemoryFileSystem> disk_with(const std::vector<std::string>& labels) {
  auto disk = std::make_unique<MemoryFileSystem>();
  REQUIRE(disk->create_directories("/var/lib"));
  REQUIRE(disk->sync_directory("/var"));
  REQUIRE(disk->sync_directory("/"));
  REQUIRE(GenerationStore(*disk, kStore).initialise(as_bytes(kRoot)));
  for (const auto& label : labels) REQUIRE(install(*disk, label));
  return disk;
}

TEST_CASE("A store that was never initialised says so, and one without a catalogue says that") {
  MemoryFileSystem disk;
  CHECK(shown(disk) == "<not-initialised>");
  CHECK_FALSE(GenerationStore(disk, kStore).recover());
  CHECK(shown(*disk_with({})) == "<no-catalogue>");
}

TEST_CASE("The root of trust is set once; the same one again is fine, another is refused") {
  auto disk = disk_with({});
  GenerationStore store(*disk, kStore);
  CHECK(store.initialise(as_bytes(kRoot)));
  const auto refused = store.initialise(as_bytes("{\"root\": 2}"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kInvalidArgument);
  CHECK(read(*disk, store.layout().trusted_root()) == kRoot);
}

TEST_CASE("A new generation replaces the shown one and keeps it for a rollback") {
  auto disk = disk_with({"first", "second"});
  CHECK(shown(*disk) == "second");
  GenerationStore store(*disk, kStore);
  const auto back = store.roll_back();
  REQUIRE(back);
  CHECK(*back == Current{1, 2});  // the newest metadata stays the trusted one
  CHECK(read(*disk, store.layout().catalogue(back->catalogue)) == "first");
  const auto further = store.roll_back();
  REQUIRE_FALSE(further);
  CHECK(further.error().code == ErrorCode::kNoEarlierGeneration);
}

TEST_CASE("After a rollback the next generation rolls back to what was shown, not to what was rolled away from") {
  auto disk = disk_with({"good", "bad"});
  GenerationStore store(*disk, kStore);
  REQUIRE(store.roll_back());
  REQUIRE(install(*disk, "better"));
  CHECK(shown(*disk) == "better");
  const auto back = store.roll_back();
  REQUIRE(back);
  CHECK(read(*disk, store.layout().catalogue(back->catalogue)) == "good");
}

TEST_CASE("Only the newest three catalogues are kept") {
  auto disk = disk_with({"1", "2", "3", "4", "5"});
  GenerationStore store(*disk, kStore);
  const auto kept = store.generations();
  REQUIRE(kept);
  CHECK(*kept == std::vector<GenerationNumber>{3, 4, 5});
}

TEST_CASE("The trusted metadata survives although its generation has no catalogue of its own") {
  auto disk = disk_with({"content"});
  GenerationStore store(*disk, kStore);
  const auto folder = store.begin_generation();
  REQUIRE(folder);
  REQUIRE(disk->create_directories(*folder + "/metadata"));
  REQUIRE(write(*disk, *folder + "/metadata/timestamp.json", "signed again"));
  const auto number = store.publish_generation(*folder, Manifest{});
  REQUIRE(number);
  REQUIRE(store.activate(Current{1, *number}));
  REQUIRE(store.prune());
  REQUIRE(store.recover());
  const auto current = store.current();
  REQUIRE(current);
  CHECK(*current == Current{1, 2});
  CHECK(read(*disk, store.layout().metadata(2) + "/timestamp.json") == "signed again");
}

TEST_CASE("A damaged pointer, or one to a generation that is gone, is set to the newest complete one") {
  auto disk = disk_with({"old", "new"});
  GenerationStore store(*disk, kStore);
  const std::string damaged = GENERATE(as<std::string>(), "", "bildungskiosk-store 1\ncatalogue 000002\n",
                                       "bildungskiosk-store 1\ncatalogue 000002\nmetadata 000002\nx",
                                       "bildungskiosk-store 1\ncatalogue 000009\nmetadata 000002\n",
                                       "bildungskiosk-store 1\ncatalogue ../../x\nmetadata 000002\n");
  REQUIRE(write(*disk, store.layout().current(), damaged));
  CHECK(shown(*disk) == "<catalogue-damaged>");
  REQUIRE(store.recover());
  CHECK(shown(*disk) == "new");
}

TEST_CASE("A folder in the place of the pointer is replaced like a damaged one") {
  auto disk = disk_with({"old", "new"});
  GenerationStore store(*disk, kStore);
  REQUIRE(disk->remove_file(store.layout().current()));
  REQUIRE(disk->create_directories(store.layout().current() + "/x"));
  CHECK(shown(*disk) == "<catalogue-damaged>");
  REQUIRE(store.recover());
  CHECK(shown(*disk) == "new");
}

TEST_CASE("A catalogue file of the wrong size makes the pointer fall back to the one before") {
  auto disk = disk_with({"old", "new"});
  GenerationStore store(*disk, kStore);
  REQUIRE(write(*disk, store.layout().catalogue(2), "cut"));
  REQUIRE(write(*disk, store.layout().catalogue(2), "c"));
  CHECK(shown(*disk) == "<catalogue-damaged>");
  REQUIRE(store.recover());
  CHECK(shown(*disk) == "old");
}

TEST_CASE("Leftovers of a killed run are removed at the next start, and nothing else") {
  auto disk = disk_with({"old", "new"});
  GenerationStore store(*disk, kStore);
  REQUIRE(write(*disk, store.layout().staging() + "/target-0", "half"));
  REQUIRE(write(*disk, store.layout().current() + ".tmp", "half"));
  REQUIRE(write(*disk, store.layout().journal(), "diary"));
  REQUIRE(disk->create_directories(store.layout().generation(7)));
  REQUIRE(store.recover());
  CHECK_FALSE(disk->status(store.layout().staging() + "/target-0"));
  CHECK_FALSE(disk->status(store.layout().current() + ".tmp"));
  CHECK_FALSE(disk->status(store.layout().generation(7)));
  CHECK(read(*disk, store.layout().journal()) == "diary");
  CHECK(shown(*disk) == "new");
}

// --- Faults. Seen to fail with each sync of the store and the rename taken out in turn. ------------------------------

constexpr std::uint64_t kOperations_max = 400;

TEST_CASE("Whichever operation fails, exactly the old or exactly the new catalogue is shown") {
  const auto kind = GENERATE(FaultKind::kOnce, FaultKind::kForGood);
  const auto code = GENERATE(ErrorCode::kIo, ErrorCode::kNoSpace);
  const auto before =
      GENERATE(as<std::vector<std::string>>(), std::vector<std::string>{}, std::vector<std::string>{"older", "old"});
  const std::string old = before.empty() ? "<no-catalogue>" : "old";

  std::uint64_t operation = 0;
  for (; operation < kOperations_max; ++operation) {
    INFO("operation " << operation);
    auto disk = disk_with(before);
    FaultyFileSystem faulty(*disk);
    faulty.fail_at(operation, kind, code);
    const auto installed = install(faulty, "new");
    const bool struck = faulty.struck();
    faulty.heal();

    const std::string now = shown(*disk);
    REQUIRE((now == "new" || (now == old && !installed)));
    // The next start brings order and changes nothing of what is shown, but for a first catalogue that was complete.
    REQUIRE(GenerationStore(*disk, kStore).recover());
    const std::string later = shown(*disk);
    REQUIRE((later == now || (before.empty() && later == "new")));
    REQUIRE(install(*disk, "next"));
    REQUIRE(shown(*disk) == "next");
    if (!struck) break;
  }
  CHECK(operation > 20);
  CHECK(operation < kOperations_max);
}

TEST_CASE("Whenever the power fails, exactly the old or exactly the new catalogue is shown") {
  const auto cut = GENERATE(PowerCut::kOnlySynced, PowerCut::kNamesSurvive, PowerCut::kAllSurvives);
  const auto before =
      GENERATE(as<std::vector<std::string>>(), std::vector<std::string>{}, std::vector<std::string>{"older", "old"});
  const std::string old = before.empty() ? "<no-catalogue>" : "old";

  std::uint64_t operation = 0;
  for (; operation < kOperations_max; ++operation) {
    INFO("operation " << operation);
    auto disk = disk_with(before);
    FaultyFileSystem faulty(*disk);
    faulty.fail_at(operation, FaultKind::kForGood, ErrorCode::kIo);
    const auto installed = install(faulty, "new");
    const auto left = disk->after(cut);

    // A reader comes before the repair: the screen program starts with the machine.
    const std::string now = shown(*left);
    REQUIRE((now == "new" || (now == old && !installed)));
    REQUIRE(GenerationStore(*left, kStore).recover());
    const std::string later = shown(*left);
    REQUIRE((later == now || (before.empty() && later == "new")));
    REQUIRE(install(*left, "next"));
    REQUIRE(shown(*left) == "next");
    if (!faulty.struck()) break;
  }
  CHECK(operation > 20);
  CHECK(operation < kOperations_max);
}

TEST_CASE("Whenever the power fails during a rollback, the catalogue is the one before or after it") {
  const auto cut = GENERATE(PowerCut::kOnlySynced, PowerCut::kNamesSurvive, PowerCut::kAllSurvives);
  std::uint64_t operation = 0;
  for (; operation < kOperations_max; ++operation) {
    INFO("operation " << operation);
    auto disk = disk_with({"old", "new"});
    FaultyFileSystem faulty(*disk);
    faulty.fail_at(operation, FaultKind::kForGood, ErrorCode::kIo);
    const auto rolled_back = GenerationStore(faulty, kStore).roll_back();
    const auto left = disk->after(cut);
    const GenerationStore store(*left, kStore);
    const auto current = store.current();
    REQUIRE(current);
    REQUIRE(current->metadata == 2);
    const std::string catalogue = read(*left, store.layout().catalogue(current->catalogue));
    REQUIRE((catalogue == "old" || (catalogue == "new" && !rolled_back)));
    if (!faulty.struck()) break;
  }
  CHECK(operation < kOperations_max);
}

TEST_CASE("A passing fault at the start of a run neither undoes a rollback nor loses a generation") {
  std::uint64_t operation = 0;
  for (; operation < kOperations_max; ++operation) {
    INFO("operation " << operation);
    auto disk = disk_with({"old", "new"});
    REQUIRE(GenerationStore(*disk, kStore).roll_back());
    FaultyFileSystem faulty(*disk);
    faulty.fail_at(operation, FaultKind::kOnce, ErrorCode::kIo);
    GenerationStore store(faulty, kStore);
    static_cast<void>(store.recover());
    static_cast<void>(store.prune());
    const bool struck = faulty.struck();
    faulty.heal();
    REQUIRE(store.recover());
    const auto current = store.current();
    REQUIRE(current);
    REQUIRE(*current == Current{1, 2});
    if (!struck) break;
  }
  CHECK(operation < kOperations_max);
}

TEST_CASE("A passing fault while old generations are removed never removes the one to roll back to") {
  std::uint64_t operation = 0;
  for (; operation < kOperations_max; ++operation) {
    INFO("operation " << operation);
    auto disk = disk_with({"1", "2", "3"});
    FaultyFileSystem faulty(*disk);
    faulty.fail_at(operation, FaultKind::kOnce, ErrorCode::kIo);
    GenerationStore store(faulty, kStore);
    static_cast<void>(store.prune());
    const bool struck = faulty.struck();
    faulty.heal();
    REQUIRE(store.roll_back());
    if (!struck) break;
  }
  CHECK(operation < kOperations_max);
}

TEST_CASE("Whenever the power fails while a store is made, it can be made again") {
  const auto cut = GENERATE(PowerCut::kOnlySynced, PowerCut::kNamesSurvive, PowerCut::kAllSurvives);
  for (std::uint64_t operation = 0; operation < kOperations_max; ++operation) {
    INFO("operation " << operation);
    MemoryFileSystem disk;
    REQUIRE(disk.create_directories("/var/lib"));
    REQUIRE(disk.sync_directory("/var"));
    REQUIRE(disk.sync_directory("/"));
    FaultyFileSystem faulty(disk);
    faulty.fail_at(operation, FaultKind::kForGood, ErrorCode::kIo);
    const auto initialised = GenerationStore(faulty, kStore).initialise(as_bytes(kRoot));
    const auto left = disk.after(cut);
    const std::string now = shown(*left);
    REQUIRE((now == "<no-catalogue>" || (now == "<not-initialised>" && !initialised)));
    REQUIRE(GenerationStore(*left, kStore).initialise(as_bytes(kRoot)));
    REQUIRE(shown(*left) == "<no-catalogue>");
    if (!faulty.struck()) return;
  }
  FAIL("the sweep never ended");
}

}  // namespace
}  // namespace bildungskiosk::update
