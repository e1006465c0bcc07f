#include "tests/scenario/running_service.hpp"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "sync/update/generation_store.hpp"
#include "sync/update/service_state.hpp"
#include "sync/update/staff_requests.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using update::MediumStage;

namespace {

constexpr int kTries = 3000;
constexpr auto kTry = milliseconds(20);

}  // namespace

RunningService::RunningService(const Terminal& terminal, const std::string& configuration,
                               std::vector<std::string> under, std::vector<std::string> more_arguments)
    : terminal_(terminal), command_(std::move(under)) {
  test::write_text_file(folder_ / "sync.toml", configuration);
  write_mounts();
  for (auto& word : terminal.command({"watch", "--config", folder_ / "sync.toml", "--mountinfo", folder_ / "mounts"})) {
    command_.push_back(std::move(word));
  }
  for (auto& word : more_arguments) command_.push_back(std::move(word));
  start();
}

RunningService::~RunningService() {
  const auto last = status();
  if (process_->running() && last.process_id > 0)
    static_cast<void>(::kill(static_cast<pid_t>(last.process_id), SIGKILL));
}

void RunningService::start() {
  process_ = std::make_unique<test::Process>(command_);
  const std::int64_t before = status().process_id;
  wait_for([before](const update::ServiceStatus& now) { return now.running && now.process_id != before; });
}

/// A stick's folder looks like a mount of its own below the folder of all temporary ones.
void RunningService::write_mounts() const {
  std::string table = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n";
  for (const auto& [id, mounted, source] : mounts_) {
    table += std::to_string(id) + " 1 8:" + std::to_string(16 + id) + " / " + mounted + " ro,nosuid,nodev,noexec - " +
             source + " ro\n";
  }
  test::write_text_file(folder_ / "mounts.new", table);
  std::filesystem::rename(folder_ / "mounts.new", folder_ / "mounts");
}

void RunningService::put_in(const std::string& folder) {
  mounts_.push_back({++last_mount_, folder, "vfat /dev/sdb1"});
  write_mounts();
}

void RunningService::put_in_unreadable(const std::string& folder) {
  mounts_.push_back({++last_mount_, folder, "tmpfs unreadable-sdb1"});
  write_mounts();
}

void RunningService::take_out(const std::string& folder) {
  std::erase_if(mounts_, [&](const auto& mount) { return mount.folder == folder; });
  write_mounts();
}

void RunningService::ask(update::StaffRequestKind kind) {
  auto writer = update::StaffRequestWriter::open(update::StoreLayout(terminal_.store()).kiosk_database());
  REQUIRE(writer);
  REQUIRE(writer->add({0, kind, status().medium.number, now()}));
}

update::ServiceStatus RunningService::status() const {
  auto reader = update::ServiceStatusReader::open(update::StoreLayout(terminal_.store()).journal());
  if (!reader) return {};
  auto status = reader->read_if_changed();
  return status && *status ? **status : update::ServiceStatus{};
}

update::ServiceStatus RunningService::wait_for(const std::function<bool(const update::ServiceStatus&)>& is_wanted) {
  update::ServiceStatus last;
  for (int i = 0; i < kTries; ++i) {
    last = status();
    if (is_wanted(last)) return last;
    if (!process_->running()) {
      const auto finished = process_->wait();
      FAIL("the service has ended: " << finished.exit_code << " " << finished.err);
    }
    std::this_thread::sleep_for(kTry);
  }
  FAIL("the status never came; the last one was " << update::serialise(last));
  return last;
}

update::ServiceStatus RunningService::wait_for(MediumStage stage) {
  INFO("waiting for stage " << static_cast<int>(stage));
  return wait_for([stage](const update::ServiceStatus& status) { return status.medium.stage == stage; });
}

test::Finished RunningService::stop() {
  const auto begin = steady_clock::now();
  process_->send(SIGTERM);
  auto finished = process_->wait();
  milliseconds_to_end_ = std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin).count();
  return finished;
}

void RunningService::kill_and_restart() {
  process_->send(SIGKILL);
  static_cast<void>(process_->wait());
  start();
}

}  // namespace bildungskiosk::scenario
