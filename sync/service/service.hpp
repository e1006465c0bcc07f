#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/folder_lock.hpp"
#include "sync/base/result.hpp"
#include "sync/service/configuration.hpp"
#include "sync/service/plan.hpp"
#include "sync/service/worker.hpp"
#include "sync/transport/usb_watch.hpp"
#include "sync/update/network_schedule.hpp"
#include "sync/update/service_state.hpp"
#include "sync/update/staff_requests.hpp"
#include "sync/update/updater.hpp"

namespace bildungskiosk::service {

/// `kiosk-sync watch`: one loop that waits for mounts, requests, the worker, the clock and signals, tells the plan what
/// happened, and does what the plan says. The loop itself touches the store's two small databases and the kernel's
/// table of mounts, nothing that can hang; packages are the worker's.
class Service {
 public:
  struct Surroundings {
    update::Updater::Surroundings updater;
    std::string mountinfo = "/proc/self/mountinfo";
    std::string terminal;  // tells this terminal from others: /etc/machine-id
    /// Of a status, one line for people.
    std::function<std::string(const update::ServiceStatus&)> describe;
    /// Takes that line, when it has changed.
    std::function<void(const std::string&)> log;
  };
  /// Whether the network is asked as soon as the service runs, whatever the schedule says.
  enum class FirstLook { kBySchedule, kAtOnce };
  enum class End {
    kClean,    // asked to end, and nothing runs any more
    kStuck,    // asked to end, and the worker still hangs: the process must go without waiting for its threads
    kHanging,  // a medium hangs: the process must go likewise, and its supervisor starts it anew
  };

  /// Blocks SIGTERM and SIGINT for the calling thread and its children: `run` waits for them. Makes STORE/service for
  /// its lock. kBusy: another service watches this store (the detail names the process); kNotFound: the store's folder
  /// is missing; else those of the databases and of the table of mounts.
  static base::Result<std::unique_ptr<Service>> start(Configuration configuration, Surroundings surroundings,
                                                      FirstLook first_look);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Until SIGTERM or SIGINT.
  End run();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);

  void look_at_media();
  void look_at_requests();
  void look_at_worker();
  void look_at_clock();
  void start_work();
  void publish();
  [[nodiscard]] base::UnixSeconds now() const;
  [[nodiscard]] End end();

  std::unique_ptr<Parts> parts_;
};

}  // namespace bildungskiosk::service
