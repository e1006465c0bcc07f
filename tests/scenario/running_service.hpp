#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sync/update/service_status.hpp"
#include "sync/update/staff_request.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

/// A terminal whose `kiosk-sync watch` runs, with a table of mounts that the test writes, and what the screen program
/// would see and say.
class RunningService {
 public:
  /// `configuration`: lines of TOML. `under`: words before the command ("strace …").
  RunningService(const Terminal& terminal, const std::string& configuration, std::vector<std::string> under = {},
                 std::vector<std::string> more_arguments = {});
  /// Also behind a tracer, whose own end would not be the service's.
  ~RunningService();
  RunningService(const RunningService&) = delete;
  RunningService& operator=(const RunningService&) = delete;

  void put_in(const std::string& folder);
  /// As assets/system/mount-stick does with a stick that can't be mounted.
  void put_in_unreadable(const std::string& folder);
  void take_out(const std::string& folder);
  void ask(update::StaffRequestKind kind);

  /// What the service published last.
  [[nodiscard]] update::ServiceStatus status() const;
  /// Waits until the status is as wanted; the test fails past the limit, or when the service ends.
  update::ServiceStatus wait_for(const std::function<bool(const update::ServiceStatus&)>& is_wanted);
  update::ServiceStatus wait_for(update::MediumStage stage);

  /// SIGTERM, and how it ended. `milliseconds` from the signal to the end.
  test::Finished stop();
  [[nodiscard]] long milliseconds_to_end() const { return milliseconds_to_end_; }
  /// SIGKILL and a new start with the same arguments.
  void kill_and_restart();
  /// A new start after `stop`.
  void start();
  [[nodiscard]] test::Process& process() { return *process_; }
  [[nodiscard]] const std::vector<std::string>& command() const { return command_; }

 private:
  void write_mounts() const;

  const Terminal& terminal_;
  test::TemporaryDirectory folder_;
  std::vector<std::string> command_;
  struct Mounted {
    int id = 0;
    std::string folder;
    std::string source;  // with the file system before it: "vfat /dev/sdb1"
  };
  std::vector<Mounted> mounts_;
  int last_mount_ = 0;
  long milliseconds_to_end_ = 0;
  std::unique_ptr<test::Process> process_;
};

}  // namespace bildungskiosk::scenario
