#include "tests/kiosk/print/print_system.hpp"

#include <grp.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "kiosk/print/cups_queue.hpp"

namespace bildungskiosk::print::test {
namespace {

namespace fs = std::filesystem;
using bildungskiosk::test::write_text_file;

constexpr const char* kDaemon = "/usr/sbin/cupsd";

// A printer that leaves what it gets in the file its address names.
constexpr const char* kPrints = R"(#!/bin/sh
[ $# -eq 0 ] && exit 0
file=${DEVICE_URI#paper://}
cat "${6:--}" > "$file.part" && mv "$file.part" "$file"
)";
// One that has no sheet left, and waits for somebody to bring some.
constexpr const char* kRunsOutOfPaper = R"(#!/bin/sh
[ $# -eq 0 ] && exit 0
echo "STATE: +media-empty-error" >&2
exec sleep 60
)";

std::string queue_text(const QueueSpec& queue, const std::string& paper) {
  const bool prints = queue.printer == QueueSpec::Printer::kPrints;
  std::string text = "<Printer " + queue.name + ">\nDeviceURI " + (prints ? "paper://" : "empty://") + paper + "\n";
  text += queue.stopped == QueueSpec::Stopped::kYes ? "State Stopped\n" : "State Idle\n";
  text += queue.accepts == QueueSpec::Accepts::kJobs ? "Accepting Yes\n" : "Accepting No\n";
  if (!queue.reason.empty()) text += "Reason " + queue.reason + "\n";
  return text + "</Printer>\n";
}

}  // namespace

PrintSystem::PrintSystem(const std::vector<QueueSpec>& queues) {
  // A cupsd that root starts runs its printers as another user.
  fs::permissions(folder_.path(), fs::perms(0755));
  for (const char* const name : {"run", "cache", "spool", "tmp", "log", "bin", "bin/backend", "bin/filter", "paper"}) {
    fs::create_directory(folder_ / name);
    fs::permissions(folder_ / name, fs::perms(0755));
  }
  fs::permissions(folder_ / "paper", fs::perms(0777));
  fs::create_directory_symlink("/usr/lib/cups/daemon", folder_ / "bin/daemon");  // starts the printers
  write_backend("paper", kPrints);
  write_backend("empty", kRunsOutOfPaper);
  write_configuration(queues);
  daemon_ = std::make_unique<bildungskiosk::test::Process>(
      std::vector<std::string>{kDaemon, "-f", "-c", folder_ / "cupsd.conf", "-s", folder_ / "cups-files.conf"});
  for (int i = 0; i < 1'000 && daemon_->running(); ++i) {
    // The socket's file is there a moment before anybody listens.
    if (fs::exists(socket()) && CupsQueue("any", {socket()}).state()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("cupsd does not listen: " + daemon_->wait(std::chrono::seconds(1)).err);
}

void PrintSystem::write_backend(const std::string& scheme, const std::string& script) const {
  const std::string file = folder_ / ("bin/backend/" + scheme);
  write_text_file(file, script);
  fs::permissions(file, fs::perms(0755));
}

void PrintSystem::write_configuration(const std::vector<QueueSpec>& queues) const {
  const std::string& root = folder_.path();
  const group* const own_group = ::getgrgid(::getgid());
  if (own_group == nullptr) throw std::runtime_error("the group that runs the test has no name, and cupsd wants one");
  write_text_file(folder_ / "cups-files.conf",
                  "ServerRoot " + root + "\nServerBin " + root + "/bin\nDataDir /usr/share/cups\nStateDir " + root +
                      "/run\nCacheDir " + root + "/cache\nRequestRoot " + root + "/spool\nTempDir " + root +
                      "/tmp\nDocumentRoot " + root + "\nAccessLog " + root + "/log/access\nErrorLog " + root +
                      "/log/error\nPageLog " + root + "/log/page\nSystemGroup " + own_group->gr_name + "\n");
  // As assets/system/README.md has it: nothing of a job is kept.
  write_text_file(folder_ / "cupsd.conf", "Listen " + socket() +
                                              "\nBrowsing No\nPreserveJobFiles No\nPreserveJobHistory No\n"
                                              "<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n");
  std::string printers;
  for (const QueueSpec& queue : queues) printers += queue_text(queue, folder_ / "paper/printed.pdf");
  write_text_file(folder_ / "printers.conf", printers);
}

std::string PrintSystem::printed() const {
  const std::string file = folder_ / "paper/printed.pdf";
  return fs::exists(file) ? bildungskiosk::test::read_text_file(file) : std::string();
}

std::vector<std::string> PrintSystem::documents_kept() const {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(folder_ / "spool")) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("d")) files.push_back(name);  // "d00001-001"
  }
  return files;
}

}  // namespace bildungskiosk::print::test
