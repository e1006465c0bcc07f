#include "kiosk/services/print_client.hpp"

#include <exception>
#include <utility>

#include "kiosk/print/slip_pdf.hpp"
#include "kiosk/services/limits.hpp"

namespace bildungskiosk::services {

using Outcome = model::PrintEnded::Outcome;

PrintClient::PrintClient(Surroundings surroundings, EventQueue& events)
    : surroundings_(std::move(surroundings)), events_(events) {
  if (surroundings_.queue) thread_ = std::thread([this] { work(); });
}

PrintClient::~PrintClient() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    questions_.clear();
  }
  work_there_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void PrintClient::ask(Question question) {
  if (!surroundings_.queue) return;
  {
    const std::lock_guard lock(mutex_);
    if (questions_.size() >= kPrintQuestionsMax) questions_.pop_front();
    questions_.push_back(std::move(question));
  }
  work_there_.notify_all();
}

void PrintClient::work() {
  std::optional<Question> question;
  while (!stopping()) {
    try {
      turn(std::move(question));
    } catch (const std::exception& /*fault*/) {
      if (job_) end_job(Outcome::kFailed);
    }
    question = next_question(job_ ? surroundings_.quick_look : surroundings_.look);
  }
  if (job_) static_cast<void>(surroundings_.queue->cancel(job_->number));
}

void PrintClient::turn(std::optional<Question> question) {
  if (question) std::visit([this](const auto& asked) { answer(asked); }, *question);
  look_at_printer();
  look_at_job();
}

std::optional<PrintClient::Question> PrintClient::next_question(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  work_there_.wait_for(lock, wait, [this] { return stopping_ || !questions_.empty(); });
  if (stopping_ || questions_.empty()) return std::nullopt;
  Question question = std::move(questions_.front());
  questions_.pop_front();
  return question;
}

bool PrintClient::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void PrintClient::look_at_printer() {
  const auto state = surroundings_.queue->state();
  const print::PrinterState now = state ? *state : print::PrinterState{};
  if (now == told_) return;
  told_ = now;
  events_.push(model::PrinterChanged{now});
}

void PrintClient::look_at_job() {
  if (!job_) return;
  const auto progress = surroundings_.queue->progress(job_->number);
  if (!progress) {
    if (++job_->silent_looks >= kPrintSilentLooksMax) end_job(Outcome::kFailed);
    return;
  }
  job_->silent_looks = 0;
  if (*progress == print::JobProgress::kPrinted) end_job(Outcome::kPrinted);
  if (*progress == print::JobProgress::kFailed) end_job(Outcome::kFailed);
}

void PrintClient::answer(const model::Print& question) {
  job_ = Job{question.request};
  const auto pdf = print::slip_pdf(question.slip, question.media);
  if (!pdf) return end_job(Outcome::kFailed);
  const auto number = surroundings_.queue->print(*pdf, question.media);
  if (!number) return end_job(Outcome::kFailed);
  job_->number = *number;
}

void PrintClient::answer(const model::CancelPrint& question) {
  if (!job_ || job_->request != question.request) return;
  // One that can't be cancelled is in the hands of the print system, and the visit has forgotten it.
  static_cast<void>(surroundings_.queue->cancel(job_->number));
  job_.reset();
}

void PrintClient::end_job(Outcome outcome) {
  events_.push(model::PrintEnded{job_->request, outcome});
  job_.reset();
}

}  // namespace bildungskiosk::services
