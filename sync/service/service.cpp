#include "sync/service/service.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <utility>

#include "sync/service/limits.hpp"
#include "sync/service/package_jobs.hpp"
#include "sync/supervisor/supervisor.hpp"
#include "sync/update/journal.hpp"

namespace bildungskiosk::service {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::UnixSeconds;
using std::chrono::steady_clock;

namespace {

constexpr const char* kMemoryRow = "memory";

/// A descriptor that becomes readable when the process is asked to end.
class EndSignals {
 public:
  EndSignals() {
    sigset_t signals{};
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    BILDUNGSKIOSK_CHECK(::pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0);
    descriptor_ = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    BILDUNGSKIOSK_CHECK(descriptor_ >= 0);
  }
  ~EndSignals() { ::close(descriptor_); }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

std::string identity_of(const transport::Mount& mount) { return std::to_string(mount.id) + " " + mount.device; }

/// Without journal, as after a first start: nothing is vouched for.
UnixSeconds signed_time(const std::string& journal_path) {
  auto journal = update::Journal::open_for_reading(journal_path);
  return journal ? journal->signed_time().value_or(UnixSeconds{0}) : UnixSeconds{0};
}

}  // namespace

struct Service::Parts {
  Parts(Configuration settings, Surroundings world, base::FolderLock its_lock,
        update::ServiceStatusWriter status_writer, transport::UsbWatch usb_watch, Plan first_plan)
      : configuration(std::move(settings)),
        surroundings(std::move(world)),
        layout(configuration.store),
        lock(std::move(its_lock)),
        writer(std::move(status_writer)),
        watch(std::move(usb_watch)),
        schedule(configuration.network.window, configuration.network.missed_window, surroundings.terminal),
        plan(std::move(first_plan)),
        worker([jobs = std::make_shared<PackageJobs>(configuration, surroundings.updater)](
                   const Job& job, const base::CancelToken& cancel, const Worker::Listener& listener) {
          return jobs->run(job, cancel, listener);
        }),
        started_at(surroundings.updater.clock.now()) {}

  const Configuration configuration;
  const Surroundings surroundings;
  const update::StoreLayout layout;
  const base::FolderLock lock;
  EndSignals signals;  // before the worker: its thread is born with them blocked
  update::ServiceStatusWriter writer;
  transport::UsbWatch watch;
  update::NetworkSchedule schedule;
  Plan plan;
  Worker worker;
  const UnixSeconds started_at;

