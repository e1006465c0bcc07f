#include "tests/support/generator/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace bildungskiosk::test {
namespace {

const std::vector<std::string_view> kSmallWords = split(
    "und|der|die|in|Sie|für|mit|das|zu|den|von|im|auf|ist|ein|eine|werden|sich|wir|an|bitte|oder|als|dem|des|zur|"
    "wird|nicht|auch|es|bei|aus|einen|einer|sind|am|wie|nach|zum|haben|können|über|Ihre|durch|dieser|dabei|Ihren|"
    "um|so|vor|bis|alle|mehr|man|ohne|uns|keine|kann|dass|hat|sowie|unter|nur|während|wenn|diese|gegen|beim|vom|"
    "unsere|ihr|noch|ab|jeweils|müssen|möchten|dann|sehr|zwischen|eigene|neue|viele|gute|erste");

const std::vector<std::string_view> kVerbs = split(
    "lernen|üben|erfahren|erhalten|mitbringen|kennenlernen|sprechen|gestalten|gemeinsam|praktisch|einfach|"
    "verständlich|anschließend|wöchentlich|möglich|persönlich|sicher|täglich|regelmäßig|geeignet|erforderlich|"
    "vermitteln|verbessern|vertiefen|entdecken|entspannen|anwenden|auffrischen|aufbauen|besprechen|bewegen|"
    "entwickeln|erstellen|kochen|malen|nähen|schreiben|singen|spielen|tanzen|verstehen|wiederholen|zeichnen|"
    "zuhören|begleiten|beraten|bewerben|buchen|führen|fördern|lösen|öffnen|planen|prüfen|stärken|unterstützen|"
    "kostenlos|barrierefrei|mündlich|schriftlich|ausführlich|gesund|kreativ|digital|beruflich|politisch|"
    "historisch|musikalisch|vielfältig|abwechslungsreich|individuell|nachhaltig");

const std::vector<std::string_view> kNouns = split(
    "Kurs|Gruppe|Übung|Sprache|Alltag|Beruf|Familie|Kinder|Eltern|Gespräch|Prüfung|Grundlage|Vorkenntnis|Abend|"
    "Woche|Teilnahme|Material|Anmeldung|Gesundheit|Bewegung|Körper|Rücken|Atem|Yoga|Küche|Gemüse|Kräuter|Brot|"
    "Gewürz|Ernährung|Garten|Natur|Wald|Vogel|Klima|Umwelt|Energie|Wasser|Boden|Stadt|Region|Geschichte|Museum|"
    "Kunst|Farbe|Aquarell|Zeichnung|Malerei|Fotografie|Bild|Film|Musik|Gitarre|Klavier|Chor|Stimme|Gesang|Tanz|"
    "Theater|Literatur|Buch|Lesung|Schrift|Text|Brief|Grammatik|Wortschatz|Aussprache|Deutsch|Englisch|"
    "Französisch|Spanisch|Italienisch|Türkisch|Arabisch|Ukrainisch|Polnisch|Russisch|Schwedisch|Griechisch|"
    "Integration|Einbürgerung|Orientierung|Migration|Demokratie|Politik|Recht|Gesetz|Vertrag|Miete|Steuer|Rente|"
    "Vorsorge|Versicherung|Geld|Haushalt|Büro|Tabelle|Rechnung|Buchführung|Kalkulation|Projekt|Führung|Team|"
    "Bewerbung|Lebenslauf|Ausbildung|Studium|Hochschule|Abschluss|Schule|Unterricht|Mathematik|Physik|Chemie|"
    "Biologie|Technik|Werkstatt|Holz|Metall|Keramik|Ton|Töpfer|Schmuck|Stoff|Nähmaschine|Kleid|Mode|Wolle|Strick|"
    "Faden|Muster|Computer|Internet|Netz|Programm|Daten|Sicherheit|Schutz|Passwort|Telefon|Gerät|Kamera|Roboter|"
    "Spiel|Lern|Kita|Krippe|Baby|Kleinkind|Erziehung|Pflege|Betreuung|Begleitung|Beratung|Hilfe|Selbsthilfe|"
    "Gedächtnis|Training|Schwimm|Fahrrad|Reise|Ausflug|Exkursion|Wanderung|Berg|Meer|Himmel|Stern|Philosophie|"
    "Religion|Ethik|Kultur|Brauch|Fest|Weihnacht|Oster|Sommer|Herbst|Winter|Frühling|Ferien|Wochenende|Vormittag|"
    "Nachmittag|Termin|Raum|Haus|Platz|Straße|Bahn|Verkehr|Mensch|Leben|Alter|Jugend|Frau|Mann|Senior|"
    "Gemeinschaft|Ehrenamt|Verein|Angst|Stress|Schlaf|Entspannung|Meditation|Achtsamkeit|Kraft|Ausdauer|Methode");

const std::size_t kPlainWords = kSmallWords.size() + kVerbs.size() + kNouns.size();

std::string lower_first(std::string_view noun) {
  std::string lower(noun);
  if (lower.starts_with("Ü")) return "ü" + lower.substr(2);
  if (lower.front() >= 'A' && lower.front() <= 'Z') lower.front() = static_cast<char>(lower.front() - 'A' + 'a');
  return lower;
}

std::string compound(std::size_t number) {
  // 7919 is prime and no divisor of the number of pairs: every pair comes once.
  const std::size_t pair = number * 7919 % (kNouns.size() * kNouns.size());
  const std::string_view first = kNouns[pair / kNouns.size()];
  const bool linked = first.ends_with("ung") || first.ends_with("ion") || first.ends_with("heit");
  return std::string(first) + (linked ? "s" : "") + lower_first(kNouns[pair % kNouns.size()]);
}

/// Weights of ranks `from` and on, added up.
std::vector<std::uint64_t> cumulative_weights(std::size_t from) {
  std::vector<std::uint64_t> sums;
  std::uint64_t sum = 0;
  for (std::size_t rank = from; rank < kVocabularyWords; ++rank) {
    sum += (std::uint64_t{1} << 40U) / (10 * rank + 27);
    sums.push_back(sum);
  }
  return sums;
}

std::size_t draw(Random& random, const std::vector<std::uint64_t>& sums) {
  return static_cast<std::size_t>(std::upper_bound(sums.begin(), sums.end(), random.below(sums.back())) - sums.begin());
}

}  // namespace

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> items;
  for (;;) {
    const std::size_t end = list.find('|');
    items.push_back(list.substr(0, end));
    if (end == std::string_view::npos) return items;
    list.remove_prefix(end + 1);
  }
}

