#include <array>
#include <chrono>

#include "tests/kiosk/view/sample_screens.hpp"
#include "tests/kiosk/view/screen_complaints.hpp"
#include "tests/support/catch.hpp"

/// What a catalogue must not hold, and might: past the office's cleaning and the terminal's parser, straight into the
/// model. No screen may become unreadable by it.
namespace bildungskiosk::view::test {
namespace {

std::string repeated(const std::string& part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

struct Hostile {
  const char* name;
  std::string text;
};

const std::vector<Hostile>& hostile_texts() {
  static const std::vector<Hostile> kTexts = {
      {"override", "Kurs \u202enegluh\u202d \u202b"},
      {"isolates", "\u2069Kurs\u2067 \u2068 \u2066"},
      {"zero width", "Ku\u200brs\u200d\u2060\ufeff \u200b"},
      {"nothing visible", "\u200b\u200e\u200f\u00ad"},
      {"accents", "Zoe" + repeated("\u0301", 10'000)},
      {"accents everywhere", repeated("e" + repeated("\u0324\u0301", 40) + " ", 60)},
      {"controls", std::string("Kurs\x01\x07\x1b[31m\x7f\tam\u0085 Abend\0!", 25)},
      {"long word", repeated("Donaudampfschifffahrt", 20)},
      {"surrogates", "Kurs \xed\xa0\x80\xff\xfe \xc3"},
      {"spaces", "          "},
      {"line breaks", "Kurs\n\n\nam\r\nAbend\u2028spät"},
      {"right to left", "دورة محمد 18:30"},
      {"markup", "<b>Kurs</b> {1} %s &amp; {2}"}};
  return kTexts;
}

void spoil(offer::LocalizedText& text, const std::string& hostile) {
  for (auto& [language, said] : text) said = hostile;
  text["de"] = hostile;
}

void spoil(catalogue::OfferSummary& offer, const std::string& hostile) {
  offer.title = offer.provider_name = offer.town = offer.level = hostile;
}

void spoil(catalogue::OfferDetail& detail, const std::string& hostile) {
  spoil(detail.summary, hostile);
  offer::Offer& offer = detail.offer;
  for (offer::LocalizedText* text : {&offer.name, &offer.abstract, &offer.description, &offer.access_requirements,
                                     &offer.funding, &offer.registration.note, &detail.provider.name}) {
    spoil(*text, hostile);
  }
  offer.number = offer.level = offer.registration.telephone = offer.registration.email = hostile;
  offer.registration.url = detail.provider.telephone = detail.provider.email = detail.provider.url = hostile;
  offer.audience.groups = {hostile, hostile};
  offer.certificates = {offer::Certificate{hostile, {}}};
  offer.instruction_languages = {hostile};
  if (!detail.place) return;
  offer::Place& place = *detail.place;
  place.name = place.room = place.address.street = place.address.postal_code = place.address.locality = hostile;
}

void spoil(std::vector<catalogue::OfferSummary>& offers, const std::string& hostile) {
  for (catalogue::OfferSummary& offer : offers) spoil(offer, hostile);
}

/// Every text that comes out of a catalogue.
void spoil(model::Model& model, const std::string& hostile) {
  spoil(model.remembered.offers, hostile);
  if (auto& overview = model.catalogue.overview) {
    overview->info.region = overview->info.office = hostile;
    spoil(overview->this_week, hostile);
    for (auto& town : overview->towns) town.town = hostile;
  }
  for (model::Page& page : model.pages) {
    if (auto* search = std::get_if<model::SearchPage>(&page.content); search != nullptr && search->preview) {
      spoil(search->preview->items, hostile);
    }
    if (auto* results = std::get_if<model::ResultsPage>(&page.content)) {
      spoil(results->items, hostile);
      for (auto& town : results->facets.towns) town.value = hostile;
    }
    if (auto* detail = std::get_if<model::DetailPage>(&page.content)) {
      if (detail->detail) spoil(*detail->detail, hostile);
      spoil(detail->similar, hostile);
    }
  }
}

}  // namespace

TEST_CASE("Hostile texts in every field leave every screen in its place, and take no time") {
  constexpr auto kFrameMax =
      std::chrono::seconds(5);  // measured: 0.1; a sanitizer on a busy machine needs ten times that
  const auto size = GENERATE(platform::PixelSize{1920, 1080}, platform::PixelSize{1080, 1920});
  ScreenStage stage(size);
  for (const std::string_view language : {"de", "ar"}) {
    for (const model::TextSize text_size : {model::TextSize::kNormal, model::TextSize::kLargest}) {
      for (const Hostile& hostile : hostile_texts()) {
        stage.model.display.chosen = {.text_size = text_size};
        stage.model.language = std::string(language);
        for (const SampleScreen& screen : sample_screens()) {
          screen.show(stage.model);
          spoil(stage.model, hostile.text);
          const auto before = std::chrono::steady_clock::now();
          stage.draw();
          const auto took = std::chrono::steady_clock::now() - before;
          stage.let_pass_ms(1'000);
          stage.draw();
          CAPTURE(hostile.name, screen.name, language, size.width, static_cast<int>(text_size));
          CHECK(took < kFrameMax);
          CHECK_THAT(things_out_of_place(stage), Catch::Matchers::Equals(""));
        }
      }
    }
  }
}

}  // namespace bildungskiosk::view::test
