#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using offer::TriState;
using publish::FindingKind;

namespace {

offer::Price price_of(const std::string& elements) {
  return import_course("<preis>" + elements + "</preis>").only().price;
}

std::string text(const std::string& property, const std::string& content) {
  return "<text><eigenschaft>" + property + "</eigenschaft><text>" + content + "</text></text>";
}

std::string keyword(const std::string& word) { return "<schlagwort>" + word + "</schlagwort>"; }

std::string feature(const std::string& name, const std::string& value) {
  return "<merkmale><merkmal><name>" + name + "</name><wert>" + value + "</wert></merkmal></merkmale>";
}

/// The element three hundred times, each '%' a time of day of its own.
std::string many(const std::string& element) {
  std::string all;
  for (int i = 0; i < 300; ++i) {
    const std::string time = base::format_time_of_day(static_cast<base::MinuteOfDay>(i));
    for (const char c : element) all += c == '%' ? time : std::string(1, c);
  }
  return all;
}

bool is_inferred(const offer::Offer& offer, const std::string& field) {
  return std::find(offer.inferred.begin(), offer.inferred.end(), field) != offer.inferred.end();
}

}  // namespace

TEST_CASE("A price that is unknown is not free, and one of zero is") {
  CHECK(price_of("<betrag>82.8</betrag>").amount_cents == 8280);
  CHECK(price_of("<betrag>82.8</betrag>").free == TriState::kNo);
  CHECK(price_of("<betrag>0.0</betrag>").free == TriState::kYes);
  CHECK(price_of("<betrag></betrag>").free == TriState::kUnknown);
  CHECK(price_of("<betrag>-1</betrag>").free == TriState::kUnknown);
  CHECK_FALSE(price_of("<betrag>-1</betrag>").amount_cents.has_value());
  CHECK(import_course("").only().price.free == TriState::kUnknown);
  for (const char* word : {"TBC", "NoData", "auf Anfrage"}) {
    INFO(word);
    const auto outcome = import_course("<preis><betrag>" + std::string(word) + "</betrag></preis>");
    CHECK(outcome.only().price.free == TriState::kUnknown);
    CHECK(outcome.count(FindingKind::kUnreadablePrice) == 1);
  }
}

TEST_CASE("A reduced price that stands only in the remark is read out of it") {
  const auto price =
      price_of("<betrag>71,00</betrag><zusatz>erm. Preis: 35,50 EUR</zusatz><zusatz>zzgl. Material</zusatz>");
  CHECK(price.reduced_cents == 3550);
  CHECK(price.note.at("de") == "zzgl. Material");
}

TEST_CASE("A reduction without an amount is said in the note") {
  CHECK(price_of("<betrag>10</betrag><rabatt_moeglich>true</rabatt_moeglich>").note.at("de") == "Ermäßigung möglich");
}

TEST_CASE("\"fasle\" is neither yes nor no") {
  const auto outcome = import_course("<preis><betrag>10</betrag><rabatt_moeglich>fasle</rabatt_moeglich></preis>");
  CHECK(outcome.only().price.note.empty());
  CHECK(outcome.count(FindingKind::kUnreadableBoolean) == 1);
  const auto access = import_course(feature("barrierefreies_lernen", "fasle"));
  CHECK(access.only().accessibility.step_free == TriState::kUnknown);
}

TEST_CASE("Free of charge is inferred from a keyword only when no amount contradicts it") {
  const auto free = import_course(keyword("kostenlos"));
  CHECK(free.only().price.free == TriState::kYes);
  CHECK(is_inferred(free.only(), "price.free"));
  const auto contradiction = import_course(keyword("kostenlos") + "<preis><betrag>5</betrag></preis>");
  CHECK(contradiction.only().price.free == TriState::kNo);
  CHECK(contradiction.count(FindingKind::kContradictoryPrice) == 1);
}

TEST_CASE("A registration free of charge is no course free of charge") {
  CHECK(import_course(feature("anmeldung_kostenlos", "true")).only().price.free == TriState::kUnknown);
}

TEST_CASE("An end before the beginning is dropped and reported") {
  const auto outcome = import_course("<beginn_datum>2026-02-06</beginn_datum><ende_datum>2026-01-31</ende_datum>");
  CHECK(outcome.only().schedule.starts == base::make_date(2026, 2, 6));
  CHECK_FALSE(outcome.only().schedule.ends.has_value());
  CHECK(outcome.count(FindingKind::kEndBeforeBegin) == 1);
}

