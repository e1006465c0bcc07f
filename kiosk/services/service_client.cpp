#include "kiosk/services/service_client.hpp"

#include <chrono>
#include <exception>
#include <utility>

#include "sync/base/secret_hash.hpp"
#include "sync/update/generation_store.hpp"

namespace bildungskiosk::services {
namespace {

using update::MediumStage;
using update::ServiceStatus;

/// The same to a reader of the screen: a sign of life is no news.
bool same_news(const std::optional<ServiceStatus>& a, std::optional<ServiceStatus> b) {
  if (!a || !b) return !a && !b;
  b->alive_at = a->alive_at;
  b->process_id = a->process_id;
  return *a == *b;
}

}  // namespace

ServiceClient::ServiceClient(Surroundings surroundings, EventQueue& events)
    : surroundings_(std::move(surroundings)), events_(events), thread_([this] { work(); }) {}

ServiceClient::~ServiceClient() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    questions_.clear();
  }
  work_there_.notify_all();
  thread_.join();
}

void ServiceClient::ask(Question question) {
  {
    const std::lock_guard lock(mutex_);
    if (questions_.size() >= kStaffQuestionsMax) questions_.pop_front();
    questions_.push_back(std::move(question));
  }
  work_there_.notify_all();
}

void ServiceClient::work() {
  while (true) {
    try {
      look();
    } catch (const std::exception& /*fault*/) {
      give_up();
    }
    const auto question = next_question(pause_ms());
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
    }
    if (!question) continue;
    try {
      std::visit([this](const auto& asked) { answer(asked); }, *question);
    } catch (const std::exception& fault) {
      give_up();
      refuse(*question, fault.what());
    }
  }
}

void ServiceClient::give_up() {
  reader_.reset();
  read_.reset();
  writer_.reset();
  counter_.reset();
}

void ServiceClient::refuse(const Question& question, const std::string& why) {
  if (std::holds_alternative<model::CheckPin>(question)) {
    events_.push(model::PinChecked{model::PinChecked::Answer::kWrong});
  } else if (std::holds_alternative<model::AskService>(question)) {
    events_.push(model::StaffRequestFailed{{base::ErrorCode::kInternal, "request of the staff: " + why}});
  }
}

std::optional<ServiceClient::Question> ServiceClient::next_question(int wait_ms) {
  std::unique_lock lock(mutex_);
  work_there_.wait_for(lock, std::chrono::milliseconds(wait_ms), [this] { return stopping_ || !questions_.empty(); });
  if (stopping_ || questions_.empty()) return std::nullopt;
  Question question = std::move(questions_.front());
  questions_.pop_front();
  return question;
}

int ServiceClient::pause_ms() const {
  const MediumStage stage = told_ ? told_->medium.stage : MediumStage::kNone;
  const bool busy =
      stage == MediumStage::kFound || stage == MediumStage::kChecking || stage == MediumStage::kInstalling;
  return busy || quick_looks_left_ > 0 ? kQuickLookMs : kLookMs;
}

void ServiceClient::look() {
  if (quick_looks_left_ > 0) --quick_looks_left_;
  std::optional<ServiceStatus> status = newest();
  if (same_news(told_, status)) return;
  told_ = status;
  events_.push(model::ServiceStatusChanged{std::move(status)});
}

std::optional<ServiceStatus> ServiceClient::newest() {
  if (!reader_) {
    auto opened = update::ServiceStatusReader::open(update::StoreLayout(surroundings_.store).journal());
    if (!opened) return std::nullopt;
    reader_.emplace(std::move(opened).value());
  }
  auto changed = reader_->read_if_changed();
  if (!changed) {
    reader_.reset();  // another file may lie there by the next look
    read_.reset();
  } else if (*changed) {
    read_ = **std::move(changed);
  }
  if (!read_ || !read_->running) return std::nullopt;
  const base::UnixSeconds silent_s = surroundings_.clock.now() - read_->alive_at;
  return silent_s > kServiceSilent_s ? std::nullopt : read_;
}

void ServiceClient::answer(const model::AskService& question) {
  auto written = write(question);
  quick_looks_left_ = kQuickLooksAfterRequest;
  if (written) return;
  writer_.reset();
  events_.push(model::StaffRequestFailed{std::move(written).error()});
}

base::Result<void> ServiceClient::write(const model::AskService& question) {
  if (!writer_) {
    const update::StoreLayout layout(surroundings_.store);
    BILDUNGSKIOSK_TRY(auto opened, update::StaffRequestWriter::open(layout.kiosk_database()));
    writer_.emplace(std::move(opened));
  }
  BILDUNGSKIOSK_TRY(const std::int64_t number,
                    writer_->add({0, question.kind, question.medium_number, surroundings_.clock.now()}));
  static_cast<void>(number);
  return {};
}

void ServiceClient::answer(const model::CheckPin& question) {
  using Answer = model::PinChecked::Answer;
  const auto right = base::secret_matches(surroundings_.pin_hash, question.digits);
  events_.push(model::PinChecked{right && *right ? Answer::kRight : Answer::kWrong});
}

void ServiceClient::answer(const model::CountVisit& question) {
  const auto words = rare_words_.add(question.visit.sought_in_vain);
  if (!counter_) {
    auto opened = update::VisitCountWriter::open(update::StoreLayout(surroundings_.store).kiosk_database());
    if (!opened) return;
    counter_.emplace(std::move(opened).value());
  }
  if (!counter_->add(question.visit, words)) counter_.reset();
}

}  // namespace bildungskiosk::services
