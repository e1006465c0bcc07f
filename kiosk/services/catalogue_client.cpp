#include "kiosk/services/catalogue_client.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "sync/base/file_system.hpp"
#include "sync/update/generation_store.hpp"

namespace bildungskiosk::services {
namespace {

base::Error not_open() { return {base::ErrorCode::kNoCatalogue, "the catalogue is not open yet"}; }

// SQLite calls a file without rights and a file that is no database by nearly the same name; the disk knows better.
base::Result<catalogue::CatalogueReader> open_file(const std::string& path, const catalogue::Lexicon& lexicon) {
  auto readable = base::posix_file_system().open_for_reading(path);
  if (!readable) {
    if (readable.error().code == base::ErrorCode::kPermissionDenied) return std::move(readable).error();
    // CURRENT names a catalogue that is not there: that is damage, not a first start.
    return base::Error{base::ErrorCode::kCatalogueDamaged, readable.error().detail};
  }
  return catalogue::CatalogueReader::open(path, lexicon);
}

}  // namespace

CatalogueClient::CatalogueClient(Surroundings surroundings, EventQueue& events)
    : surroundings_(std::move(surroundings)), events_(events), thread_([this] { work(); }) {}

CatalogueClient::~CatalogueClient() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    questions_.clear();
    if (reader_) reader_->interrupt();
    if (verifying_ != nullptr) verifying_->cancel();
  }
  work_there_.notify_all();
  thread_.join();
}

void CatalogueClient::ask(Question question) {
  {
    const std::lock_guard lock(mutex_);
    if (std::holds_alternative<model::Search>(question)) drop_older_searches();
    if (questions_.size() >= kJobsMax) questions_.pop_front();
    questions_.push_back(std::move(question));
    if (verifying_ != nullptr) verifying_->cancel();
  }
  work_there_.notify_all();
}

// With the mutex held.
void CatalogueClient::drop_older_searches() {
  std::erase_if(questions_, [](const Question& waiting) { return std::holds_alternative<model::Search>(waiting); });
  if (searching_ && reader_) reader_->interrupt();
}

void CatalogueClient::work() {
  while (true) {
    try {
      return answer_questions();
    } catch (const std::exception& fault) {
      give_up(fault.what());
    }
  }
}

void CatalogueClient::give_up(const std::string& why) {
  {
    const std::lock_guard lock(mutex_);
    searching_ = false;
    verifying_ = nullptr;
    reader_.reset();  // in whatever state it is
  }
  generation_ = 0;
  failed_generation_ = 0;
  verified_ = true;
  events_.push(model::CatalogueFailed{{base::ErrorCode::kInternal, "catalogue reader: " + why}});
}

void CatalogueClient::answer_questions() {
  while (auto question = next_question()) {
    if (surroundings_.before_answer) surroundings_.before_answer();
    std::visit([this](const auto& asked) { answer(asked); }, *question);
    finish_question();
  }
}

std::optional<CatalogueClient::Question> CatalogueClient::next_question() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (verified_) work_there_.wait(lock, [this] { return stopping_ || !questions_.empty(); });
      if (stopping_) return std::nullopt;
      if (!questions_.empty()) {
        Question question = std::move(questions_.front());
        questions_.pop_front();
        searching_ = std::holds_alternative<model::Search>(question);
        return question;
      }
    }
    verify_when_idle();
  }
}

void CatalogueClient::finish_question() {
  const std::lock_guard lock(mutex_);
  searching_ = false;
}

void CatalogueClient::verify_when_idle() {
  base::CancelToken cancel;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || !questions_.empty()) return;
    verifying_ = &cancel;
  }
  auto sound = reader_->verify(cancel);
  {
    const std::lock_guard lock(mutex_);
    verifying_ = nullptr;
  }
  if (!sound && sound.error().code == base::ErrorCode::kCancelled) return;  // somebody asks; later then
  verified_ = true;
  if (!sound) {
    {
      const std::lock_guard lock(mutex_);
      reader_.reset();
    }
    events_.push(model::CatalogueFailed{std::move(sound).error()});
  }
}