TEST_CASE("A weekly course whose end was lost still ends") {
  const auto& offer = import_course(
      "<anzahl_termine>15</anzahl_termine><beginn_datum>2026-02-06</beginn_datum>"
      "<ende_datum>2026-01-31</ende_datum><wochentag>Freitag</wochentag>");
  CHECK(offer.only().schedule.ends == base::make_date(2026, 5, 22));
  CHECK(is_inferred(offer.only(), "schedule.ends"));
}

TEST_CASE("A session without times is a day, and midnight to midnight is no time") {
  const auto outcome = import_course(
      "<termin><beginn_datum>2026-04-20</beginn_datum></termin><termin><beginn_datum>2026-04-21</beginn_datum>"
      "<beginn_uhrzeit>00:00:00</beginn_uhrzeit><ende_uhrzeit>00:00:00</ende_uhrzeit></termin>");
  for (const auto& session : outcome.only().schedule.sessions) CHECK_FALSE(session.starts.has_value());
  CHECK(outcome.only().schedule.sessions.size() == 2);
  CHECK(outcome.only().schedule.starts == base::make_date(2026, 4, 20));
  CHECK(outcome.only().schedule.ends == base::make_date(2026, 4, 21));
}

TEST_CASE("Times with and without an offset are the same clock") {
  const auto session = [](const std::string& begin, const std::string& end) {
    return import_course("<termin><beginn_datum>2026-07-01</beginn_datum><beginn_uhrzeit>" + begin +
                         "</beginn_uhrzeit><ende_uhrzeit>" + end + "</ende_uhrzeit></termin>")
        .only()
        .schedule.sessions.at(0);
  };
  CHECK(session("13:00:00+02:00", "16:15:00+02:00") == session("13:00", "16:15"));
  CHECK(session("20:00", "01:00").ends == 23 * 60 + 59);
  CHECK_FALSE(session("16:00", "14:00").ends.has_value());
}

TEST_CASE("Sessions are sorted, and one that stands twice is one") {
  const auto outcome = import_course(
      "<termin><beginn_datum>2026-04-22</beginn_datum></termin>"
      "<termin><beginn_datum>2026-04-20</beginn_datum></termin>"
      "<termin><beginn_datum>2026-04-22</beginn_datum></termin>");
  const auto& sessions = outcome.only().schedule.sessions;
  REQUIRE(sessions.size() == 2);
  CHECK(sessions[0].date < sessions[1].date);
}

TEST_CASE("Counselling without dates keeps its office hours") {
  const auto outcome = import_course("<wochentag>Dienstag 14:00-16:00</wochentag><wochentag>Freitag</wochentag>" +
                                     feature("veranstaltungsart", "Beratung"));
  const offer::Offer& offer = outcome.only();
  CHECK(offer.kind == offer::OfferKind::kCounselling);
  REQUIRE(offer.schedule.weekly.size() == 2);
  CHECK(offer.schedule.weekly[0].starts == 14 * 60);
  CHECK(offer.phases == std::vector<offer::Phase>{offer::Phase::kCounselling});
  CHECK(outcome.report.stock.missing.count("dates") == 0);
}

TEST_CASE("Numbers may be texts, and -1 is unknown") {
  const auto outcome = import_course(
      "<minimale_teilnehmerzahl>-1</minimale_teilnehmerzahl><aktuelle_teilnehmerzahl> 9 </aktuelle_teilnehmerzahl>"
      "<maximale_teilnehmerzahl>zwölf</maximale_teilnehmerzahl><dauer>15.0</dauer>");
  CHECK_FALSE(outcome.only().capacity.minimum.has_value());
  CHECK(outcome.only().capacity.current == 9);
  CHECK_FALSE(outcome.only().capacity.maximum.has_value());
  CHECK(outcome.count(FindingKind::kUnreadableNumber) == 1);
  CHECK(outcome.only().schedule.lessons == 15.0);
}