std::string vocabulary_word(std::size_t rank) {
  if (rank < kSmallWords.size()) return std::string(kSmallWords[rank]);
  if (rank >= kPlainWords) return compound(rank - kPlainWords);
  // Nouns and verbs in turn, as long as there are both.
  const std::size_t at = rank - kSmallWords.size();
  if (at < 2 * kVerbs.size()) return std::string(at % 2 == 0 ? kNouns[at / 2] : kVerbs[at / 2]);
  return std::string(kNouns[at - kVerbs.size()]);
}

std::string frequent_word(Random& random) {
  static const std::vector<std::uint64_t> sums = cumulative_weights(0);
  return vocabulary_word(draw(random, sums));
}

std::string telling_word(Random& random) {
  static const std::size_t kFirst = kSmallWords.size() + 2 * kVerbs.size();
  static const std::vector<std::uint64_t> sums = cumulative_weights(kFirst);
  return vocabulary_word(kFirst + draw(random, sums));
}

std::string sentence(Random& random) {
  const int words = random.between(5, 16);
  std::string text;
  for (int i = 0; i < words; ++i) {
    std::string word = frequent_word(random);
    if (i == 0 && word.front() >= 'a' && word.front() <= 'z') {
      word.front() = static_cast<char>(word.front() - 'a' + 'A');
    }
    if (i > 0) text += i % 7 == 6 ? ", " : " ";
    text += word;
  }
  return text + '.';
}

}  // namespace bildungskiosk::test
