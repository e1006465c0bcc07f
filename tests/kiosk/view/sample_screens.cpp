#include "tests/kiosk/view/sample_screens.hpp"

#include <array>
#include <iterator>

namespace bildungskiosk::view::test {
namespace {

using catalogue::OfferSummary;
using update::MediumStage;

const base::Date kToday = *base::make_date(2026, 11, 23);

OfferSummary offer(int number) {
  struct Sample {
    const char* title;
    const char* provider;
    const char* town;
    const char* level;
    offer::Phase phase;
  };
  constexpr std::array<Sample, 5> kSamples = {{
      {"Smartphone-Hilfe ab 60", "Stadtbücherei Auerbrunn", "Auerbrunn", "", offer::Phase::kLaterLife},
      {"Bewerbung am Computer schreiben", "Mehrgenerationenhaus", "Auerbrunn", "Grundstufe",
       offer::Phase::kWorkAndFurtherTraining},
      {"Kinder sicher im Internet – Elternabend", "Familienzentrum Lindach", "Lindach", "", offer::Phase::kFamily},
      {"Ferienwerkstatt: Wir bauen einen Roboter", "Jugendhaus Lindach", "Lindach", "", offer::Phase::kSchool},
      {"Deutschkurs A1 am Abend", "Volkshochschule Sonnfeld", "Hohenried", "A1", offer::Phase::kLanguageAndIntegration},
  }};
  const Sample& sample = kSamples.at(static_cast<std::size_t>(number) % kSamples.size());
  OfferSummary summary;
  summary.id = "vhs:" + std::to_string(number);
  summary.title = sample.title;
  summary.title_language = "de";
  summary.provider_name = sample.provider;
  summary.phase = sample.phase;
  summary.phases = {sample.phase};
  summary.town = sample.town;
  summary.level = sample.level;
  summary.mode = offer::AttendanceMode::kOnsite;
  summary.price.free = offer::TriState::kYes;
  summary.upcoming_count = 12;
  summary.languages = {"de", "ar", "uk"};
  summary.next =
      catalogue::NextDate{base::add_days(kToday, 1 + number), base::MinuteOfDay{600}, base::MinuteOfDay{690}};
  return summary;
}

std::vector<OfferSummary> offers(int count) {
  std::vector<OfferSummary> all;
  all.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) all.push_back(offer(i));
  return all;
}

catalogue::CatalogueOverview overview() {
  catalogue::CatalogueOverview overview;
  overview.info.region = "Landkreis Sonnfeld";
  overview.info.generated_at = base::from_german_local_time({*base::make_date(2026, 11, 20), 0});
  overview.offers = 1284;
  overview.offers_by_phase = {96, 142, 187, 241, 168, 154, 113, 83};
  overview.towns = {{"Auerbrunn", 140}, {"Lindach", 90}, {"Steinau", 60}, {"Hohenried", 40}};
  overview.this_week = offers(6);
  overview.this_week_total = 38;
  overview.week_starts = kToday;
  overview.week_ends = base::add_days(kToday, 6);
  return overview;
}

void set_up(model::Model& model) {
  const offer::Language language = model.language;
  const model::Display display = model.display;
  model = {};
  model.language = language;
  model.display = display;
  model.display.panel = model::DisplayPanel::kClosed;
  model.now_ms = model.last_touch_ms = 1'000'000;
  model.now = {kToday, 10 * 60};
  model.catalogue.status = model::CatalogueStatus::kReady;
  model.catalogue.overview = overview();
  model.remembered.offers = offers(2);
}

template <typename Page>
Page& push(model::Model& model, Page page) {
  set_up(model);
  model.pages = {{1, model::AttractPage{1'000'000}}, {2, model::HomePage{}}};
  // A new page for each, so that none is fading in the other's place.
  static model::PageId next = 3;
  model.pages.push_back({next++, std::move(page)});
  return std::get<Page>(model.pages.back().content);
}

void show_home(model::Model& model) { push(model, model::HomePage{}); }

void show_search(model::Model& model) {
  model::SearchPage page;
  page.text = "Deutchkurs A1 kostenlos";
  page.caret = page.text.size();
  page.preview.emplace();
  page.preview->total = 4;
  page.preview->items = offers(4);
  page.preview->corrected = {{"deutchkurs", "Deutschkurs"}};
  page.preview->understood = {{"A1", 11, 13, catalogue::Level::kA1}, {"kostenlos", 14, 23, catalogue::OnlyFree{}}};
  push(model, std::move(page));
}

void show_empty_search(model::Model& model) { push(model, model::SearchPage{}); }

model::ResultsPage& show_results(model::Model& model) {
  model::ResultsPage page;
  page.answered = true;
  page.total = 23;
  page.items = offers(12);
  page.query.towns = {"Auerbrunn", "Lindach"};
  page.query.free = catalogue::FreeFilter::kOnlyFree;
  page.facets.towns = {{"Auerbrunn", 14}, {"Lindach", 9}, {"Steinau", 6}, {"Hohenried", 4}, {"Moosach", 2}};
  page.facets.phases = {3, 4, 5, 6, 7, 8, 9, 10};
  page.facets.modes = {{offer::AttendanceMode::kOnsite, 12}, {offer::AttendanceMode::kOnline, 4}};
  page.facets.free = 12;
  page.facets.step_free = 7;
  page.facets.levels.fill(3);
  page.facets.audiences.fill(2);
  page.facets.weekdays.fill(5);
  page.facets.parts_of_day.fill(6);
  page.facets.instruction_languages = {{"de", 20}, {"en", 3}, {"uk", 2}, {"ar", 1}};
  return push(model, std::move(page));
}

void show_nothing_found(model::Model& model) {
  model::ResultsPage& page = show_results(model);
  page.query.text = page.answered_text = "Gitarre";
  page.total = 0;
  page.items.clear();
}

void show_corrected(model::Model& model) {
  model::ResultsPage& page = show_results(model);
  page.query.text = page.answered_text = "Gitare";
  page.corrected = {{"gitare", "Gitarre"}};
  page.open_section = model::FilterSection::kWhen;
}

void show_detail(model::Model& model) {
  catalogue::OfferDetail detail;
  detail.summary = offer(4);
  detail.offer.mode = offer::AttendanceMode::kOnsite;
  detail.offer.name = {{"de", detail.summary.title}};
  detail.offer.abstract = {{"de",
                            "Sie lernen Deutsch von Anfang an: sich vorstellen, einkaufen, Termine machen. Die Gruppe "
                            "ist klein. Sie sprechen von der ersten Stunde an."}};
  detail.offer.access_requirements = {{"de", "Ausweis oder Aufenthaltstitel"}};
  detail.offer.audience.age_minimum = 16;
  detail.offer.registration.deadline = *base::make_date(2026, 11, 30);
  detail.provider.name = {{"de", "Volkshochschule Sonnfeld"}};
  detail.provider.telephone = "09999 123-450";
  detail.provider.email = "info@vhs-sonnfeld.example";
  detail.provider.url = "https://vhs-sonnfeld.example/deutsch";
  detail.place.emplace();
  detail.place->name = "vhs-Haus";
  detail.place->address.street = "Lindenplatz 4";
  detail.place->address.locality = "Auerbrunn";
  detail.place->accessibility.step_free = offer::TriState::kYes;
  detail.place->accessibility.accessible_toilet = offer::TriState::kYes;
  detail.place->accessibility.hearing_loop = offer::TriState::kNo;
  for (int week = 0; week < 4; ++week) {
    catalogue::UpcomingSession meeting;
    meeting.session.date = base::add_days(*base::make_date(2026, 12, 7), 7 * week);
    detail.upcoming.push_back(meeting);
  }
  model::DetailPage page;
  page.offer_id = detail.summary.id;
  page.text_language = "de";
  page.detail = detail;
  page.similar = offers(3);
  push(model, std::move(page));
}

void show_list(model::Model& model) {
  push(model, model::ListPage{});
  model.remembered.offers = offers(7);
  model.remembered.offers[1].next = model.remembered.offers[0].next;  // both at the same time
  model.remembered.news = model::ListNews{model::ListNews::Kind::kForgotten, 1, model.now_ms, offers(7)};
}

void show_take_away(model::Model& model) {
  show_detail(model);
  auto& page = std::get<model::DetailPage>(model.pages.back().content);
  page.detail->offer.registration.url = "https://vhs-sonnfeld.example/kurs/F40405";
  page.detail->place->geo = offer::GeoPoint{50.1, 9.1};
  page.take_away = model::TakeAway::kDates;
}

void show_list_take_away(model::Model& model) {
  push(model, model::ListPage{model::TakeAwayDialog::kOpen});
  model.remembered.offers = offers(7);
}

void show_empty_list(model::Model& model) {
  push(model, model::ListPage{});
  model.remembered = {};
}

update::MediumStatus medium_at(MediumStage stage) {
  const auto day = [](int month, int day_of_month) {
    return base::from_german_local_time({*base::make_date(2026, month, day_of_month), 10 * 60 + 42});
  };
  update::MediumStatus medium;
  medium.stage = stage;
  medium.number = 1;
  medium.label = "BILDUNG";
  medium.installed = update::ReleaseSummary{"Landratsamt Sonnfeld, Bildungsbüro", "7f3a91c2", 45, day(11, 6), 1258};
  medium.release = update::ReleaseSummary{"Landratsamt Sonnfeld, Bildungsbüro", "7f3a91c2", 47, day(11, 20), 1284};
  medium.changes = update::ReleaseChanges{56, 12, 30};
  medium.since = day(11, 23);
  medium.progress = {update::InstallStep::kTakingOver, 4'200'000, 4'200'000, 1080, 1284, day(11, 23)};
  if (stage == MediumStage::kRefused) medium.refusal = update::Refusal{base::ErrorCode::kWrongSignature, "detail", 0};
  return medium;
}

void show_staff(model::Model& model, MediumStage stage) {
  set_up(model);
  model::StaffState& staff = model.staff;
  staff.setup.kiosk_name = "Kiosk Auerbrunn 1";
  staff.setup.contact = "Telefon 09999 123-450";
  staff.setup.package_at = "Netzlaufwerk › Kiosk";
  staff.service.emplace();
  staff.service->running = true;
  staff.service->medium = medium_at(stage);
  staff.dialog = staff.service->medium;
  staff.closes_at_ms = model.now_ms + 12'000;
  if (stage == MediumStage::kInstalling) staff.seconds_left = 17;
}

void show_staff_pin(model::Model& model) {
  show_staff(model, MediumStage::kOffered);
  model.staff.setup.pin = model::StaffSetup::Pin::kSet;
  model.staff.pin.emplace();
}

void show_trouble(model::Model& model, model::CatalogueStatus status) {
  set_up(model);
  model.store = "/var/lib/bildungskiosk";
  model.catalogue = {};
  model.catalogue.status = status;
}

std::vector<SampleScreen> screens_above_home() {
  return {{"languages",
           [](model::Model& model) {
             show_home(model);
             model.language_menu = model::LanguageMenu::kOpen;
           }},
          {"display",
           [](model::Model& model) {
             show_home(model);
             model.display.panel = model::DisplayPanel::kOpen;
           }},
          {"idle", [](model::Model& model) {
             show_home(model);
             model.prompt_seconds_left = 24;
           }}};
}

std::vector<SampleScreen> screens_of_staff() {
  std::vector<SampleScreen> all;
  const auto add = [&](const char* name, MediumStage stage) {
    all.push_back({name, [stage](model::Model& model) { show_staff(model, stage); }});
  };
  add("staff-checking", MediumStage::kChecking);
  add("staff-offered", MediumStage::kOffered);
  add("staff-installing", MediumStage::kInstalling);
  add("staff-done", MediumStage::kDone);
  add("staff-refused", MediumStage::kRefused);
  all.push_back({"staff-pin", show_staff_pin});
  return all;
}

}  // namespace