TEST_CASE("A text's property may name its language") {
  const auto outcome = import_course(
      text("text", "Wir töpfern.") + text("Zusatzinformation", "Schürze mitbringen.") + text("name@uk", "Гончарство") +
      text("kurztext@uk", "Ми ліпимо.") + text("text@ar", "نصنع الفخار") + text("text@de-easy", "Sie machen Töpfe.") +
      text("voraussetzung", "keine") + text("foerderung", "Bildungsgutschein") + text("text@xx", "?"));
  const offer::Offer& offer = outcome.only();
  CHECK(offer.description.at("de") == "Wir töpfern.\nSchürze mitbringen.");
  CHECK(offer.name.at("uk") == "Гончарство");
  CHECK(offer.name.at("de") == "Töpfern");
  CHECK(offer.abstract.at("uk") == "Ми ліпимо.");
  CHECK(offer.description.at("ar") == "نصنع الفخار");
  CHECK(offer.description.at("de-easy") == "Sie machen Töpfe.");
  CHECK(offer.access_requirements.at("de") == "keine");
  CHECK(offer.funding.at("de") == "Bildungsgutschein");
  CHECK(outcome.count(FindingKind::kUnknownLanguage) == 1);
}

TEST_CASE("Features of a course say how one takes part and who can") {
  const auto outcome = import_course(
      "<merkmale><merkmal><name>kursart_digital</name><wert>online_angebot</wert></merkmal>"
      "<merkmal><name>langsames_lerntempo</name><wert>true</wert></merkmal>"
      "<merkmal><name>alter_von</name><wert>60</wert></merkmal></merkmale>"
      "<veranstaltungsort><name>Haus</name><adresse><ort>Lindach</ort></adresse></veranstaltungsort>");
  CHECK(outcome.only().mode == offer::AttendanceMode::kOnline);
  CHECK(outcome.only().place_id.empty());
  CHECK(outcome.only().accessibility.slow_pace == TriState::kYes);
  CHECK(outcome.only().audience.age_minimum == 60);
  CHECK(outcome.only().inferred.empty());
}

TEST_CASE("Level and attendance are inferred from keywords and marked") {
  const auto outcome = import_course(keyword("A1") + keyword("Online-Kurs"));
  CHECK(outcome.only().level == "A1");
  CHECK(outcome.only().mode == offer::AttendanceMode::kOnline);
  CHECK(is_inferred(outcome.only(), "level"));
  CHECK(is_inferred(outcome.only(), "mode"));
}

TEST_CASE("A course about something online is not an online course") {
  const std::string place =
      "<veranstaltungsort><name>Haus</name><adresse><ort>Lindach</ort></adresse></veranstaltungsort>";
  const auto outcome = import_text(openvhs_file("<veranstaltung><guid>1</guid><name>Online-Banking ohne Sorgen</name>" +
                                                place + "</veranstaltung>"));
  CHECK(outcome.only().mode == offer::AttendanceMode::kOnsite);
  CHECK_FALSE(outcome.only().place_id.empty());
}

TEST_CASE("A web address in the field for the place is an online course, not a place") {
  const auto outcome =
      import_course("<veranstaltungsort><name>https://treffen.example/raum</name></veranstaltungsort>");
  CHECK(outcome.places.empty());
}

TEST_CASE("Ages are inferred from the name of an audience") {
  const auto outcome = import_course("<zielgruppe>Kinder 6-10 Jahre</zielgruppe>");
  CHECK(outcome.only().audience.age_minimum == 6);
  CHECK(outcome.only().audience.age_maximum == 10);
  CHECK(import_course("<zielgruppe>Menschen ab 60 Jahren</zielgruppe>").only().audience.age_minimum == 60);
}

TEST_CASE("A place with and without steps is one of which nobody knows") {
  const auto place = [](const std::string& access) {
    return "<veranstaltungsort><name>vhs-Haus</name><adresse><ort>Lindach</ort></adresse><barrierefrei>" + access +
           "</barrierefrei></veranstaltungsort>";
  };
  const auto outcome = import_text(openvhs_file(openvhs_course(place("true")) + openvhs_course(place("false"), "2") +
                                                openvhs_course(place("true"), "3")));
  REQUIRE(outcome.places.size() == 1);
  CHECK(outcome.places.front().accessibility.step_free == TriState::kUnknown);
  CHECK(outcome.count(FindingKind::kContradictoryPlace) == 1);
}

TEST_CASE("A link that is no web address is dropped and reported") {
  const auto outcome = import_course(
      "<webadresse><typ>website</typ><uri>javascript:alert(1)</uri></webadresse>"
      "<webadresse><typ>website</typ><name>zur Kursbuchung</name>"
      "<uri>http://vhs.example/1</uri></webadresse>");
  CHECK(outcome.only().url == "http://vhs.example/1");
  CHECK(outcome.only().registration.url == "http://vhs.example/1");
  CHECK(outcome.count(FindingKind::kUnusableUrl) == 1);
}