  std::optional<update::StaffRequestReader> requests;
  std::optional<update::ServiceStatus> published;
  std::string remembered;
  std::string told;
  steady_clock::time_point published_at;
  bool wants_first_look = false;
};

Result<std::unique_ptr<Service>> Service::start(Configuration configuration, Surroundings surroundings,
                                                FirstLook first_look) {
  auto& files = surroundings.updater.files;
  const update::StoreLayout layout(configuration.store);
  BILDUNGSKIOSK_TRY(const auto folder, files.status(configuration.store));
  if (folder.kind != base::FileKind::kDirectory) return Error{ErrorCode::kNotAFile, configuration.store};
  BILDUNGSKIOSK_TRY_VOID(files.create_directories(layout.service()));
  BILDUNGSKIOSK_TRY(auto lock, base::FolderLock::acquire(layout.service()));
  BILDUNGSKIOSK_TRY(auto writer, update::ServiceStatusWriter::open(layout.journal()));
  BILDUNGSKIOSK_TRY(auto watch, transport::UsbWatch::open(configuration.media_folders, surroundings.mountinfo));
  BILDUNGSKIOSK_TRY(const std::string memory, writer.get(kMemoryRow));

  // What staff asked for before this start was meant for what they saw then.
  std::int64_t handled_request = 0;
  if (auto requests = update::StaffRequestReader::open(layout.kiosk_database())) {
    handled_request = requests->newest_number().value_or(0);
  }
  Plan::Settings settings;
  settings.policy = configuration.policy;
  settings.has_network = !configuration.network.url.empty();
  settings.built_at = surroundings.updater.built_at;
  settings.process_id = ::getpid();
  Plan plan(settings, parse_memory(memory), handled_request, surroundings.updater.clock.now());
  plan.signed_time_known(signed_time(layout.journal()));
  auto parts = std::make_unique<Parts>(std::move(configuration), std::move(surroundings), std::move(lock),
                                       std::move(writer), std::move(watch), std::move(plan));
  parts->wants_first_look = first_look == FirstLook::kAtOnce;
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::~Service() = default;

UnixSeconds Service::now() const { return parts_->surroundings.updater.clock.now(); }

Service::End Service::run() {
  auto& parts = *parts_;
  bool is_first = true;
  while (true) {
    look_at_media();
    look_at_requests();
    look_at_worker();
    look_at_clock();
    start_work();
    publish();
    if (std::exchange(is_first, false)) supervisor::tell(supervisor::State::kReady);
    supervisor::tell(supervisor::State::kAlive);
    if (parts.plan.hangs(now())) return End::kHanging;

    std::array<pollfd, 3> watched{pollfd{parts.signals.descriptor(), POLLIN, 0},
                                  pollfd{parts.watch.descriptor(), POLLPRI, 0},
                                  pollfd{parts.worker.descriptor(), POLLIN, 0}};
    static_cast<void>(::poll(watched.data(), watched.size(), kRequestPeriod_ms));
    if ((watched[0].revents & POLLIN) != 0) return end();
  }
}

void Service::look_at_media() {
  auto& parts = *parts_;
  const auto mounts = parts.watch.read_if_changed();
  if (!mounts || !*mounts) return;  // a table that can't be read now is read again in a moment
  std::vector<Medium> media;
  for (const auto& mount : **mounts) {
    const auto access = is_unreadable(mount) ? MediumAccess::kUnreadable : MediumAccess::kReadable;
    media.push_back({identity_of(mount), mount.folder, label_of(mount), access});
  }
  parts.plan.media_changed(media, now());
}

void Service::look_at_requests() {
  auto& parts = *parts_;
  if (!parts.requests) {
    auto opened = update::StaffRequestReader::open(parts.layout.kiosk_database());
    if (!opened) return;  // the screen program has not been there yet, or is just mending its file
    parts.requests = std::move(*opened);
  }
  while (true) {
    const auto next = parts.requests->next_after(parts.plan.status().handled_request);
    if (!next) parts.requests.reset();
    if (!next || !*next) return;
    parts.plan.requested(**next, now());
  }
}

void Service::look_at_worker() {
  auto& parts = *parts_;
  const auto news = parts.worker.take_news();
  if (news.progress) parts.plan.progressed(*news.progress, now());
  if (!news.result) return;
  parts.plan.signed_time_known(signed_time(parts.layout.journal()));
  parts.plan.ended(*news.result, now());
}

void Service::look_at_clock() {
  auto& parts = *parts_;
  parts.plan.tick(now());
  if (!parts.plan.wants_network_plan()) return;
  const bool is_at_once = std::exchange(parts.wants_first_look, false);
  parts.plan.network_planned(
      is_at_once ? now() : parts.schedule.next_attempt_at(parts.plan.memory().network, parts.started_at, now()));
}

void Service::start_work() {
  auto& parts = *parts_;
  if (parts.plan.wants_cancel()) parts.worker.cancel();
  if (auto job = parts.plan.next_job(now())) parts.worker.start(std::move(*job));
}

/// Every change at once, except that progress alone is told a few times a second.
void Service::publish() {
  auto& parts = *parts_;
  const auto& status = parts.plan.status();
  if (parts.published == status) return;
  if (parts.published) {
    auto without_progress = status;
    without_progress.medium.progress = parts.published->medium.progress;
    const bool is_progress_only = without_progress == *parts.published;
    const auto since = steady_clock::now() - parts.published_at;
    if (is_progress_only && since < std::chrono::milliseconds(kProgressPeriod_ms)) return;
  }
  if (std::string memory = serialise(parts.plan.memory()); memory != parts.remembered) {
    if (parts.writer.put(kMemoryRow, memory)) parts.remembered = std::move(memory);
  }
  // A full disk stops the diary, never the service; it is tried again with the next change or sign of life.
  static_cast<void>(parts.writer.write(status));
  parts.published = status;
  parts.published_at = steady_clock::now();
  if (std::string line = parts.surroundings.describe(status); line != parts.told) {
    supervisor::tell(line);
    parts.surroundings.log(line);
    parts.told = std::move(line);
  }
}

Service::End Service::end() {
  auto& parts = *parts_;
  supervisor::tell(supervisor::State::kStopping);
  parts.plan.stop(now());
  const bool has_ended = parts.worker.ended_within(kEndPatience_ms);
  look_at_worker();
  auto status = parts.plan.status();
  status.running = false;
  status.medium = {};  // the next start finds it again
  if (std::string memory = serialise(parts.plan.memory()); memory != parts.remembered) {
    static_cast<void>(parts.writer.put(kMemoryRow, memory));
  }
  static_cast<void>(parts.writer.write(status));
  return has_ended ? End::kClean : End::kStuck;
}

}  // namespace bildungskiosk::service
