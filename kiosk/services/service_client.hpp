#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "kiosk/model/effect.hpp"
#include "kiosk/services/event_queue.hpp"
#include "sync/base/clock.hpp"
#include "sync/update/service_state.hpp"
#include "sync/update/staff_requests.hpp"
#include "sync/update/visit_counts.hpp"

namespace bildungskiosk::services {

/// The screen's ear and mouth for the background service, on a thread of its own: looks whether the service has written
/// something new in sync.sqlite, writes what staff ask for and what is counted of visits into kiosk.sqlite, and
/// compares the staff PIN. A count that can't be written is lost: no visitor waits for it, and none is told.
///
/// It looks once a second, and four times while something is going on with a stick or a request is fresh. The loop is
/// woken only by news: a sign of life alone is none. A store that is missing, closed or damaged is silence, no failure;
/// it is looked for again, and so is one whose reading ended with an exception. A service that has not given a sign of
/// life for kServiceSilent_s is silent, too.
class ServiceClient {
 public:
  using Question = std::variant<model::AskService, model::CheckPin, model::CountVisit>;

  struct Surroundings {
    std::string store;
    std::string pin_hash;  // empty: none is configured, and none is right
    const base::Clock& clock;
  };

  /// `events` and the clock must outlive the client; close `events` first, so that a full queue holds nobody back.
  ServiceClient(Surroundings surroundings, EventQueue& events);
  ~ServiceClient();
  ServiceClient(const ServiceClient&) = delete;
  ServiceClient& operator=(const ServiceClient&) = delete;

  /// Never waits for the disk. From the loop's thread.
  void ask(Question question);

 private:
  void work();
  void give_up();
  void refuse(const Question& question, const std::string& why);
  [[nodiscard]] std::optional<Question> next_question(int wait_ms);
  void look();
  [[nodiscard]] std::optional<update::ServiceStatus> newest();
  void answer(const model::AskService& question);
  void answer(const model::CheckPin& question);
  void answer(const model::CountVisit& question);
  [[nodiscard]] base::Result<void> write(const model::AskService& question);
  [[nodiscard]] int pause_ms() const;

  const Surroundings surroundings_;
  EventQueue& events_;

  // Only touched by the worker.
  std::optional<update::ServiceStatusReader> reader_;
  std::optional<update::StaffRequestWriter> writer_;
  std::optional<update::VisitCountWriter> counter_;
  update::RareWords rare_words_;
  std::optional<update::ServiceStatus> read_;  // the newest that was read, however old
  std::optional<update::ServiceStatus> told_;  // what the model knows
  int quick_looks_left_ = 0;

  std::mutex mutex_;
  std::condition_variable work_there_;
  std::deque<Question> questions_;
  bool stopping_ = false;
  std::thread thread_;  // last: starts when all else is there
};

}  // namespace bildungskiosk::services