TEST_CASE("A text that is longer than the format takes is shortened, not lost") {
  const auto outcome = import_course(text("text", std::string(150'000, 'x')));
  CHECK(outcome.only().description.at("de").size() <= 100'000);
  CHECK(outcome.count(FindingKind::kTextShortened) == 1);
}

TEST_CASE("A value that the exchange format has no room for costs the field, not the offer") {
  const std::string endless(5'000, 'x');
  const auto field = GENERATE_COPY(
      "<nummer>" + endless + "</nummer>", "<level>" + endless + "</level>",
      "<anmeldung><telefon>" + endless + "</telefon></anmeldung>",
      "<anmeldung><mail>a@" + endless + "</mail></anmeldung>",
      std::string("<anmeldung><link>https://vhs.example/{kurs|1}</link></anmeldung>"),
      "<dvv_kategorie version=\"" + endless + "\">4.06</dvv_kategorie>",
      many("<zertifikat><name>%</name></zertifikat>"), many("<schlagwort>%</schlagwort>"),
      many("<zielgruppe>%</zielgruppe>"),
      "<merkmale><merkmal><name>unterrichtssprache</name>" + many("<wert>deutsch</wert>") + "</merkmal></merkmale>",
      many("<wochentag>Montag %-20:00</wochentag>"));
  INFO(field.substr(0, 60));
  const auto outcome = import_course(field);
  CHECK(outcome.only().name.at("de") == "Töpfern");
  CHECK(outcome.report.import.left_out == 0);
}

TEST_CASE("What had to be left out of an offer is reported") {
  CHECK(import_course("<nummer>" + std::string(5'000, 'x') + "</nummer>").count(FindingKind::kTextShortened) == 1);
  CHECK(import_course(many("<schlagwort>%</schlagwort>")).count(FindingKind::kListShortened) == 1);
  CHECK(import_course(many("<zertifikat><name>%</name></zertifikat>")).count(FindingKind::kListShortened) == 1);
}

TEST_CASE("What a title says of the course itself fills empty fields, is marked and reported") {
  const auto titled = [](const std::string& title, const std::string& extra = {}) {
    return import_text(
        openvhs_file("<veranstaltung><guid>1</guid><name>" + title + "</name>" + extra + "</veranstaltung>"));
  };
  CHECK(titled("Deutsch A1 am Vormittag").only().level == "A1");
  CHECK(titled("Die A1 und ihre Brücken").only().level.empty());
  CHECK(titled("Keramik für Anfängerinnen und Anfänger").only().level == "Anfänger");
  CHECK(titled("Lesen üben (online)").only().mode == offer::AttendanceMode::kOnline);
  CHECK(titled("Online-Banking").only().mode == offer::AttendanceMode::kUnknown);
  CHECK(titled("Kostenlose Beratung zur Rente").only().price.free == offer::TriState::kYes);
  CHECK(titled("Stadtrundgang (Eintritt frei)").only().price.free == offer::TriState::kYes);
  CHECK(titled("Kostenlos ist nicht umsonst").only().price.free == offer::TriState::kUnknown);
  CHECK(titled("Stadtrundgang (kostenlos)", "<preis><betrag>5</betrag></preis>").only().price.free ==
        offer::TriState::kNo);
  CHECK(titled("Smartphone für Seniorinnen und Senioren").only().audience.groups ==
        std::vector<std::string>{"Ältere Menschen"});
  CHECK(titled("Smartphone für Senioren", "<zielgruppe>Einsteiger</zielgruppe>").only().audience.groups ==
        std::vector<std::string>{"Einsteiger"});
  CHECK(titled("Kochen für Kinder und Jugendliche").only().audience.groups ==
        std::vector<std::string>{"Kinder", "Jugendliche"});

  const auto outcome = titled("Webinar: Deutsch B1.2");
  CHECK(outcome.only().inferred == std::vector<std::string>{"mode", "level"});
  CHECK(outcome.count(publish::FindingKind::kInferred) == 2);
  CHECK(outcome.report.stock.inferred == publish::Counts{{"level", 1}, {"mode", 1}});
}