void CatalogueClient::answer(const model::OpenCatalogue& /*question*/) {
  const update::GenerationStore store(base::posix_file_system(), surroundings_.store);
  auto current = store.current();
  if (!current) {
    events_.push(model::CatalogueFailed{std::move(current).error()});
    return;
  }
  open_generation(current->catalogue, Failure::kTell);
}

void CatalogueClient::answer(const model::CheckCatalogue& /*question*/) {
  const update::GenerationStore store(base::posix_file_system(), surroundings_.store);
  const auto current = store.current();
  // What is open stays open: a store that can't be read for a moment takes nothing from the visitors.
  if (!current || current->catalogue == generation_) return;
  // What could not be opened is tried again, for its rights may have been mended; the same failure is told once.
  open_generation(current->catalogue, current->catalogue == failed_generation_ ? Failure::kKeep : Failure::kTell);
}

const catalogue::Lexicon& CatalogueClient::lexicon() {
  if (!lexicon_) lexicon_ = surroundings_.load_lexicon ? surroundings_.load_lexicon() : catalogue::Lexicon();
  return *lexicon_;
}

void CatalogueClient::open_generation(std::uint32_t number, Failure failure) {
  const update::StoreLayout layout(surroundings_.store);
  auto opened = open_file(layout.catalogue(number), lexicon());
  if (!opened) {
    {
      const std::lock_guard lock(mutex_);
      reader_.reset();
    }
    generation_ = 0;
    failed_generation_ = number;
    verified_ = true;
    if (failure == Failure::kTell) events_.push(model::CatalogueFailed{std::move(opened).error()});
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    reader_.reset();
    reader_.emplace(std::move(opened).value());
  }
  generation_ = number;
  failed_generation_ = 0;
  verified_ = false;
  events_.push(model::CatalogueOpened{});
}

void CatalogueClient::answer(const model::LoadOverview& question) {
  if (!reader_) return fail(question.request, not_open());
  auto overview = reader_->overview(question.now, question.language, model::kThisWeekMax);
  if (!overview) return fail(question.request, std::move(overview).error());
  events_.push(model::OverviewLoaded{question.request, std::move(overview).value()});
}

void CatalogueClient::answer(const model::Search& question) {
  if (!reader_) return fail(question.request, not_open());
  auto found = reader_->search(question.query);
  if (!found) return fail(question.request, std::move(found).error());
  events_.push(model::SearchAnswered{question.request, std::move(found).value()});
}

void CatalogueClient::answer(const model::ReadOffer& question) {
  if (!reader_) return fail(question.request, not_open());
  auto detail = reader_->detail(question.offer_id, question.now, question.language);
  if (!detail) return fail(question.request, std::move(detail).error());
  auto similar = reader_->similar(question.offer_id, model::kSimilarMax, question.now, question.language);
  if (!similar) return fail(question.request, std::move(similar).error());
  events_.push(model::OfferRead{question.request, std::move(detail).value(), std::move(similar).value()});
}

void CatalogueClient::answer(const model::ReadRemembered& question) {
  if (!reader_) return fail(question.request, not_open());
  auto offers = reader_->summaries(question.offer_ids, question.now, question.language);
  if (!offers) return fail(question.request, std::move(offers).error());
  events_.push(model::RememberedRead{question.request, std::move(offers).value()});
}

void CatalogueClient::answer(const model::ReadContacts& question) {
  if (!reader_) return fail(question.request, not_open());
  model::ContactsRead read{question.request, {}};
  for (const std::string& id : question.offer_ids) {
    const auto detail = reader_->detail(id, question.now, question.language);
    if (detail) read.contacts.push_back(model::contact_of(*detail));
    if (!detail && detail.error().code != base::ErrorCode::kNotFound) return fail(question.request, detail.error());
  }
  events_.push(std::move(read));
}

void CatalogueClient::fail(model::RequestId request, base::Error error) {
  events_.push(model::RequestFailed{request, std::move(error)});
}

}  // namespace bildungskiosk::services