std::vector<SampleScreen> visit_screens() {
  std::vector<SampleScreen> all = {
      {"home", show_home},
      {"search", show_search},
      {"search-empty", show_empty_search},
      {"results", [](model::Model& model) { show_results(model); }},
      {"results-corrected", show_corrected},
      {"results-none", show_nothing_found},
      {"results-sort", [](model::Model& model) { show_results(model).sort_menu = model::SortMenu::kOpen; }},
      {"results-more", [](model::Model& model) { show_results(model).more_filters = model::FilterGroup::kConditions; }},
      {"detail", show_detail},
      {"list", show_list},
      {"list-empty", show_empty_list},
      {"take-away", show_take_away},
      {"take-away-list", show_list_take_away}};
  for (SampleScreen& screen : screens_above_home()) all.push_back(std::move(screen));
  return all;
}

const std::vector<SampleScreen>& sample_screens() {
  static const std::vector<SampleScreen> kAll = [] {
    std::vector<SampleScreen> all = {{"attract", [](model::Model& model) {
                                        set_up(model);
                                        model.pages = {{1, model::AttractPage{1'000'000}}};
                                      }}};
    for (SampleScreen& screen : visit_screens()) all.push_back(std::move(screen));
    for (SampleScreen& screen : screens_of_staff()) all.push_back(std::move(screen));
    all.push_back({"first-start", [](model::Model& model) { show_trouble(model, model::CatalogueStatus::kMissing); }});
    all.push_back({"error", [](model::Model& model) { show_trouble(model, model::CatalogueStatus::kDamaged); }});
    all.push_back({"fault", [](model::Model& model) { show_trouble(model, model::CatalogueStatus::kFault); }});
    return all;
  }();
  return kAll;
}

}  // namespace bildungskiosk::view::test
