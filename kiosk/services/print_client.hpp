#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "kiosk/model/effect.hpp"
#include "kiosk/print/print_queue.hpp"
#include "kiosk/services/event_queue.hpp"

namespace bildungskiosk::services {

/// The screen's way to the printer, on a thread of its own: looks how the printer is, sets a slip, hands it to the
/// queue, and watches the job. A print system that does not answer is a printer that is not there; a job whose state
/// can't be learnt for kPrintSilentLooksMax looks has failed. The loop is woken by news only.
///
/// A job that is under way when the client ends is cancelled: nobody is told of it any more.
class PrintClient {
 public:
  using Question = std::variant<model::Print, model::CancelPrint>;

  struct Surroundings {
    std::unique_ptr<print::PrintQueue> queue;     // none: no thread is started, and nothing printed
    std::chrono::milliseconds look{10'000};       // between two looks at the printer
    std::chrono::milliseconds quick_look{1'000};  // while a job is under way
  };

  /// `events` must outlive the client; close it first, so that a full queue holds nobody back.
  PrintClient(Surroundings surroundings, EventQueue& events);
  ~PrintClient();
  PrintClient(const PrintClient&) = delete;
  PrintClient& operator=(const PrintClient&) = delete;

  /// Never waits for the printer. From the loop's thread.
  void ask(Question question);

 private:
  struct Job {
    model::RequestId request = 0;
    int number = 0;  // in the queue
    int silent_looks = 0;
  };

  void work();
  void turn(std::optional<Question> question);
  [[nodiscard]] std::optional<Question> next_question(std::chrono::milliseconds wait);
  [[nodiscard]] bool stopping();
  void look_at_printer();
  void look_at_job();
  void answer(const model::Print& question);
  void answer(const model::CancelPrint& question);
  void end_job(model::PrintEnded::Outcome outcome);

  const Surroundings surroundings_;
  EventQueue& events_;

  // Only touched by the worker.
  print::PrinterState told_;  // what the model knows
  std::optional<Job> job_;

  std::mutex mutex_;
  std::condition_variable work_there_;
  std::deque<Question> questions_;
  bool stopping_ = false;
  std::thread thread_;  // last: starts when all else is there
};

}  // namespace bildungskiosk::services
